package sc.fovea.net;

/**
 * Shape (H, W, C) of one image of a batch; height and width may be {@link #ANY} where a network accepts any size.
 *
 * @param height rows in pixels, or {@link #ANY}
 * @param width columns in pixels, or {@link #ANY}
 * @param channels number of channels, at least 1
 */
public record Shape(int height, int width, int channels) {

	/** An extent that is known only when an image arrives. */
	public static final int ANY = -1;

	/** @throws IllegalArgumentException if an extent is below 1 and not {@link #ANY} */
	public Shape {
		if (channels < 1 || height < 1 && height != ANY || width < 1 && width != ANY) {
			throw new IllegalArgumentException(
				"Expected a shape (H, W, C) of at least (1, 1, 1), got (" + height + ", " + width + ", " + channels + ").");
		}
	}

	/** Any height and width, with the given channels. */
	public static Shape ofChannels(int channels) {
		return new Shape(ANY, ANY, channels);
	}

	/** The extent along an axis, or {@link #ANY}. */
	public int along(Axis axis) {
		return axis == Axis.Y ? height : width;
	}

	/** Whether height and width are both known. */
	public boolean isFixed() {
		return height != ANY && width != ANY;
	}

	/** The same height and width with other channels. */
	public Shape withChannels(int newChannels) {
		return new Shape(height, width, newChannels);
	}

	/** Number of values of one image. @throws IllegalStateException if the size is not fixed */
	public long count() {
		if (!isFixed()) {
			throw new IllegalStateException("Expected a fixed height and width, got " + this + ".");
		}
		return (long) height * width * channels;
	}

	@Override
	public String toString() {
		return "(" + name(height) + ", " + name(width) + ", " + channels + ")";
	}

	private static String name(int extent) {
		return extent == ANY ? "any" : Integer.toString(extent);
	}
}

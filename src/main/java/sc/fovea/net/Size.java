package sc.fovea.net;

/**
 * Height and width of a window, a stride or an image, in pixels.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record Size(int height, int width) {

	/** @throws IllegalArgumentException if a side is below 1 */
	public Size {
		if (height < 1 || width < 1) {
			throw new IllegalArgumentException("Expected a size of at least 1x1, got " + height + "x" + width + ".");
		}
	}

	/** A square of the given side. */
	public static Size of(int side) {
		return new Size(side, side);
	}

	/** The extent along an axis. */
	public int along(Axis axis) {
		return axis == Axis.Y ? height : width;
	}

	@Override
	public String toString() {
		return height + "x" + width;
	}
}

package sc.fovea.data;

/**
 * The size of a picture.
 *
 * @param width columns
 * @param height rows
 * @param depth slices, 1 for a plane
 * @param channels values per pixel
 */
public record Extent(int width, int height, int depth, int channels) {

	/** @throws IllegalArgumentException if a number is below 1 or the values do not fit an array */
	public Extent {
		if (width < 1 || height < 1 || depth < 1 || channels < 1) {
			throw new IllegalArgumentException("Expected a width, height, depth and channels of at least 1, got " + width + " x " + height + " x " + depth
				+ " x " + channels + ".");
		}
		if ((double) width * height * depth * channels > Integer.MAX_VALUE - 8) {
			throw new IllegalArgumentException("Expected less than 2^31 values, got " + width + " x " + height + " x " + depth + " x " + channels + ".");
		}
	}

	/** A plane of one channel. */
	public static Extent plane(int width, int height) {
		return new Extent(width, height, 1, 1);
	}

	/** The same slices and channels with other columns and rows. */
	public Extent sized(int newWidth, int newHeight) {
		return new Extent(newWidth, newHeight, depth, channels);
	}

	/** Pixels of one slice. */
	public int slicePixels() {
		return width * height;
	}

	/** Pixels of all slices. */
	public int pixels() {
		return width * height * depth;
	}

	/** Values of all channels of all pixels. */
	public int values() {
		return pixels() * channels;
	}
}

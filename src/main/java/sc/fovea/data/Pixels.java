package sc.fovea.data;

/**
 * The values of a picture, slice after slice, row after row, (D, H, W, C).
 *
 * @param extent size
 * @param values {@code extent.values()} numbers; shared, and changed in place by changes of intensity
 * @param range what they mean
 */
public record Pixels(Extent extent, float[] values, ValueRange range) {

	/** @throws IllegalArgumentException if the array has not the length that the extent asks for */
	public Pixels {
		if (values.length != extent.values()) {
			throw new IllegalArgumentException("Expected " + extent.values() + " values for " + extent + ", got " + values.length + ".");
		}
	}

	/** A plane of one channel. */
	public static Pixels plane(int width, int height, float[] values, ValueRange range) {
		return new Pixels(Extent.plane(width, height), values, range);
	}
}

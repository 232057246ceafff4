package sc.fovea.motion;

/**
 * One channel of a frame: the value of pixel (x, y) is {@code values[y · width + x]}.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param values row by row, from 0 to 1 for what should be seen; shared
 */
public record GreyFrame(int width, int height, float[] values) {

	/** @throws IllegalArgumentException if a side is below 1 or the number of values is another than that of pixels */
	public GreyFrame {
		if (width < 1 || height < 1 || values.length != (long) width * height) {
			throw new IllegalArgumentException("Expected " + width + "x" + height + " values of a frame with sides of at least 1, got " + values.length + ".");
		}
	}
}

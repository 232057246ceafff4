package sc.fovea.track.format;

/**
 * What pixels and frames are in the world.
 *
 * @param width of a pixel, in {@code unit}
 * @param height of a pixel
 * @param unit of length, for example micron; pixel where it is unknown
 * @param interval between two frames, in {@code timeUnit}; 1 where it is unknown
 * @param timeUnit for example sec; frame where it is unknown
 */
public record FilmScale(double width, double height, String unit, double interval, String timeUnit) {

	/** Nothing is known. */
	public static final FilmScale PIXELS = new FilmScale(1, 1, "pixel", 1, "frame");

	/** @throws IllegalArgumentException if a number is not positive */
	public FilmScale {
		if (!(width > 0 && height > 0 && interval > 0)) {
			throw new IllegalArgumentException("Expected positive sizes and a positive interval, got " + width + ", " + height + " and " + interval + ".");
		}
	}
}

package sc.fovea.track;

/** What is compared of two objects beside their places: numbers that are larger the more alike they are. */
final class PairFeatures {

	/** How many there are. */
	static final int COUNT = 4;

	private static final double MOST_RATIO = 1.5;

	private PairFeatures() {}

	/**
	 * Compares two objects.
	 *
	 * @param brightening by how much ln contrast changed between the frames for most objects
	 * @return −|ln of the ratio of areas|, −|ln of the ratio of contrasts|, overlap of the shapes, correlation of the textures
	 */
	static double[] of(FrameObject a, FrameObject b, double brightening) {
		double areas = Math.abs(Math.log((double) b.spot().area() / a.spot().area()));
		double contrasts = Math.abs(Math.log(b.look().contrast() / a.look().contrast()) - brightening);
		return new double[] { -Math.min(MOST_RATIO, areas), -Math.min(MOST_RATIO, contrasts), a.look().overlap(b.look()),
			a.look().correlation(b.look()) };
	}
}

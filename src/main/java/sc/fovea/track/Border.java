package sc.fovea.track;

/**
 * How likely objects end and begin at a place: nearly never in the middle of a film, often near its border, where they leave and enter.
 *
 * @param width of the frames, pixels
 * @param height of the frames, pixels
 */
record Border(int width, int height) {

	/** Chance that a track ends, or that an object is a new one, where nothing leaves or enters: what is missed, covered or found anew. */
	private static final double INSIDE = 0.011;
	/** A logistic curve with this slope differs from a normal distribution by less than 0.01. */
	private static final double NORMAL = 1.702;

	/** ln of the chance that what was expected at a place, give or take sigma, is outside, or ends inside. */
	double ln(double x, double y, double sigma) {
		double inside = within(x, width, sigma) * within(y, height, sigma);
		return Math.log(INSIDE * inside + 1 - inside);
	}

	private static double within(double at, int length, double sigma) {
		return normal((length - at) / sigma) - normal(-at / sigma);
	}

	private static double normal(double z) {
		return 1 / (1 + Math.exp(-NORMAL * z));
	}
}

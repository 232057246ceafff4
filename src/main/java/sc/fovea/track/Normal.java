package sc.fovea.track;

/** Densities of normal distributions. */
final class Normal {

	/** Share of values that scatter three times as far: of objects that are covered in part, or whose outline is wrong. */
	private static final double TAIL = 0.1;
	private static final double TAIL_FACTOR = 3;
	/** So far from the mean, in sigmas, a density is no longer smaller: its logarithm stays finite. */
	private static final double FARTHEST = 30;

	private Normal() {}

	/** The density. @param sigma standard deviation */
	static double density(double x, double mean, double sigma) {
		double z = Math.min(FARTHEST, Math.abs(x - mean) / sigma);
		return Math.exp(-z * z / 2) / (sigma * Math.sqrt(2 * Math.PI));
	}

	/** The density where some values lie far out. @param sigma standard deviation of the others */
	static double tailed(double x, double mean, double sigma) {
		return (1 - TAIL) * density(x, mean, sigma) + TAIL * density(x, mean, TAIL_FACTOR * sigma);
	}
}

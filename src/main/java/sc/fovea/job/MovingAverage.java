package sc.fovea.job;

/**
 * The exponential moving average of a curve, without the pull of its beginning towards zero: with m₀ = 0 and mᵢ = w·mᵢ₋₁ + (1 − w)·xᵢ it shows
 * mᵢ / (1 − wⁱ), for a weight w of at least 0 and below 1. That is the correction of Adam's averages (Kingma and Ba 2015, arXiv:1412.6980), and how TensorBoard smooths.
 */
final class MovingAverage {

	private MovingAverage() {}

	/**
	 * Smooths values; one that is not finite is left as it is, and counts for nothing after it.
	 *
	 * @param weight 0 for the values themselves, the smoother the nearer to 1
	 * @throws IllegalArgumentException if the weight is not in [0, 1)
	 */
	static double[] of(double[] values, double weight) {
		if (!(weight >= 0 && weight < 1))
			throw new IllegalArgumentException("Expected a weight of at least 0 and below 1 to smooth curves, got " + weight + ".");
		double[] smooth = values.clone();
		double mean = 0;
		double left = 1;
		for (int i = 0; i < values.length; i++) {
			if (!Double.isFinite(values[i])) continue;
			mean = weight * mean + (1 - weight) * values[i];
			left *= weight;
			smooth[i] = mean / (1 - left);
		}
		return smooth;
	}
}

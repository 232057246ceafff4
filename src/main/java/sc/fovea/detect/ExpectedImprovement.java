package sc.fovea.detect;

import org.apache.commons.math3.special.Erf;

/**
 * How much a value is expected to rise above the best one so far, if it is normally distributed with mean μ and deviation σ (Močkus; as in Zhang et
 * al. 2015, arXiv:1504.03293): with the best value b, z = (μ − b) / σ, and the standard normal density φ and distribution Φ
 *
 * <pre>
 * EI = E[max(0, v − b)] = (μ − b) · Φ(z) + σ · φ(z)
 * </pre>
 *
 * @param best value so far
 */
public record ExpectedImprovement(double best) {

	private static final double ROOT_OF_TWO_PI = Math.sqrt(2 * Math.PI);

	/** Further below the mean, the rest of the distribution is below 1e-15 of the deviation. */
	private static final double FAR = 8;

	/** @throws IllegalArgumentException if the value is not finite */
	public ExpectedImprovement {
		if (!Double.isFinite(best)) {
			throw new IllegalArgumentException("Expected a finite best value, got " + best + ".");
		}
	}

	/**
	 * The expected improvement, at least 0.
	 *
	 * @param mean μ
	 * @param deviation σ, at least 0
	 */
	public double of(double mean, double deviation) {
		double gain = mean - best;
		if (gain >= FAR * deviation) {
			return gain;
		}
		double z = gain / deviation;
		if (z <= -FAR) {
			return 0;
		}
		double density = Math.exp(-z * z / 2) / ROOT_OF_TWO_PI;
		double distribution = Erf.erfc(-z / Math.sqrt(2)) / 2;
		return Math.max(0, gain * distribution + deviation * density);
	}
}

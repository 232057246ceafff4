package sc.fovea.detect.proposal;

import java.util.Arrays;

/**
 * What a cue tells: how much more likely its value is for a window that holds an object than for any other. Both kinds are taken to be normally distributed.
 *
 * @param object mean over windows that hold an object
 * @param objectSpread their standard deviation, above 0
 * @param other mean over all other windows
 * @param otherSpread their standard deviation, above 0
 */
public record CueLikelihood(double object, double objectSpread, double other, double otherSpread) {

	private static final double FARTHEST = 0.5;
	private static final double LEAST_SPREAD = 1e-6;

	/** @throws IllegalArgumentException if a number is not finite or a deviation not above 0 */
	public CueLikelihood {
		if (!(objectSpread > 0 && otherSpread > 0 && Double.isFinite(object + objectSpread + other + otherSpread))) {
			throw new IllegalArgumentException("Expected finite means and deviations above 0, got " + object + ", " + objectSpread + ", " + other + " and "
				+ otherSpread + ".");
		}
	}

	/** From values of windows of both kinds. @throws IllegalArgumentException if there are less than two of a kind */
	static CueLikelihood learn(double[] objects, double[] others) {
		if (Math.min(objects.length, others.length) < 2) {
			throw new IllegalArgumentException(
				"Expected at least two windows with and two without an object, got " + objects.length + " and " + others.length + ".");
		}
		return new CueLikelihood(mean(objects), spread(objects), mean(others), spread(others));
	}

	private static double mean(double[] values) {
		return Arrays.stream(values).average().orElseThrow();
	}

	private static double spread(double[] values) {
		double mean = mean(values);
		return Math.max(LEAST_SPREAD, Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1)));
	}

	/**
	 * ln p(value | object) − ln p(value | other). A value beyond the one where the ratio turns counts as that one, so that more of a sign is never
	 * worth less, and a value farther than half a deviation beyond the mean of objects as that, so that no cue alone decides: large windows have much
	 * of some cues.
	 */
	double logRatio(double value) {
		double farthest = object > other ? Math.min(value, object + FARTHEST * objectSpread) : Math.max(value, object - FARTHEST * objectSpread);
		double limited = limited(farthest);
		return logDensity(limited, object, objectSpread) - logDensity(limited, other, otherSpread);
	}

	private double limited(double value) {
		if (objectSpread == otherSpread) {
			return value;
		}
		double a = 1 / (objectSpread * objectSpread);
		double b = 1 / (otherSpread * otherSpread);
		double turn = (object * a - other * b) / (a - b);
		return object > other == a > b ? Math.min(value, turn) : Math.max(value, turn);
	}

	private static double logDensity(double value, double mean, double spread) {
		double z = (value - mean) / spread;
		return -z * z / 2 - Math.log(spread);
	}
}

package sc.fovea.track;

import java.util.Arrays;

/**
 * Learns {@link FilmStatistics} from links that were made: the newest count most.
 * <p>
 * The same object: pairs that were linked. Others: pairs near each other of which each was linked to somebody else. Until there are many, both begin with what was
 * measured on rendered films.
 */
final class StatisticsCollector {

	/** How many of the newest steps are remembered. */
	private static final int MEMORY = 1000;
	/** What is known beforehand counts like so many pairs. */
	private static final double PRIOR = 10;
	private static final double[] PRIOR_SAME = { -0.08, -0.08, 0.85, 0.7 };
	private static final double[] PRIOR_OTHER = { -0.35, -0.3, 0.65, 0.1 };
	private static final double[] PRIOR_VARIANCE = { 0.03, 0.03, 0.012, 0.04 };
	/** Median of the squared length of a normal vector of two dimensions, in variances: 2 ln 2. */
	private static final double MEDIAN_SQUARE = 2 * Math.log(2);
	/** Likewise of one dimension. */
	private static final double MEDIAN_OF_ONE = 0.4549;
	/** Flicker of what was rendered, and the least that is believed; ln. */
	private static final double FLICKER = 0.08;
	private static final double LEAST_FLICKER = 0.02;
	/** No smaller deviation is believed, in typical radii: outlines differ from frame to frame. */
	private static final double LEAST_SIGMA = 0.1;

	private final Ring first = new Ring();
	private final Ring next = new Ring();
	private final Ring flicker = new Ring();
	private final Class same = new Class(PRIOR_SAME);
	private final Class other = new Class(PRIOR_OTHER);
	/** Sums of products of a step and the one before, and of squares of the one before. */
	private double products;
	private double squares;

	/** The newest squared distances. */
	private static final class Ring {

		private final double[] values = new double[MEMORY];
		private int count;

		void add(double value) {
			values[count++ % MEMORY] = value;
		}

		/** Of the usual steps, whatever the rare ones are; few of them change little of what was expected. */
		double sigma(double standard, double medianSquare) {
			int size = Math.min(count, MEMORY);
			if (size == 0) return standard;
			double[] sorted = Arrays.copyOf(values, size);
			Arrays.sort(sorted);
			return Math.sqrt((size * sorted[size / 2] / medianSquare + PRIOR * standard * standard) / (size + PRIOR));
		}
	}

	/** Mean and scatter of features, the newest weighing most. */
	private static final class Class {

		private static final double FORGETTING = 1 - 1.0 / MEMORY;
		private final double[] mean;
		private final double[][] scatter = new double[PairFeatures.COUNT][PairFeatures.COUNT];
		private double weight = PRIOR;

		Class(double[] prior) {
			mean = prior.clone();
			for (int i = 0; i < mean.length; i++) {
				scatter[i][i] = PRIOR * PRIOR_VARIANCE[i];
			}
		}

		/** Welford's update with forgetting. */
		void add(double[] features) {
			weight = weight * FORGETTING + 1;
			double[] before = new double[mean.length];
			for (int i = 0; i < mean.length; i++) {
				before[i] = features[i] - mean[i];
				mean[i] += before[i] / weight;
			}
			for (int i = 0; i < mean.length; i++) {
				for (int j = 0; j < mean.length; j++) {
					scatter[i][j] = scatter[i][j] * FORGETTING + before[i] * (features[j] - mean[j]);
				}
			}
		}
	}

	/** A step of a track from where it was expected. @param isFirst whether the track had no step before */
	void step(double squaredDistance, boolean isFirst) {
		(isFirst ? first : next).add(squaredDistance);
	}

	/** A step and the one before, both without drift. */
	void steps(double product, double square) {
		products = products * (1 - 1.0 / MEMORY) + product;
		squares = squares * (1 - 1.0 / MEMORY) + square;
	}

	/** How much brighter a track became, ln. */
	void brighter(double change) {
		flicker.add(change * change);
	}

	/** A pair that was linked. */
	void same(double[] features) {
		same.add(features);
	}

	/** A pair near each other that are two objects. */
	void others(double[] features) {
		other.add(features);
	}

	/**
	 * What was learned.
	 *
	 * @param standard deviation of steps while there are too few
	 * @param radius typical of objects, pixels
	 * @param density objects in a pixel
	 */
	FilmStatistics statistics(double standard, double radius, double density) {
		double least = LEAST_SIGMA * radius;
		double sigma = Math.max(least, first.sigma(standard, MEDIAN_SQUARE));
		double persistence = squares > 0 ? Math.max(0, Math.min(1, products / squares)) : 0;
		return new FilmStatistics(new FilmStatistics.Motion(sigma, Math.max(least, next.sigma(sigma, MEDIAN_SQUARE)), persistence), likeness(),
			density, Math.max(LEAST_FLICKER, flicker.sigma(FLICKER, MEDIAN_OF_ONE)));
	}

	private FilmStatistics.Likeness likeness() {
		int n = PairFeatures.COUNT;
		double[][] pooled = new double[n][n + 1];
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < n; j++) {
				pooled[i][j] = (same.scatter[i][j] + other.scatter[i][j]) / (same.weight + other.weight);
			}
			pooled[i][i] += 0.05 * PRIOR_VARIANCE[i];
			pooled[i][n] = same.mean[i] - other.mean[i];
		}
		double[] weights = solved(pooled);
		double bias = 0;
		for (int i = 0; i < n; i++) {
			weights[i] = Math.max(0, weights[i]);
			bias -= weights[i] * (same.mean[i] + other.mean[i]) / 2;
		}
		return new FilmStatistics.Likeness(weights, bias);
	}

	/** Solves a symmetric positive definite system by elimination. @param rows coefficients, and the right side as last column */
	private static double[] solved(double[][] rows) {
		int n = rows.length;
		for (int k = 0; k < n; k++) {
			for (int i = k + 1; i < n; i++) {
				double factor = rows[i][k] / rows[k][k];
				for (int j = k; j <= n; j++) {
					rows[i][j] -= factor * rows[k][j];
				}
			}
		}
		double[] solution = new double[n];
		for (int k = n - 1; k >= 0; k--) {
			double sum = rows[k][n];
			for (int j = k + 1; j < n; j++) {
				sum -= rows[k][j] * solution[j];
			}
			solution[k] = sum / rows[k][k];
		}
		return solution;
	}
}

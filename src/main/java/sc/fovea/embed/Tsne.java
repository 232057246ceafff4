package sc.fovea.embed;

import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * t-distributed stochastic neighbour embedding (van der Maaten and Hinton 2008, Journal of Machine Learning Research 9:2579), exact: points on a plane whose
 * neighbours are those of the rows. Conditional probabilities of Gaussians with one perplexity for all, made symmetric, are matched by Student's t with one degree of freedom
 * (section 3.3); gradient descent with momentum, gains and early exaggeration (section 3.4, Jacobs 1988). Time and memory grow with the square of the number of
 * rows.
 * <p>
 * Distances on the plane mean little beyond "near" and "far", and so do the sizes of clusters.
 *
 * @param perplexity about how many neighbours a row has; the paper uses 5 to 50
 * @param steps of the descent; the paper takes 1,000
 * @param seed of the beginning, a Gaussian of 1e-4
 */
public record Tsne(double perplexity, int steps, long seed) {

	/** Fewer have no neighbours to speak of. */
	public static final int FEWEST_ROWS = 4;

	/** Most rows: 3,000 take 216 MB, and about a minute on two cores. */
	public static final int MOST_ROWS = 3000;

	/** As in the paper; the factor of early exaggeration and its steps are those of van der Maaten 2014. */
	private static final double EXAGGERATION = 12;
	private static final int EXAGGERATED_STEPS = 250;
	private static final double START = 1e-4;
	private static final double LEAST = 1e-12;

	/** Perplexity 30 and 1,000 steps. */
	public static Tsne standard(long seed) {
		return new Tsne(30, 1000, seed);
	}

	/** @throws IllegalArgumentException if the perplexity is below 1 or there is no step */
	public Tsne {
		if (!(perplexity >= 1 && perplexity < 1e6) || steps < 1) {
			throw new IllegalArgumentException("Expected a perplexity of at least 1 and at least one step, got " + perplexity + " and " + steps + ".");
		}
	}

	/**
	 * Where rows came to lie.
	 *
	 * @param points (rows, 2)
	 * @param divergence Kullback–Leibler divergence between the probabilities of the rows and of the points, which was minimised
	 */
	public record Map(double[][] points, double divergence) {}

	/**
	 * Embeds rows.
	 *
	 * @param rows equally long; standardized, and reduced by {@link PrincipalComponents} if they are long
	 * @throws IllegalArgumentException if there are fewer than {@link #FEWEST_ROWS} or more than {@link #MOST_ROWS}
	 * @throws CancellationException if it was stopped
	 */
	public Map of(double[][] rows, BooleanSupplier isStopped) {
		int n = rows.length;
		if (n < FEWEST_ROWS || n > MOST_ROWS) {
			throw new IllegalArgumentException(
				"Expected " + FEWEST_ROWS + " to " + MOST_ROWS + " vectors for t-SNE, got " + n + "; principal components take any number.");
		}
		float[][] p = probabilities(rows, Math.min(perplexity, (n - 1) / 3.0));
		Descent descent = new Descent(p, new SplittableRandom(seed));
		for (int step = 0; step < steps; step++) {
			if (isStopped.getAsBoolean()) throw new CancellationException("Stopped after " + step + " of " + steps + " steps of t-SNE.");
			descent.step(step < EXAGGERATED_STEPS ? EXAGGERATION : 1, step < EXAGGERATED_STEPS ? 0.5 : 0.8);
		}
		return new Map(descent.points, descent.divergence());
	}

	/** p = (p(j|i) + p(i|j)) / 2n. */
	private static float[][] probabilities(double[][] rows, double perplexity) {
		int n = rows.length;
		float[][] conditional = new float[n][];
		IntStream.range(0, n).parallel().forEach(i -> conditional[i] = conditional(rows, i, perplexity));
		float[][] joint = new float[n][n];
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < n; j++) {
				joint[i][j] = (float) Math.max((conditional[i][j] + conditional[j][i]) / (2.0 * n), LEAST);
			}
		}
		return joint;
	}

	/** p(j|i) of a Gaussian whose precision gives the perplexity: found by bisection of its entropy. */
	private static float[] conditional(double[][] rows, int i, double perplexity) {
		double[] distances = distances(rows, i);
		double low = 0;
		double high = Double.POSITIVE_INFINITY;
		double precision = 1;
		float[] p = new float[rows.length];
		for (int round = 0; round < 60; round++) {
			double sum = 0;
			double weighted = 0;
			for (int j = 0; j < p.length; j++) {
				double value = j == i ? 0 : Math.exp(-precision * distances[j]);
				p[j] = (float) value;
				sum += value;
				weighted += value * distances[j];
			}
			double entropy = Math.log(sum) + precision * weighted / sum;
			for (int j = 0; j < p.length; j++) {
				p[j] /= (float) sum;
			}
			if (Math.abs(entropy - Math.log(perplexity)) < 1e-5) break;
			if (entropy > Math.log(perplexity)) low = precision;
			else
				high = precision;
			precision = Double.isInfinite(high) ? precision * 2 : (low + high) / 2;
		}
		return p;
	}

	/** Squares of the distances from a row to all, less that to the nearest other one, so that no exponential vanishes everywhere. */
	private static double[] distances(double[][] rows, int i) {
		double[] distances = new double[rows.length];
		double nearest = Double.POSITIVE_INFINITY;
		for (int j = 0; j < rows.length; j++) {
			for (int c = 0; c < rows[i].length; c++) {
				distances[j] += (rows[i][c] - rows[j][c]) * (rows[i][c] - rows[j][c]);
			}
			if (j != i) nearest = Math.min(nearest, distances[j]);
		}
		for (int j = 0; j < rows.length; j++) {
			distances[j] -= nearest;
		}
		return distances;
	}

	/** The points while they move. */
	private static final class Descent {

		private final float[][] p;
		private final double[][] points;
		private final double[][] moved;
		private final double[][] gains;
		private final double rate;

		Descent(float[][] p, SplittableRandom random) {
			int n = p.length;
			this.p = p;
			this.points = new double[n][2];
			this.moved = new double[n][2];
			this.gains = new double[n][2];
			// Belkina et al. 2019, doi:10.1038/s41467-019-13055-y: rows by exaggeration, at least 50.
			this.rate = Math.max(n / EXAGGERATION / 4, 50);
			for (int i = 0; i < n; i++) {
				for (int k = 0; k < 2; k++) {
					points[i][k] = START * random.nextGaussian();
					gains[i][k] = 1;
				}
			}
		}

		void step(double exaggeration, double momentum) {
			double[][] gradient = gradient(exaggeration);
			double[] mean = new double[2];
			for (int i = 0; i < points.length; i++) {
				for (int k = 0; k < 2; k++) {
					boolean turns = gradient[i][k] > 0 == moved[i][k] > 0;
					gains[i][k] = Math.max(0.01, turns ? gains[i][k] * 0.8 : gains[i][k] + 0.2);
					moved[i][k] = momentum * moved[i][k] - rate * gains[i][k] * gradient[i][k];
					points[i][k] += moved[i][k];
					mean[k] += points[i][k] / points.length;
				}
			}
			for (double[] point : points) {
				point[0] -= mean[0];
				point[1] -= mean[1];
			}
		}

		/** 4 Σ (p − q)(y_i − y_j) / (1 + |y_i − y_j|²). */
		private double[][] gradient(double exaggeration) {
			double normal = normal();
			double[][] gradient = new double[points.length][2];
			IntStream.range(0, points.length).parallel().forEach(i -> {
				double gx = 0;
				double gy = 0;
				for (int j = 0; j < points.length; j++) {
					double dx = points[i][0] - points[j][0];
					double dy = points[i][1] - points[j][1];
					double near = 1 / (1 + dx * dx + dy * dy);
					double pull = (exaggeration * p[i][j] - near / normal) * near;
					gx += pull * dx;
					gy += pull * dy;
				}
				gradient[i][0] = 4 * gx;
				gradient[i][1] = 4 * gy;
			});
			return gradient;
		}

		/** Σ 1 / (1 + |y_i − y_j|²) over all pairs; rows are added in order, so that it does not depend on threads. */
		private double normal() {
			double[] sums = new double[points.length];
			IntStream.range(0, points.length).parallel().forEach(i -> {
				for (int j = 0; j < points.length; j++) {
					double dx = points[i][0] - points[j][0];
					double dy = points[i][1] - points[j][1];
					if (j != i) sums[i] += 1 / (1 + dx * dx + dy * dy);
				}
			});
			double sum = 0;
			for (double part : sums) {
				sum += part;
			}
			return sum;
		}

		double divergence() {
			double normal = normal();
			double sum = 0;
			for (int i = 0; i < points.length; i++) {
				for (int j = 0; j < points.length; j++) {
					double dx = points[i][0] - points[j][0];
					double dy = points[i][1] - points[j][1];
					double q = Math.max(1 / (1 + dx * dx + dy * dy) / normal, LEAST);
					if (j != i) sum += p[i][j] * Math.log(p[i][j] / q);
				}
			}
			return sum;
		}
	}
}

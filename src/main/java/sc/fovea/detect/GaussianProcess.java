package sc.fovea.detect;

import java.util.Arrays;
import java.util.List;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * A guess of a function from its values at some points, with the uncertainty of the guess: Gaussian process regression with a constant mean m and a
 * squared-exponential kernel with a length for each coordinate (Rasmussen &amp; Williams 2006, chapters 2 and 5; as in Zhang et al. 2015,
 * arXiv:1504.03293)
 *
 * <pre>
 * k(u, v) = a² · exp(−½ Σ ((ud − vd) / ld)²)        K = k(points, points) + n² · I
 * mean(u) = m + k(u)ᵀ K⁻¹ (y − m)                   deviation(u)² = k(u, u) − k(u)ᵀ K⁻¹ k(u)
 * </pre>
 *
 * <pre>{@code
 * GaussianProcess process = GaussianProcess.mostLikely(points, values, List.of(new double[] { 0.2 }, new double[] { 0.4 }), 0.01);
 * Prediction guess = process.predict(new double[] { 0.7 });
 * }</pre>
 *
 * Immutable; every call costs O(n²) for n points, the making of one O(n³).
 */
public final class GaussianProcess {

	/** Least variance that is estimated: values that are all equal would leave none. */
	private static final double LEAST_VARIANCE = 1e-6;

	/** Least noise relative to the variance with which any points, equal ones too, can be told apart from rounding. */
	private static final double LEAST_NOISE = 1e-8;

	/**
	 * How alike the values of two points are.
	 *
	 * @param variance a² of the function about its mean, above 0
	 * @param noise n² of a value about the function, at least 1e-8 a²
	 * @param lengths distance in each coordinate over which values are alike, above 0
	 */
	public record Kernel(double variance, double noise, double[] lengths) {

		/** @throws IllegalArgumentException if a number is not finite or too small */
		public Kernel {
			boolean isValid = variance > 0 && noise >= LEAST_NOISE * variance && Double.isFinite(variance + noise) && lengths.length > 0;
			if (!isValid || !Arrays.stream(lengths).allMatch(length -> length > 0 && Double.isFinite(length))) {
				throw new IllegalArgumentException(
					"Expected a variance above 0, a noise of at least 1e-8 of it and lengths above 0, got " + variance + ", " + noise
						+ " and " + Arrays.toString(lengths) + ".");
			}
		}

		/** k(u, v) / a², 0–1. */
		double correlation(double[] u, double[] v) {
			double sum = 0;
			for (int d = 0; d < lengths.length; d++) {
				double distance = (u[d] - v[d]) / lengths[d];
				sum += distance * distance;
			}
			return Math.exp(-sum / 2);
		}
	}

	/**
	 * A guess.
	 *
	 * @param mean most likely value of the function
	 * @param deviation its standard deviation, without the noise of a value
	 */
	public record Prediction(double mean, double deviation) {}

	private final double[][] points;
	private final Kernel kernel;
	private final double mean;
	/** Lower triangle L with L · Lᵀ = K / a². */
	private final double[][] root;
	/** a² K⁻¹ (y − m). */
	private final double[] weights;
	private final double logLikelihood;

	private GaussianProcess(double[][] points, double[][] root, double[] residuals, double mean, Kernel kernel) {
		this.points = points;
		this.root = root;
		this.mean = mean;
		this.kernel = kernel;
		weights = solve(root, residuals);
		double fit = dot(residuals, weights) / kernel.variance();
		logLikelihood = -(fit + points.length * Math.log(2 * Math.PI * kernel.variance())) / 2 - logDiagonal(root);
	}

	/**
	 * With known parameters.
	 *
	 * @param points coordinates of each point
	 * @param values one of each
	 * @param mean m
	 * @param kernel a², n² and lengths
	 * @throws IllegalArgumentException if there is no point, or the counts of points and values or of coordinates and lengths differ
	 */
	public static GaussianProcess given(double[][] points, double[] values, double mean, Kernel kernel) {
		check(points, values, kernel.lengths());
		return new GaussianProcess(points.clone(), root(points, kernel), minus(values, mean), mean, kernel);
	}

	/**
	 * With the parameters that make the values most likely: for each choice of lengths, mean and variance have a closed form, with R = K / a²
	 *
	 * <pre>
	 * m = 1ᵀ R⁻¹ y / 1ᵀ R⁻¹ 1        a² = (y − m)ᵀ R⁻¹ (y − m) / n, at least 1e-6
	 * </pre>
	 *
	 * @param points coordinates of each point
	 * @param values one of each
	 * @param choices lengths to choose from, at least one
	 * @param noise n² / a², at least 1e-8
	 * @throws IllegalArgumentException as for {@link #given}, or without a choice
	 */
	public static GaussianProcess mostLikely(double[][] points, double[] values, List<double[]> choices, double noise) {
		if (choices.isEmpty()) {
			throw new IllegalArgumentException("Expected at least one choice of lengths, got none.");
		}
		GaussianProcess best = null;
		for (double[] lengths : choices) {
			check(points, values, lengths);
			GaussianProcess process = withLengths(points, values, new Kernel(1, noise, lengths));
			best = best == null || process.logLikelihood > best.logLikelihood ? process : best;
		}
		return best;
	}

	private static GaussianProcess withLengths(double[][] points, double[] values, Kernel unit) {
		double[][] root = root(points, unit);
		double[] ones = new double[values.length];
		Arrays.fill(ones, 1);
		double[] sums = solve(root, ones);
		double mean = dot(sums, values) / dot(sums, ones);
		double[] residuals = minus(values, mean);
		double variance = Math.max(LEAST_VARIANCE, dot(residuals, solve(root, residuals)) / values.length);
		return new GaussianProcess(points.clone(), root, residuals, mean, new Kernel(variance, unit.noise() * variance, unit.lengths()));
	}

	/** The guess at a point. @param point as many coordinates as the others */
	public Prediction predict(double[] point) {
		double[] row = new double[points.length];
		double sum = 0;
		for (int i = 0; i < row.length; i++) {
			row[i] = kernel.correlation(point, points[i]);
			sum += row[i] * weights[i];
		}
		forward(root, row);
		return new Prediction(mean + sum, Math.sqrt(kernel.variance() * Math.max(0, 1 - dot(row, row))));
	}

	/** m. */
	public double mean() {
		return mean;
	}

	/** a², n² and lengths. */
	public Kernel kernel() {
		return kernel;
	}

	/** ln p(y) = −½ (y − m)ᵀ K⁻¹ (y − m) − ½ ln det K − n/2 · ln 2π. */
	public double logLikelihood() {
		return logLikelihood;
	}

	private static void check(double[][] points, double[] values, double[] lengths) {
		if (points.length == 0 || points.length != values.length) {
			throw new IllegalArgumentException(
				"Expected a value for each point, at least one, got " + points.length + " points and " + values.length + " values.");
		}
		for (double[] point : points) {
			if (point.length != lengths.length) {
				throw new IllegalArgumentException("Expected " + lengths.length + " coordinates, as many as lengths, got " + point.length + ".");
			}
		}
	}

	private static double[][] root(double[][] points, Kernel kernel) {
		int n = points.length;
		double[][] matrix = new double[n][n];
		for (int i = 0; i < n; i++) {
			matrix[i][i] = 1 + kernel.noise() / kernel.variance();
			for (int j = 0; j < i; j++) {
				matrix[i][j] = matrix[j][i] = kernel.correlation(points[i], points[j]);
			}
		}
		return new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false)).getL().getData();
	}

	/** (L · Lᵀ)⁻¹ v. */
	private static double[] solve(double[][] root, double[] v) {
		double[] x = v.clone();
		forward(root, x);
		for (int i = x.length - 1; i >= 0; i--) {
			x[i] /= root[i][i];
			for (int j = 0; j < i; j++) {
				x[j] -= root[i][j] * x[i];
			}
		}
		return x;
	}

	/** x becomes L⁻¹ x. */
	private static void forward(double[][] root, double[] x) {
		for (int i = 0; i < x.length; i++) {
			double[] row = root[i];
			double sum = x[i];
			for (int j = 0; j < i; j++) {
				sum -= row[j] * x[j];
			}
			x[i] = sum / row[i];
		}
	}

	private static double[] minus(double[] values, double mean) {
		return Arrays.stream(values).map(value -> value - mean).toArray();
	}

	private static double dot(double[] u, double[] v) {
		double sum = 0;
		for (int i = 0; i < u.length; i++) {
			sum += u[i] * v[i];
		}
		return sum;
	}

	private static double logDiagonal(double[][] root) {
		double sum = 0;
		for (int i = 0; i < root.length; i++) {
			sum += Math.log(root[i][i]);
		}
		return sum;
	}
}

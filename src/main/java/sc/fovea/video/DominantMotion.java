package sc.fovea.video;

import java.util.Arrays;
import sc.fovea.motion.FlowField;

/**
 * The affine motion that most of a frame makes, as that of the camera: u = a₀ + a₁x + a₂y, v likewise. By iteratively reweighted least squares with Geman and McClure's weights, so that
 * what moves otherwise does not matter.
 *
 * @param a of u
 * @param b of v
 * @param deviation median distance of the flow from it, in pixels
 */
record DominantMotion(double[] a, double[] b, double deviation) {

	private static final int TURNS = 12;
	/** Residuals above this many robust deviations hardly count. */
	private static final double LIMIT = 3;
	private static final double LEAST = 0.05;
	/** Keeps what cannot be told at 0. */
	private static final double RIDGE = 1e-9;
	private static final int MOST_SAMPLES = 4000;

	/** Of a flow. */
	static DominantMotion of(FlowField flow) {
		Samples samples = Samples.of(flow);
		double[] a = { median(samples.u), 0, 0 };
		double[] b = { median(samples.v), 0, 0 };
		double[] residuals = samples.residuals(a, b);
		for (int turn = 0; turn < TURNS; turn++) {
			double[] weights = weights(residuals);
			a = samples.fit(samples.u, weights);
			b = samples.fit(samples.v, weights);
			residuals = samples.residuals(a, b);
		}
		return new DominantMotion(a, b, median(residuals));
	}

	private static double[] weights(double[] residuals) {
		double scale = LIMIT * Math.max(LEAST, median(residuals));
		double[] weights = new double[residuals.length];
		for (int i = 0; i < weights.length; i++) {
			double r = residuals[i] / scale;
			weights[i] = 1 / ((1 + r * r) * (1 + r * r));
		}
		return weights;
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	/** Motion at some places. */
	private record Samples(double[] x, double[] y, double[] u, double[] v) {

		static Samples of(FlowField flow) {
			int step = Math.max(1, (int) Math.ceil(Math.sqrt((double) flow.u().length / MOST_SAMPLES)));
			int columns = (flow.width() + step - 1) / step;
			int count = columns * ((flow.height() + step - 1) / step);
			Samples samples = new Samples(new double[count], new double[count], new double[count], new double[count]);
			for (int i = 0; i < count; i++) {
				int x = i % columns * step;
				int y = i / columns * step;
				samples.x[i] = x;
				samples.y[i] = y;
				samples.u[i] = flow.u()[y * flow.width() + x];
				samples.v[i] = flow.v()[y * flow.width() + x];
			}
			return samples;
		}

		double[] residuals(double[] a, double[] b) {
			double[] residuals = new double[x.length];
			for (int i = 0; i < x.length; i++) {
				residuals[i] = Math.hypot(u[i] - a[0] - a[1] * x[i] - a[2] * y[i], v[i] - b[0] - b[1] * x[i] - b[2] * y[i]);
			}
			return residuals;
		}

		/** Weighted least squares by the normal equations. */
		double[] fit(double[] values, double[] weights) {
			double[][] sums = new double[3][4];
			for (int i = 0; i < x.length; i++) {
				add(sums, weights[i], x[i], y[i], values[i]);
			}
			for (int r = 0; r < 3; r++) {
				sums[r][r] += RIDGE;
			}
			return solved(sums);
		}

		private static void add(double[][] sums, double weight, double x, double y, double value) {
			sums[0][0] += weight;
			sums[0][1] += weight * x;
			sums[0][2] += weight * y;
			sums[1][1] += weight * x * x;
			sums[1][2] += weight * x * y;
			sums[2][2] += weight * y * y;
			sums[0][3] += weight * value;
			sums[1][3] += weight * x * value;
			sums[2][3] += weight * y * value;
		}

		/** Gauss and Jordan, of a symmetric matrix of which the upper triangle is given. */
		private static double[] solved(double[][] m) {
			m[1][0] = m[0][1];
			m[2][0] = m[0][2];
			m[2][1] = m[1][2];
			for (int p = 0; p < 3; p++) {
				for (int r = 0; r < 3; r++) {
					double factor = r == p ? 0 : m[r][p] / m[p][p];
					for (int c = p; c < 4; c++) {
						m[r][c] -= factor * m[p][c];
					}
				}
			}
			return new double[] { m[0][3] / m[0][0], m[1][3] / m[1][1], m[2][3] / m[2][2] };
		}
	}

	/** To the right, in pixels. */
	double u(double x, double y) {
		return a[0] + a[1] * x + a[2] * y;
	}

	/** Downwards, in pixels. */
	double v(double x, double y) {
		return b[0] + b[1] * x + b[2] * y;
	}
}

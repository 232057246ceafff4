package sc.fovea.detect.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectralResidualTest {

	@ParameterizedTest
	@ValueSource(ints = { 1, 5, 12, 16 })
	void saliency_is_that_of_the_definition(int side) {
		float[] plane = Rasters.noise(side, side, 1, 3).planes().get(0);
		float[] expected = new Gaussian(1).blur(reference(plane, side), side, side);
		assertThat(new SpectralResidual(side).map(plane)).containsExactly(expected, within(1e-4f));
	}

	/** With the two-dimensional transform as a sum over all pixels for each frequency. */
	private static float[] reference(float[] plane, int n) {
		double[][] values = new double[2][n * n];
		for (int i = 0; i < n * n; i++) {
			values[0][i] = plane[i];
		}
		double[][] f = transform(values, n, -1);
		double[] logarithm = new double[n * n];
		for (int i = 0; i < n * n; i++) {
			logarithm[i] = Math.log(Math.hypot(f[0][i], f[1][i]) + 1e-6);
		}
		double[][] residual = new double[2][n * n];
		for (int i = 0; i < n * n; i++) {
			double mean = 0;
			for (int k = 0; k < 9; k++) {
				mean += logarithm[(i / n + k / 3 - 1 + n) % n * n + (i % n + k % 3 - 1 + n) % n] / 9;
			}
			double phase = Math.atan2(f[1][i], f[0][i]);
			residual[0][i] = Math.exp(logarithm[i] - mean) * Math.cos(phase);
			residual[1][i] = Math.exp(logarithm[i] - mean) * Math.sin(phase);
		}
		double[][] back = transform(residual, n, 1);
		float[] saliency = new float[n * n];
		for (int i = 0; i < n * n; i++) {
			saliency[i] = (float) ((back[0][i] * back[0][i] + back[1][i] * back[1][i]) / Math.pow(n, 4));
		}
		return saliency;
	}

	private static double[][] transform(double[][] values, int n, int sign) {
		double[][] sums = new double[2][n * n];
		for (int f = 0; f < n * n; f++) {
			for (int i = 0; i < n * n; i++) {
				double angle = sign * 2 * Math.PI * ((double) (f % n) * (i % n) + (double) (f / n) * (i / n)) / n;
				sums[0][f] += values[0][i] * Math.cos(angle) - values[1][i] * Math.sin(angle);
				sums[1][f] += values[0][i] * Math.sin(angle) + values[1][i] * Math.cos(angle);
			}
		}
		return sums;
	}
}

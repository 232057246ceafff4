package sc.fovea.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

import sc.fovea.detect.GaussianProcess.Kernel;
import sc.fovea.detect.GaussianProcess.Prediction;

/** Against the textbook's formulas, written down with a matrix inverse and a multivariate normal distribution. */
class GaussianProcessTest {

	private static final Kernel KERNEL = new Kernel(2.5, 0.1, new double[] { 0.3, 0.7 });

	private static double covariance(double[] u, double[] v, Kernel kernel) {
		double first = (u[0] - v[0]) / kernel.lengths()[0], second = (u[1] - v[1]) / kernel.lengths()[1];
		return kernel.variance() * Math.exp(-0.5 * first * first) * Math.exp(-0.5 * second * second);
	}

	private static RealMatrix covariance(double[][] points, Kernel kernel) {
		RealMatrix matrix = MatrixUtils.createRealIdentityMatrix(points.length).scalarMultiply(kernel.noise());
		for (int i = 0; i < points.length; i++) {
			for (int j = 0; j < points.length; j++) {
				matrix.addToEntry(i, j, covariance(points[i], points[j], kernel));
			}
		}
		return matrix;
	}

	private static double[][] points(Random random, int count) {
		return random.doubles(count).mapToObj(x -> new double[] { x, random.nextDouble() }).toArray(double[][]::new);
	}

	@Test
	void guesses_are_those_of_the_direct_formula() {
		Random random = new Random(1);
		for (int count = 1; count <= 25; count++) {
			double[][] points = points(random, count);
			double[] values = random.doubles(count, -3, 3).toArray();
			GaussianProcess process = GaussianProcess.given(points, values, 0.7, KERNEL);
			RealMatrix inverse = new LUDecomposition(covariance(points, KERNEL)).getSolver().getInverse();
			for (double[] point : points(random, 10)) {
				RealVector row = new ArrayRealVector(Arrays.stream(points).mapToDouble(p -> covariance(p, point, KERNEL)).toArray());
				RealVector weights = inverse.operate(row);
				Prediction guess = process.predict(point);
				assertThat(guess.mean()).isCloseTo(0.7 + weights.dotProduct(new ArrayRealVector(values).mapSubtract(0.7)), within(1e-9));
				assertThat(guess.deviation()).isCloseTo(Math.sqrt(2.5 - weights.dotProduct(row)), within(1e-9));
			}
		}
	}

	@Test
	void the_likelihood_is_the_density_of_a_multivariate_normal_distribution() {
		Random random = new Random(2);
		double[][] points = points(random, 12);
		double[] values = random.doubles(12, -3, 3).toArray();
		assertThat(GaussianProcess.given(points, values, 0.7, KERNEL).logLikelihood()).isCloseTo(density(points, values, 0.7, KERNEL), within(1e-8));
	}

	private static double density(double[][] points, double[] values, double mean, Kernel kernel) {
		double[] means = new double[values.length];
		Arrays.fill(means, mean);
		return Math.log(new MultivariateNormalDistribution(means, covariance(points, kernel).getData()).density(values));
	}

	@Test
	void no_other_mean_or_variance_or_length_to_choose_is_more_likely() {
		Random random = new Random(3);
		double[][] points = points(random, 15);
		double[] values = Arrays.stream(points).mapToDouble(p -> 5 + Math.sin(6 * p[0]) + p[1] / 2).toArray();
		List<double[]> choices = List.of(new double[] { 0.1, 0.1 }, new double[] { 0.3, 0.9 }, new double[] { 0.9, 0.3 }, new double[] { 2, 2 });
		GaussianProcess process = GaussianProcess.mostLikely(points, values, choices, 0.01);
		Kernel kernel = process.kernel();
		assertThat(kernel.noise()).isCloseTo(0.01 * kernel.variance(), within(1e-12));
		assertThat(process.logLikelihood()).isCloseTo(density(points, values, process.mean(), kernel), within(1e-7));
		for (double[] lengths : choices) {
			for (double factor : new double[] { 0.5, 0.95, 1, 1.05, 2 }) {
				for (double shift : new double[] { -0.1, 0, 0.1 }) {
					Kernel other = new Kernel(factor * kernel.variance(), factor * kernel.noise(), lengths);
					boolean isSame = lengths == kernel.lengths() && factor == 1 && shift == 0;
					double likelihood = density(points, values, process.mean() + shift, other);
					assertThat(likelihood < process.logLikelihood() - 1e-7).isEqualTo(!isSame);
				}
			}
		}
	}

	@Test
	void near_a_value_the_guess_is_that_value_and_far_away_the_mean() {
		Kernel sharp = new Kernel(4, 1e-6, new double[] { 0.3, 0.7 });
		GaussianProcess process = GaussianProcess.given(new double[][] { { 0, 0 }, { 1, 1 } }, new double[] { 3, -1 }, 0.5, sharp);
		assertThat(process.predict(new double[] { 0, 0 }).mean()).isCloseTo(3, within(1e-5));
		assertThat(process.predict(new double[] { 0, 0 }).deviation()).isLessThan(0.002);
		assertThat(process.predict(new double[] { 50, 50 }).mean()).isEqualTo(0.5);
		assertThat(process.predict(new double[] { 50, 50 }).deviation()).isEqualTo(2);
	}

	@Test
	void equal_points_and_equal_values_are_no_harm() {
		double[][] points = { { 0.5, 0.5 }, { 0.5, 0.5 }, { 0.5, 0.5 } };
		GaussianProcess process = GaussianProcess.mostLikely(points, new double[] { 2, 2, 2 }, List.of(new double[] { 1, 1 }), 1e-8);
		assertThat(process.predict(points[0]).mean()).isCloseTo(2, within(1e-9));
		assertThat(process.kernel().variance()).isEqualTo(1e-6);
		assertThat(GaussianProcess.mostLikely(points, new double[] { 1, 2, 3 }, List.of(new double[] { 1, 1 }), 0.01).mean()).isCloseTo(2, within(1e-9));
	}

	@Test
	void what_does_not_fit_together_is_refused() {
		double[][] points = { { 1, 2 } };
		assertThatThrownBy(() -> GaussianProcess.given(points, new double[2], 0, KERNEL)).hasMessageContaining("got 1 points and 2 values");
		assertThatThrownBy(() -> GaussianProcess.given(new double[0][], new double[0], 0, KERNEL)).hasMessageContaining("at least one");
		assertThatThrownBy(() -> GaussianProcess.given(new double[][] { { 1 } }, new double[1], 0, KERNEL)).hasMessageContaining("Expected 2 coordinates");
		assertThatThrownBy(() -> GaussianProcess.mostLikely(points, new double[1], List.of(), 0.1)).hasMessageContaining("at least one choice");
		assertThatThrownBy(() -> new Kernel(1, 0, new double[] { 1 })).hasMessageContaining("at least 1e-8");
		assertThatThrownBy(() -> new Kernel(0, 0.1, new double[] { 1 })).hasMessageContaining("variance above 0");
		assertThatThrownBy(() -> new Kernel(1, 0.1, new double[] { 1, 0 })).hasMessageContaining("[1.0, 0.0]");
	}
}

package sc.fovea.graphcut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.distribution.fitting.MultivariateNormalMixtureExpectationMaximization;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;

class GaussianMixtureTest {

	/** Two clouds in three dimensions, 300 and 700 points. */
	private static float[] clouds(long seed) {
		Random random = new Random(seed);
		float[] values = new float[3000];
		for (int i = 0; i < 1000; i++) {
			boolean isFirst = i % 10 < 3;
			double common = random.nextGaussian();
			for (int d = 0; d < 3; d++) {
				double spread = 0.02 * (d + 1) * random.nextGaussian() + 0.03 * common;
				values[3 * i + d] = (float) ((isFirst ? 0.3 : 0.7) + spread);
			}
		}
		return values;
	}

	private static double[][] rows(float[] values) {
		double[][] rows = new double[values.length / 3][3];
		for (int i = 0; i < values.length; i++) {
			rows[i / 3][i % 3] = values[i];
		}
		return rows;
	}

	private static double meanLogDensity(GaussianMixture mixture, float[] values) {
		double sum = 0;
		for (int i = 0; i < values.length; i += mixture.dimensions()) {
			sum += mixture.logDensity(values, i);
		}
		return sum * mixture.dimensions() / values.length;
	}

	@Test
	void one_component_is_the_normal_distribution_of_the_points() {
		float[] values = clouds(1);
		double[][] rows = rows(values);
		double[][] covariance = new Covariance(rows, false).getCovarianceMatrix().getData();
		double[] mean = new double[3];
		for (double[] row : rows) {
			for (int d = 0; d < 3; d++) {
				mean[d] += row[d] / rows.length;
			}
		}
		for (int d = 0; d < 3; d++) {
			covariance[d][d] += GaussianMixture.LEAST_VARIANCE;
		}
		MultivariateNormalDistribution expected = new MultivariateNormalDistribution(mean, covariance);
		GaussianMixture mixture = GaussianMixture.fit(Observations.of(3, values), 1, 5);
		for (int i = 0; i < 50; i++) {
			assertThat(mixture.logDensity(values, 3 * i)).isCloseTo(Math.log(expected.density(rows[i])), within(1e-4));
		}
		assertThat(mixture.weights()).containsExactly(new double[] { 1 }, within(1e-9));
	}

	@Test
	void two_clouds_are_told_apart_as_well_as_by_commons_math() {
		float[] values = clouds(2);
		double[][] rows = rows(values);
		MultivariateNormalMixtureExpectationMaximization other = new MultivariateNormalMixtureExpectationMaximization(rows);
		other.fit(MultivariateNormalMixtureExpectationMaximization.estimate(rows, 2));
		GaussianMixture mixture = GaussianMixture.fit(Observations.of(3, values), 2, 5);
		assertThat(meanLogDensity(mixture, values)).isGreaterThan(other.getLogLikelihood() - 0.01);
		double[] weights = mixture.weights();
		assertThat(Arrays.stream(weights).sorted().toArray()).containsExactly(new double[] { 0.3, 0.7 }, within(0.01));
		assertThat(mixture.mean(weights[0] < weights[1] ? 0 : 1)).containsExactly(new double[] { 0.3, 0.3, 0.3 }, within(0.01));
	}

	@Test
	void a_density_sums_to_one() {
		float[] values = new float[400];
		Random random = new Random(3);
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (random.nextInt(2) * 0.5 + 0.05 * random.nextGaussian());
		}
		GaussianMixture mixture = GaussianMixture.fit(Observations.of(1, values), 3, 1);
		double sum = 0;
		for (double x = -1; x < 2; x += 0.001) {
			sum += 0.001 * Math.exp(mixture.logDensity(new float[] { (float) x }, 0));
		}
		assertThat(sum).isCloseTo(1, within(1e-3));
	}

	@Test
	void a_weight_counts_as_repeated_points() {
		float[] values = { 0.1f, 0.2f, 0.25f, 0.8f };
		GaussianMixture weighted = GaussianMixture.fit(new Observations(1, values, new float[] { 1, 3, 0, 2 }), 1, 1);
		GaussianMixture repeated = GaussianMixture.fit(Observations.of(1, new float[] { 0.1f, 0.2f, 0.2f, 0.2f, 0.8f, 0.8f }), 1, 1);
		assertThat(weighted.logDensity(values, 2)).isCloseTo(repeated.logDensity(values, 2), within(1e-9));
	}

	@Test
	void points_of_few_colours_have_a_finite_density() {
		float[] values = new float[300];
		Arrays.fill(values, 0, 150, 0.5f);
		GaussianMixture mixture = GaussianMixture.fit(Observations.of(3, values), 5, 1);
		assertThat(mixture.components()).isEqualTo(2);
		assertThat(mixture.logDensity(values, 0)).isFinite().isGreaterThan(10);
		assertThat(mixture.logDensity(new float[] { 1, 1, 1 }, 0)).isFinite().isLessThan(-1000);
	}

	@Test
	void the_same_seed_gives_the_same_mixture() {
		float[] values = clouds(4);
		GaussianMixture once = GaussianMixture.fit(Observations.of(3, values), 4, 9);
		GaussianMixture again = GaussianMixture.fit(Observations.of(3, values), 4, 9);
		assertThat(again.weights()).containsExactly(once.weights());
		assertThat(again.logDensity(values, 0)).isEqualTo(once.logDensity(values, 0));
	}

	@Test
	void what_cannot_be_fitted_is_refused() {
		assertThatThrownBy(() -> GaussianMixture.fit(new Observations(1, new float[2], new float[2]), 1, 1)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected points with a weight above 0, got 2 of weight 0.");
		assertThatThrownBy(() -> GaussianMixture.fit(Observations.of(1, new float[2]), 0, 1)).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> Observations.of(3, new float[4])).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> Observations.of(1, new float[] { Float.NaN })).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> new Observations(1, new float[1], new float[] { -1 })).isInstanceOf(IllegalArgumentException.class);
	}
}

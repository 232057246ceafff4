package sc.fovea.alike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearFitTest {

	private static final float[] ONES = { 1, 1, 1 };

	private static float predicted(LinearFit fit, float... features) {
		float[] target = new float[1];
		fit.apply(features, 0, target);
		return target[0];
	}

	@Test
	void a_plane_is_found_again_if_hardly_anything_is_penalised() {
		Random random = new Random(1);
		List<LinearFit.Sample> samples = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			float[] x = { random.nextFloat(), random.nextFloat(), random.nextFloat() };
			samples.add(new LinearFit.Sample(x, new float[] { 2 + 3 * x[0] - x[1] }, 1));
		}
		LinearFit fit = LinearFit.of(samples, ONES, 1e-9);
		assertThat(predicted(fit, 0.2f, 0.7f, 0.1f)).isCloseTo(2 + 0.6f - 0.7f, within(1e-3f));
	}

	@Test
	void one_feature_shrinks_by_its_variance_over_that_and_the_penalty() {
		// Weighted mean of x is 0, its variance 1; slope = cov / (var + λ) with the feature divided by its deviation 1 and √1.
		List<LinearFit.Sample> samples = List.of(new LinearFit.Sample(new float[] { 1 }, new float[] { 5 }, 2),
			new LinearFit.Sample(new float[] { -1 }, new float[] { 1 }, 2));
		LinearFit fit = LinearFit.of(samples, new float[] { 1 }, 0.25);
		assertThat(predicted(fit, 0)).isCloseTo(3, within(1e-5f));
		assertThat(predicted(fit, 1)).isCloseTo(3 + 2 / 1.25f, within(1e-5f));
	}

	@Test
	void weights_are_repetitions_and_a_constant_feature_counts_for_nothing() {
		LinearFit.Sample a = new LinearFit.Sample(new float[] { 0, 7 }, new float[] { 1 }, 1);
		LinearFit.Sample b = new LinearFit.Sample(new float[] { 1, 7 }, new float[] { 4 }, 1);
		float[] deviations = { 1, 0 };
		LinearFit repeated = LinearFit.of(List.of(a, b, b, b), deviations, 0.1);
		LinearFit weighted = LinearFit.of(List.of(a, new LinearFit.Sample(b.features(), b.target(), 3)), deviations, 0.1);
		assertThat(predicted(weighted, 0.5f, 7)).isEqualTo(predicted(repeated, 0.5f, 7));
		assertThat(predicted(weighted, 0.5f, 1000)).isEqualTo(predicted(weighted, 0.5f, 7));
	}
}

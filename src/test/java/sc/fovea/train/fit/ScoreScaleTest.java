package sc.fovea.train.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

/** Values of a machine as probabilities. */
class ScoreScaleTest {

	private static final int COUNT = 20_000;

	@Test
	void the_scale_that_made_the_data_is_found_again() {
		SplittableRandom random = new SplittableRandom(1);
		double[] values = new double[COUNT];
		boolean[] isPositive = new boolean[COUNT];
		for (int i = 0; i < COUNT; i++) {
			values[i] = 2 * random.nextGaussian() - 1;
			isPositive[i] = random.nextDouble() < 1 / (1 + Math.exp(-(1.7 * values[i] - 2.5)));
		}
		ScoreScale scale = ScoreScale.fit(values, isPositive);
		assertThat(scale.slope()).isCloseTo(1.7, within(0.1));
		assertThat(scale.offset()).isCloseTo(-2.5, within(0.1));
	}

	@Test
	void no_neighbour_is_more_likely() {
		double[] values = { -3, -1.2, -0.5, 0.1, 0.3, 1.4, 2, -0.9, 0.7 };
		boolean[] isPositive = { false, false, true, false, true, true, true, false, true };
		double[] targets = new double[values.length];
		for (int i = 0; i < targets.length; i++) {
			targets[i] = isPositive[i] ? 6.0 / 7 : 1.0 / 6;
		}
		ScoreScale scale = ScoreScale.fit(values, isPositive);
		for (double[] move : new double[][] { { 0.01, 0 }, { -0.01, 0 }, { 0, 0.01 }, { 0, -0.01 }, { 0.01, 0.01 }, { -0.01, 0.01 } }) {
			ScoreScale moved = new ScoreScale(scale.slope() + move[0], scale.offset() + move[1]);
			assertThat(moved.loss(values, targets)).isGreaterThan(scale.loss(values, targets));
		}
	}

	@Test
	void a_clean_separation_gives_a_finite_slope() {
		ScoreScale scale = ScoreScale.fit(new double[] { -2, -1, 1, 2 }, new boolean[] { false, false, true, true });
		assertThat(scale.slope()).isBetween(0.1, 10.0);
		assertThat(scale.probability(2)).isGreaterThan(0.7);
		assertThat(scale.probability(-2)).isLessThan(0.3);
	}

	@Test
	void values_that_say_nothing_give_the_share_of_positives() {
		ScoreScale scale = ScoreScale.fit(new double[] { 1, 1, 1, 1, 1, 1 }, new boolean[] { false, false, true, false, false, false });
		assertThat(scale.probability(1)).isCloseTo((2.0 / 3 + 5.0 / 7) / 6, within(1e-6));
	}
}

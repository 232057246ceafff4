package sc.fovea.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedImprovementTest {

	@ParameterizedTest
	@CsvSource({ "0, 0, 1", "1, 0, 1", "0, 1, 1", "-2, 3, 0.5", "5, 1, 2", "0.3, 2, 0.01", "1, 0.95, 0.02", "-1, 6, 1", "2, -3, 4" })
	void it_is_the_integral_of_what_exceeds_the_best(double mean, double best, double deviation) {
		NormalDistribution normal = new NormalDistribution(mean, deviation);
		double step = deviation / 2000, sum = 0, from = Math.max(best, mean - 12 * deviation);
		for (double v = from + step / 2; v < mean + 12 * deviation; v += step) {
			sum += (v - best) * normal.density(v) * step;
		}
		assertThat(new ExpectedImprovement(best).of(mean, deviation)).isCloseTo(sum, within(1e-6 * deviation));
	}

	@Test
	void what_is_certain_improves_by_its_distance() {
		assertThat(new ExpectedImprovement(2).of(3.5, 0)).isEqualTo(1.5);
		assertThat(new ExpectedImprovement(2).of(2, 0)).isZero();
		assertThat(new ExpectedImprovement(2).of(1, 0)).isZero();
	}

	@Test
	void it_is_never_negative_and_grows_with_mean_and_deviation() {
		ExpectedImprovement improvement = new ExpectedImprovement(0);
		for (double mean = -12; mean < 12; mean += 0.01) {
			double here = improvement.of(mean, 1);
			assertThat(here).isGreaterThanOrEqualTo(0).isLessThanOrEqualTo(improvement.of(mean + 0.01, 1) + 1e-12);
			assertThat(here).isLessThanOrEqualTo(improvement.of(mean, 1.1) + 1e-12);
		}
	}

	@Test
	void the_best_value_is_checked() {
		assertThatThrownBy(() -> new ExpectedImprovement(Double.NEGATIVE_INFINITY)).hasMessageContaining("finite best value, got -Infinity");
	}
}

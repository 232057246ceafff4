package sc.fovea.train.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.data.Sample;
import sc.fovea.model.TrainingRecord;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.train.TestSamples;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.WeightAverage;
import sc.fovea.train.sample.Split;

/** The parts of a plan against their formulas. */
class PlanTest {

	@Test
	void the_rate_rises_on_a_line_and_falls_on_half_a_cosine() {
		Schedule schedule = new Schedule(0.1, 0.001, 4);
		assertThat(IntStream.range(0, 6).mapToDouble(step -> schedule.at(step, 0)).toArray()).containsExactly(
			new double[] { 0.025, 0.05, 0.075, 0.1, 0.1, 0.1 },
			within(1e-12));
		assertThat(schedule.at(10, 0.25)).isCloseTo(0.001 + 0.099 * (1 + Math.sqrt(0.5)) / 2, within(1e-12));
		assertThat(schedule.at(10, 0.5)).isCloseTo(0.0505, within(1e-12));
		assertThat(schedule.at(10, 1)).isCloseTo(0.001, within(1e-12));
		assertThat(schedule.at(10, 7)).isCloseTo(0.001, within(1e-12));
		assertThat(new Schedule(0.1, 0.1, 0).at(0, 0.3)).isCloseTo(0.1, within(1e-12));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 0", "25, 0, 0.25", "25, 3, 0.5", "40, 1, 0.4", "200, 0, 1", "0, 100, 1" })
	void a_budget_is_used_by_what_comes_first(long step, double minutes, double progress) {
		assertThat(new Budget(100, 6).progress(step, minutes)).isCloseTo(progress, within(1e-12));
	}

	@Test
	void a_budget_may_know_only_one_limit() {
		assertThat(Budget.ofSteps(10).progress(5, 1e9)).isEqualTo(0.5);
		assertThat(Budget.ofMinutes(10).progress(1_000_000_000, 5)).isEqualTo(0.5);
	}

	@Test
	void weights_are_averaged_with_a_decay_that_grows() {
		double decay = 0.3;
		double expected = 2;
		WeightAverage average = new WeightAverage(weights(2, -2), 0);
		for (int n = 0; n < 8; n++) {
			double d = Math.min(decay, (1.0 + n) / (10.0 + n));
			expected = d * expected + (1 - d) * n;
			average = average.update(weights(n, -n), decay);
			assertThat(average.updates()).isEqualTo(n + 1);
			assertThat((double) average.weights().get("a").data()[0]).isCloseTo(expected, within(1e-5));
			assertThat((double) average.weights().get("a").data()[1]).isCloseTo(-expected, within(1e-5));
		}
	}

	private static Weights weights(float... values) {
		return new Weights(Map.of("a", Tensor.of(values, values.length)));
	}

	@ParameterizedTest
	@CsvSource({ "2, 0.08, 1", "10, 0, 1", "10, 0.3, 3", "10, 1, 9", "50, 0.08, 4", "446, 0.08, 36" })
	void a_split_is_disjoint_and_complete(int count, double share, int judges) {
		List<Sample> samples = IntStream.range(0, count).mapToObj(i -> TestSamples.plain(i, 0, 1)).toList();
		Split split = Split.of(samples, share, 3);
		assertThat(split.validation()).hasSize(judges);
		List<Sample> all = new ArrayList<>(split.training());
		all.addAll(split.validation());
		assertThat(all).hasSize(count);
		assertThat(new HashSet<>(all)).isEqualTo(new HashSet<>(samples));
	}

	@Test
	void a_split_depends_on_the_seed_alone() {
		List<Sample> samples = IntStream.range(0, 40).mapToObj(i -> TestSamples.plain(i, 0, 1)).toList();
		assertThat(Split.of(samples, 0.25, 3)).isEqualTo(Split.of(new ArrayList<>(samples), 0.25, 3));
		assertThat(Split.of(samples, 0.25, 3).validation()).isNotEqualTo(Split.of(samples, 0.25, 4).validation());
	}

	@Test
	void numbers_outside_their_range_are_refused() {
		assertThatThrownBy(() -> Split.of(List.of(TestSamples.plain(0, 0, 1)), 0.5, 1)).hasMessageContaining("at least 2 annotated images")
			.hasMessageContaining("got 1");
		assertThatThrownBy(() -> Split.of(List.of(), 1.5, 1)).hasMessageContaining("1.5");
		assertThatThrownBy(() -> new Budget(0, 1)).hasMessageContaining("at least 1 step");
		assertThatThrownBy(() -> Budget.ofMinutes(Double.NaN)).hasMessageContaining("NaN");
		assertThatThrownBy(() -> new Schedule(1e-3, 1e-2, 1)).hasMessageContaining("final rate <= rate");
		assertThatThrownBy(() -> new TrainingPlan.Sampling(31, 4, TestSamples.UNCHANGED)).hasMessageContaining("even patch").hasMessageContaining("31");
		assertThatThrownBy(() -> new TrainingPlan.Sampling(32, 0, TestSamples.UNCHANGED)).hasMessageContaining("batch of at least 1");
		assertThatThrownBy(() -> new TrainingPlan.Validating(0, 1, 0.5)).hasMessageContaining("at least 1");
		assertThatThrownBy(() -> new TrainingPlan.Validating(1, 1, 1.5)).hasMessageContaining("1.5");
		assertThatThrownBy(() -> new Score(Double.NaN, Map.of())).hasMessageContaining("finite score");
	}

	@Test
	void a_plan_tells_all_its_numbers_to_the_record() {
		TrainingPlan plan = TrainingPlan.standard(new Budget(20_000, 90), 7);
		assertThat(new TrainingRecord(plan.tree()).tree()).containsEntry("steps", 20_000L).containsEntry("minutes", 90.0).containsEntry("rate", 1e-3)
			.containsEntry("final_rate", 1e-5).containsEntry("warmup", 100L).containsEntry("patch", 128L).containsEntry("batch", 4L)
			.containsEntry("validate_every", 1000L).containsEntry("average_every", 10L).containsEntry("average_decay", 0.99).containsEntry("seed", 7L)
			.containsKeys("adam", "augmentation");
		assertThat(TrainingPlan.standard(Budget.ofMinutes(3), 7).tree()).doesNotContainKey("steps");
	}
}

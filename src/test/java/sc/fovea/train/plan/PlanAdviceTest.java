package sc.fovea.train.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.augment.Recipe;
import sc.fovea.data.Sample;
import sc.fovea.net.Network;
import sc.fovea.net.ReceptiveField;
import sc.fovea.task.instance.StarSetup;
import sc.fovea.task.instance.StarTargets;
import sc.fovea.train.TestSamples;
import sc.fovea.train.sample.Split;

/** What follows from images, and what a user may say instead. */
class PlanAdviceTest {

	private static final PlanRequest AN_HOUR = PlanRequest.minutes(60, 7);

	private static PlanAdvice advice(PlanRequest request, int channels, double median, double large) {
		return new PlanAdvice(request, new DataSurvey(20, 20 * 512 * 512, channels, new DataSurvey.Objects(500, median, large), 0.3));
	}

	private static Split split(int judgedPixels) {
		Sample judge = new Sample("judge", judgedPixels, 1, 1, new float[judgedPixels], new int[judgedPixels]);
		return new Split(List.of(TestSamples.plain(0, 1, 512)), List.of(judge));
	}

	private static TrainingPlan plan(PlanAdvice advice) {
		StarSetup task = new StarSetup(advice.newTrunk(), StarHeads.standard(), advice.reach(StarTargets.MARGIN));
		return advice.plan(task.network(), split(1), false);
	}

	@ParameterizedTest
	@CsvSource({ "4, 10, 1", "20, 40, 2", "60, 90, 2", "90, 160, 2", "200, 400, 8" })
	void the_network_sees_twice_a_large_object(double median, double large, int grid) {
		PlanAdvice advice = advice(AN_HOUR, 1, median, large);
		TrunkOptions options = advice.trunk();
		Network trunk = advice.newTrunk().network();
		int seen = new ReceptiveField(trunk).size(trunk.last()).orElseThrow().width();
		assertThat(options.grid()).isLessThanOrEqualTo(grid);
		assertThat(seen >= 2 * large || options.grid() == 8 && options.depth() == 5).as("sees " + seen).isTrue();
	}

	@Test
	void small_objects_get_the_standard_network() {
		assertThat(advice(AN_HOUR, 1, 20, 40).trunk()).isEqualTo(TrunkOptions.forChannels(1));
		assertThat(advice(AN_HOUR, 1, 4, 10).trunk().grid()).as("tiny ones an answer for every pixel").isEqualTo(1);
	}

	@Test
	void a_width_counts_for_every_layer_of_a_new_trunk() {
		PlanAdvice usual = advice(AN_HOUR, 1, 20, 40);
		PlanAdvice half = advice(AN_HOUR.with(new PlanRequest.Design(Optional.empty(), OptionalDouble.of(0.5))), 1, 20, 40);
		assertThat(half.trunk().width()).isEqualTo(16);
		half.newTrunk().network().shapes().forEach((name, shape) -> {
			if (!name.equals("image")) assertThat(2 * shape.channels()).as(name).isEqualTo(usual.newTrunk().network().shapes().get(name).channels());
		});
	}

	@ParameterizedTest
	@CsvSource({ "40, 128, 4", "64, 128, 4", "70, 160, 2", "100, 224, 2", "1000, 512, 2" })
	void a_patch_holds_a_large_object(double large, int patch, int batch) {
		TrainingPlan.Sampling sampling = plan(advice(AN_HOUR, 1, 20, large)).sampling();
		assertThat(sampling.patch()).isEqualTo(patch);
		assertThat(sampling.batch()).isBetween(1, batch);
	}

	@Test
	void a_patch_is_not_larger_than_the_images() {
		DataSurvey small = new DataSurvey(20, 20 * 60 * 60, 1, new DataSurvey.Objects(500, 10, 20), 0.3);
		assertThat(plan(new PlanAdvice(AN_HOUR, small)).sampling().patch()).isEqualTo(64);
		assertThat(plan(new PlanAdvice(AN_HOUR, small)).sampling().batch()).isEqualTo(16);
	}

	@ParameterizedTest
	@CsvSource({ "5, 10", "60, 60", "15, 30", "600, 60" })
	void a_training_is_judged_ten_times_or_twice_a_minute(double minutes, int times) {
		TrainingPlan.Validating validating = plan(advice(PlanRequest.minutes(minutes, 1), 1, 20, 40)).validation();
		assertThat(validating.share()).isCloseTo(1.0 / times, within(1e-12));
		assertThat(validating.patience()).isEqualTo(times / 2);
	}

	@Test
	void many_pixels_to_judge_are_judged_less_often() {
		PlanAdvice advice = advice(AN_HOUR, 1, 20, 40);
		StarSetup task = StarSetup.standard(1);
		assertThat(advice.plan(task.network(), split(1), false).validation().every()).as("512x512 pixels of what is learned from").isEqualTo(3 * 4);
		assertThat(advice.plan(task.network(), split(10 * 65536), false).validation().every()).isEqualTo(3 * (10 + 4));
	}

	@Test
	void colour_images_are_augmented_as_stained_sections_and_grey_ones_as_ever() {
		assertThat(plan(advice(AN_HOUR, 3, 20, 40)).sampling().augmentation().toString()).contains("stain_jitter");
		assertThat(plan(advice(AN_HOUR, 1, 20, 40)).sampling().augmentation().toString()).contains("gain").doesNotContain("stain");
	}

	@Test
	void what_is_pretrained_learns_more_slowly() {
		PlanAdvice advice = advice(AN_HOUR, 1, 20, 40);
		assertThat(advice.plan(StarSetup.standard(1).network(), split(1), true).schedule().rate())
			.isLessThan(advice.plan(StarSetup.standard(1).network(), split(1), false)
				.schedule().rate());
	}

	@Test
	void what_a_user_says_is_done() {
		PlanRequest request = PlanRequest.steps(500, 9).with(new PlanRequest.Sampling(OptionalInt.of(96), OptionalInt.of(3), Optional.of(Recipe.none())))
			.with(new PlanRequest.Learning(OptionalDouble.of(0.01), OptionalDouble.of(0.2), OptionalDouble.of(0.3), OptionalInt.of(0)));
		PlanAdvice advice = advice(request, 3, 20, 40);
		TrainingPlan plan = plan(advice);
		assertThat(plan.sampling()).isEqualTo(new TrainingPlan.Sampling(96, 3, Recipe.none()));
		assertThat(plan.schedule()).isEqualTo(new Schedule(0.01, 0.0001, 50));
		assertThat(plan.optimizer().weightDecay()).isEqualTo(0.2);
		assertThat(plan.validation().patience()).isEqualTo(TrainingPlan.Validating.ENDLESS);
		assertThat(plan.budget()).isEqualTo(Budget.ofSteps(500));
		assertThat(plan.seed()).isEqualTo(9);
		assertThat(advice.trunk().dropout()).isEqualTo(0.3);
	}

	private static Budget budget(OptionalLong steps, OptionalDouble minutes, OptionalDouble epochs) {
		return new PlanRequest.Length(steps, minutes, epochs).budget(1000, 64);
	}

	@Test
	void an_epoch_sees_as_many_pixels_as_there_are() {
		OptionalDouble none = OptionalDouble.empty();
		assertThat(budget(OptionalLong.empty(), none, OptionalDouble.of(3))).isEqualTo(Budget.ofSteps(47));
		assertThat(budget(OptionalLong.of(40), none, OptionalDouble.of(3))).isEqualTo(Budget.ofSteps(40));
		assertThat(budget(OptionalLong.of(60), OptionalDouble.of(2), OptionalDouble.of(3))).isEqualTo(new Budget(47, 2));
		assertThat(budget(OptionalLong.empty(), none, none)).isEqualTo(Budget.ofMinutes(60));
	}

	@Test
	void numbers_outside_their_range_are_refused() {
		assertThatThrownBy(() -> PlanRequest.steps(0, 1)).hasMessage("Expected at least 1 step, got 0.");
		assertThatThrownBy(() -> PlanRequest.minutes(-1, 1)).hasMessage("Expected more than 0 minutes, got -1.0.");
		assertThatThrownBy(() -> budget(OptionalLong.empty(), OptionalDouble.empty(), OptionalDouble.of(0))).hasMessageContaining("0 epochs");
		assertThatThrownBy(() -> new PlanRequest.Sampling(OptionalInt.of(31), OptionalInt.empty(), Optional.empty())).hasMessageContaining("even patch");
		assertThatThrownBy(() -> new PlanRequest.Sampling(OptionalInt.empty(), OptionalInt.of(0), Optional.empty())).hasMessageContaining("batch");
		OptionalDouble open = OptionalDouble.empty();
		assertThatThrownBy(() -> new PlanRequest.Learning(OptionalDouble.of(0), open, open, OptionalInt.empty())).hasMessageContaining("learning rate");
		assertThatThrownBy(() -> new PlanRequest.Learning(open, OptionalDouble.of(-1), open, OptionalInt.empty())).hasMessageContaining("weight decay");
		assertThatThrownBy(() -> new PlanRequest.Learning(open, open, OptionalDouble.of(1), OptionalInt.empty())).hasMessageContaining("dropout");
		assertThatThrownBy(() -> new PlanRequest.Learning(open, open, open, OptionalInt.of(-1))).hasMessageContaining("patience");
	}
}

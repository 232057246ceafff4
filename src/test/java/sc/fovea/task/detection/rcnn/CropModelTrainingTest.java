package sc.fovea.task.detection.rcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Learner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.Sample;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Precision;
import sc.fovea.task.detection.RegionSystem;
import sc.fovea.task.detection.region.DetectionValidation;
import sc.fovea.task.detection.region.ProposedRegions;
import sc.fovea.task.detection.region.RegionLook;
import sc.fovea.task.detection.region.Regions;
import sc.fovea.train.ExportSettings;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.PreparedSetup;
import sc.fovea.train.SplitTraining;
import sc.fovea.train.TestSamples;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.loop.Watcher;
import sc.fovea.train.plan.DataSurvey;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.Split;

/** R-CNN as one of the systems: from samples to a model in an archive. */
class CropModelTrainingTest {

	private static final RegionSystem SYSTEM = new RegionSystem(RegionSystem.Name.R_CNN, name -> CropModelTrainingTest::windows, RegionSystem.Options.STANDARD);

	/** Squares of three sizes everywhere. */
	private static List<ScoredBox> windows(Scene scene, int most) {
		List<ScoredBox> windows = new ArrayList<>();
		for (int side : new int[] { 15, 19, 24 }) {
			for (int y = 0; y + side <= scene.image().height(); y += 6) {
				for (int x = 0; x + side <= scene.image().width(); x += 6) {
					windows.add(new ScoredBox(new Box(x, y, side, side), 1, 0));
				}
			}
		}
		return windows.subList(0, Math.min(most, windows.size()));
	}

	private static PlanAdvice advice(List<Sample> samples, int patch) {
		PlanRequest request = PlanRequest.steps(80, 1).with(new PlanRequest.Sampling(OptionalInt.of(patch), OptionalInt.of(32), Optional.empty()));
		return new PlanAdvice(request, DataSurvey.of(samples, false));
	}

	@Tag("slow")
	@Test
	void samples_become_a_model_that_finds_the_objects(@TempDir Path folder) throws IOException {
		List<Sample> samples = CropScenes.of(16, 1).stream().map(ProposedRegions::sample).toList();
		PlanAdvice advice = advice(samples, 16);
		PreparedSetup prepared = SYSTEM.setup(TestSamples.labelled(samples), advice, () -> false);
		Split split = new Split(prepared.samples().subList(0, 12), prepared.samples().subList(12, 16));
		ExportSettings packaging = new ExportSettings(ModelInput.ofAnyScale(1, new Normalisation.Percentile(1, 99.8)), TrainingJob.About.named("shapes").card(),
			Precision.FLOAT16);
		SplitTraining training = prepared.setup().training(prepared.setup().plan(advice, split, false), prepared.initial(), packaging);
		try (TrainingBackend backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu())) {
			Model model = training.run(backend, split, Optional.empty(), Watcher.toTheEnd());
			assertThat(model.card().scores().values().get(DetectionValidation.MEAN)).isGreaterThan(0.7);
			assertThat(((Regions) model.task()).limits().score()).isEqualTo(model.card().scores().values().get(DetectionValidation.THRESHOLD));
			ModelArchive.write(model, folder.resolve("shapes.zip"), Precision.FLOAT16);
			assertThat(ModelArchive.read(folder.resolve("shapes.zip"))).isEqualTo(model);
		}
	}

	/** The steps are over then; what they learned is in the checkpoint. */
	@Test
	@Tag("slow")
	void a_training_that_is_cancelled_after_its_last_step_goes_on_from_there(@TempDir Path folder) {
		List<Sample> samples = CropScenes.of(8, 1).stream().map(ProposedRegions::sample).toList();
		PlanAdvice advice = advice(samples, 16);
		PreparedSetup prepared = SYSTEM.setup(TestSamples.labelled(samples), advice, () -> false);
		Split split = new Split(prepared.samples().subList(0, 6), prepared.samples().subList(6, 8));
		SplitTraining training = prepared.setup().training(prepared.setup().plan(advice, split, false), prepared.initial(),
			new ExportSettings(ModelInput.ofAnyScale(1, new Normalisation.None()), TrainingJob.About.named("shapes").card(), Precision.FLOAT16));
		Optional<Path> checkpoint = Optional.of(folder.resolve("state"));
		try (TrainingBackend backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu())) {
			assertThatThrownBy(() -> training.run(backend, split, checkpoint, new UntilJudged(80))).isInstanceOf(CancellationException.class)
				.hasMessageContaining("resume the training");
			Model resumed = training.run(backend, split, checkpoint, Watcher.toTheEnd());
			assertThat(resumed.weights()).isEqualTo(training.run(backend, split, Optional.empty(), Watcher.toTheEnd()).weights());
		}
	}

	/** Cancels when the last step has been judged. */
	private static final class UntilJudged implements TrainingListener {

		private final long last;
		private volatile boolean isCancelled;

		UntilJudged(long last) {
			this.last = last;
		}

		@Override
		public void stepped(long step, double progress, Learner.Step measured) {}

		@Override
		public void validated(TrainingHistory history) {
			isCancelled = history.last().step() == last;
		}

		@Override
		public boolean isCancelled() {
			return isCancelled;
		}
	}

	@Test
	void minutes_leave_time_for_what_comes_after_the_steps_and_regions_are_as_large_as_published_in_proportion() {
		List<Sample> samples = CropScenes.of(4, 1).stream().map(ProposedRegions::sample).toList();
		PlanAdvice advice = new PlanAdvice(PlanRequest.minutes(10, 1), DataSurvey.of(samples, false));
		PreparedSetup prepared = SYSTEM.setup(TestSamples.labelled(samples), advice, () -> false);
		TrainingPlan plan = prepared.setup().plan(advice, new Split(prepared.samples(), prepared.samples()), false);
		assertThat(plan.budget().minutes()).isEqualTo(7);
		assertThat(((Regions) prepared.setup().settings()).look()).isEqualTo(new RegionLook.Warped("image", plan.sampling().patch(), 3));
	}

	@Test
	void the_patch_is_a_multiple_of_the_grid() {
		List<Sample> samples = CropScenes.of(4, 1).stream().map(ProposedRegions::sample).toList();
		assertThatThrownBy(() -> SYSTEM.setup(TestSamples.labelled(samples), advice(samples, 40), () -> false)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("multiple of 16");
	}
}

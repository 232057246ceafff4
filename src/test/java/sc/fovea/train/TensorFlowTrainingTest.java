package sc.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.process.FloatProcessor;

import sc.fovea.architecture.SemanticHead;
import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.Sample;
import sc.fovea.geometry.AveragePrecision;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Precision;
import sc.fovea.net.Pooling;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.Tasks;
import sc.fovea.task.instance.InstanceValidation;
import sc.fovea.task.instance.StarSetup;
import sc.fovea.task.semantic.SemanticClasses;
import sc.fovea.task.semantic.SemanticSetup;
import sc.fovea.task.semantic.SemanticValidation;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.train.loop.Checkpoint;
import sc.fovea.train.loop.Watcher;
import sc.fovea.train.plan.Budget;
import sc.fovea.train.plan.Schedule;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.Split;
import sc.fovea.train.transfer.InitialWeights;

/** Small networks that really learn, from simulated nuclei. */
class TensorFlowTrainingTest {

	private static final List<Sample> NUCLEI = TestSamples.easyNuclei(6, 96);
	private static final ModelInput INPUT = ModelInput.ofAnyScale(1, new Normalisation.None());
	private static final ModelCard CARD = TrainingJob.About.named("small").card();
	private static final ExportSettings PACKAGING = new ExportSettings(INPUT, CARD, Precision.FLOAT32);
	/** With dropout, whose masks must be the same in a repeated training too. */
	private static final StarSetup TINY = new StarSetup(new UNet(), new TrunkOptions(1, 2, 4, 2, Pooling.Kind.MAX, 0.2), new StarHeads(8, 8));
	private static final StarSetup SMALL = new StarSetup(new UNet(), new TrunkOptions(1, 2, 8, 2, Pooling.Kind.MAX, 0), new StarHeads(16, 16));

	private static TrainingBackend backend;

	@TempDir
	private Path folder;

	@BeforeAll
	static void open() {
		backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	private static TrainingPlan plan(int steps, int patch, TrainingPlan.Validating validating) {
		TrainingPlan standard = TrainingPlan.standard(Budget.ofSteps(steps), 1);
		return new TrainingPlan(standard.budget(), new Schedule(1e-2, 1e-4, 5), standard.optimizer(),
			new TrainingPlan.Sampling(patch, 4, standard.sampling().augmentation()), validating, 1);
	}

	private static Split split() {
		return new Split(NUCLEI.subList(2, 6), NUCLEI.subList(0, 2));
	}

	private static Model train(TrainingSetup task, TrainingPlan plan, Optional<Path> checkpoint, Watcher watcher) {
		return new ModelTraining(task, plan, InitialWeights.FROM_SCRATCH, PACKAGING).run(backend, split(), checkpoint, watcher);
	}

	@Tag("slow")
	@Test
	void a_killed_and_resumed_training_gives_the_weights_of_an_uninterrupted_one() {
		TrainingPlan plan = plan(14, 16, new TrainingPlan.Validating(6, 2, 0.9));
		Model whole = train(TINY, plan, Optional.empty(), Watcher.toTheEnd());
		Optional<Path> file = Optional.of(folder.resolve("state"));
		assertThatThrownBy(() -> train(TINY, plan, file, Watcher.killing(9))).isInstanceOf(Watcher.Killed.class);
		Watcher watcher = Watcher.toTheEnd();
		Model resumed = train(TINY, plan, file, watcher);
		assertThat(watcher.steps.get(0)).isEqualTo(7);
		assertThat(resumed.weights()).isEqualTo(whole.weights());
		assertThat(resumed.training()).isEqualTo(whole.training());
		assertThat(Checkpoint.read(file.get()).learner().steps()).isEqualTo(14);
	}

	@Tag("slow")
	@Test
	void the_same_plan_gives_the_same_weights_and_another_seed_others() {
		TrainingPlan plan = plan(8, 16, new TrainingPlan.Validating(8, 2, 0.9));
		Weights first = train(TINY, plan, Optional.empty(), Watcher.toTheEnd()).weights();
		assertThat(train(TINY, plan, Optional.empty(), Watcher.toTheEnd()).weights()).isEqualTo(first);
		TrainingPlan other = new TrainingPlan(plan.budget(), plan.schedule(), plan.optimizer(), plan.sampling(), plan.validation(), 2);
		assertThat(train(TINY, other, Optional.empty(), Watcher.toTheEnd()).weights()).isNotEqualTo(first);
	}

	@Test
	void instances_are_learned_and_judged_as_a_user_will_see_them() {
		Watcher watcher = Watcher.toTheEnd();
		TrainingPlan plan = plan(150, 32, new TrainingPlan.Validating(50, 1, 0.9));
		Model model = train(SMALL, plan, Optional.empty(), watcher);
		double before = SMALL.validation(backend, split().validation()).apply(Weights.initialise(SMALL.network(), 1)).value();
		double score = model.card().scores().values().get(InstanceValidation.MEAN);
		assertThat(watcher.meanLoss(140, 150)).isLessThan(0.5 * watcher.meanLoss(0, 10));
		assertThat(score).isGreaterThan(before + 0.2);
		assertThat(score).isEqualTo(segmented(model).mean(0.5, 0.9));
		assertThat(model.task()).isEqualTo(SMALL.settings());
		assertThat(model.training().tree()).containsEntry("steps", 150L).containsEntry("ended_by", "budget").containsEntry("training_images", 4L)
			.containsEntry("validation_images", List.of("nuclei1", "nuclei2")).containsKeys("plan", "history");
		checkTestTensors(model);
	}

	/** What the segmenter finds in the validation images. */
	private static AveragePrecision segmented(Model model) {
		AveragePrecision pooled = AveragePrecision.NONE;
		for (Sample sample : split().validation()) {
			pooled = pooled.plus(InstanceMatching.of(sample.labels(), labels(model, sample)));
		}
		return pooled;
	}

	private static int[] labels(Model model, Sample sample) {
		Hyperstack image = Hyperstack.of(new ImagePlus("", new FloatProcessor(sample.width(), sample.height(), sample.pixels())));
		try (Segmenter segmenter = Tasks.installed().open(model, backend, MemoryBudget.automatic().withSide(64), Segmenter.class)) {
			return segmenter.segment(image, SegmentationOptions.STANDARD, Progress.none()).plane(0, 0);
		}
	}

	private static void checkTestTensors(Model model) {
		Tensor input = model.samples().input().orElseThrow();
		assertThat(input.shape()).containsExactly(1, 64, 64, 1);
		Sample first = split().validation().get(0);
		assertThat(input.data()[0]).isEqualTo(first.pixels()[16 * 96 + 16]);
		try (Runner runner = backend.runner(model.network(), model.weights())) {
			assertThat(model.samples().outputs()).isEqualTo(runner.run(Map.of(UNet.IMAGE, input)));
		}
	}

	@Test
	void classes_are_learned_and_judged_as_a_user_will_see_them() {
		SemanticSetup task = new SemanticSetup(new UNet(), new TrunkOptions(1, 2, 8, 2, Pooling.Kind.MAX, 0), List.of("background", "nucleus"));
		List<Sample> samples = NUCLEI.stream().map(TestSamples::foreground).toList();
		Split split = new Split(samples.subList(2, 6), samples.subList(0, 2));
		Watcher watcher = Watcher.toTheEnd();
		Model model = new ModelTraining(task, plan(40, 32, new TrainingPlan.Validating(40, 1, 0.8)), InitialWeights.FROM_SCRATCH,
			new ExportSettings(INPUT, CARD, Precision.FLOAT16))
			.run(backend, split, Optional.empty(), watcher);
		assertThat(watcher.meanLoss(30, 40)).isLessThan(0.5 * watcher.meanLoss(0, 10));
		assertThat(model.card().scores().values().get(SemanticValidation.MEAN)).isGreaterThan(0.7).isEqualTo(meanIou(model, split.validation()));
		assertThat(model.task()).isEqualTo(new SemanticClasses(List.of("background", "nucleus"), SemanticHead.CLASSES));
		assertThat(Precision.FLOAT16.round(model.weights())).isEqualTo(model.weights());
	}

	private static double meanIou(Model model, List<Sample> samples) {
		double sum = 0;
		for (int c = 0; c < 2; c++) {
			double both = 0;
			double either = 0;
			for (Sample sample : samples) {
				int[] found = labels(model, sample);
				for (int i = 0; i < found.length; i++) {
					both += found[i] == c && sample.labels()[i] == c ? 1 : 0;
					either += found[i] == c || sample.labels()[i] == c ? 1 : 0;
				}
			}
			sum += both / either;
		}
		return sum / 2;
	}

	@Test
	void what_cannot_be_trained_is_a_sentence() {
		assertThatThrownBy(() -> new ModelTraining(SMALL, plan(1, 22, new TrainingPlan.Validating(1, 1, 0)), InitialWeights.FROM_SCRATCH,
			PACKAGING))
			.isInstanceOf(IllegalArgumentException.class).hasMessage("Expected patches of a multiple of 4 pixels for this network, got 22.");
		assertThatThrownBy(() -> TINY.validation(backend, List.of(TestSamples.plain(0, 0, 8)))).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("an annotated object").hasMessageContaining("[plain]");
		assertThatThrownBy(() -> SemanticSetup.standard(1, List.of("a", "b")).validation(backend, List.of(TestSamples.plain(0, 0, 8))))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least 2 classes");
		assertThatThrownBy(() -> SemanticSetup.standard(1, List.of("a"))).hasMessageContaining("at least 2 classes");
	}
}

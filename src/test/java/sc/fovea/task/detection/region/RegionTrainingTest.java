package sc.fovea.task.detection.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.ImagePlus;
import ij.process.FloatProcessor;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.RegionHeads;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.augment.Recipe;
import sc.fovea.backend.Adam;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.Sample;
import sc.fovea.detect.Proposer;
import sc.fovea.detect.RegionViews;
import sc.fovea.evaluate.DetectedImage;
import sc.fovea.evaluate.DetectionEvaluation;
import sc.fovea.evaluate.TrueBox;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Precision;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.predict.Detection;
import sc.fovea.predict.Detector;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.detection.Detectors;
import sc.fovea.task.detection.RegionSystem;
import sc.fovea.task.detection.rcnn.CropScenes;
import sc.fovea.task.detection.region.Regions.Refinement;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.train.ExportSettings;
import sc.fovea.train.ModelTraining;
import sc.fovea.train.PreparedSetup;
import sc.fovea.train.TestSamples;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.loop.Watcher;
import sc.fovea.train.plan.Budget;
import sc.fovea.train.plan.DataSurvey;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.plan.Schedule;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.Split;
import sc.fovea.train.transfer.InitialWeights;

/** Every system on discs and squares, with a small trunk: trained, written, read again, and used. */
class RegionTrainingTest {

	/** A U-Net of two levels and 8 filters. */
	private static final Architecture SMALL = new Architecture() {

		@Override
		public String name() {
			return "small";
		}

		@Override
		public Network trunk(TrunkOptions options) {
			return new UNet().trunk(new TrunkOptions(options.channels(), options.grid(), 8, 2, Pooling.Kind.MAX, 0));
		}
	};
	private static final List<Sample> SAMPLES = CropScenes.of(14, 1).stream().map(ProposedRegions::sample).toList();
	private static final ExportSettings PACKAGING = new ExportSettings(new ModelInput(1, new Normalisation.None(), OptionalDouble.empty()),
		TrainingJob.About.named("small").card(), Precision.FLOAT32);
	/** Squares of 20 pixels at every 12th pixel. */
	private static final Proposer SQUARES = (scene, most) -> {
		List<ScoredBox> squares = new ArrayList<>();
		for (int i = 0; i < 49; i++) {
			squares.add(new ScoredBox(new Box(i % 7 * 12, i / 7 * 12, 20, 20), 1, 0));
		}
		return squares.subList(0, Math.min(most, squares.size()));
	};
	private static final Function<String, Proposer> PROPOSERS = name -> {
		if (name.equals("squares")) return SQUARES;
		throw new IllegalArgumentException("no " + name);
	};

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

	private static PreparedSetup lesson(RegionSystem.Name name, RegionViews views, Refinement refinement) {
		PlanAdvice advice = new PlanAdvice(PlanRequest.steps(1, 1).with(SMALL), DataSurvey.of(SAMPLES, false));
		return new RegionSystem(name, PROPOSERS, new RegionSystem.Options("squares", views, refinement)).setup(TestSamples.labelled(SAMPLES), advice,
			() -> false);
	}

	private static TrainingPlan plan(int steps, int patch, int validateEvery) {
		return new TrainingPlan(Budget.ofSteps(steps), new Schedule(5e-3, 1e-4, 5), Adam.standard(), new TrainingPlan.Sampling(patch, 2, Recipe.none()),
			new TrainingPlan.Validating(validateEvery, 2, 0.9), 1);
	}

	private static Split split(PreparedSetup lesson) {
		return new Split(lesson.samples().subList(2, lesson.samples().size()), lesson.samples().subList(0, 2));
	}

	private static Model train(PreparedSetup lesson, TrainingPlan plan, Optional<Path> checkpoint, Watcher watcher) {
		return new ModelTraining(lesson.setup(), plan, InitialWeights.FROM_SCRATCH, PACKAGING).run(backend, split(lesson), checkpoint, watcher);
	}

	private static List<Detection> detect(Detector detector, Sample sample, double score) {
		Hyperstack image = Hyperstack.of(new ImagePlus("", new FloatProcessor(sample.width(), sample.height(), sample.pixels())));
		return detector.detect(image, new SegmentationOptions(score, 0, 0, 0), Progress.none());
	}

	private static Refinement refinement(String name) {
		return switch (name) {
			case "iterative" -> new Refinement.Iterative(2);
			case "bayesian" -> new Refinement.Bayesian(2);
			default -> new Refinement.None();
		};
	}

	@Test
	void fast_r_cnn_is_trained_written_read_and_used() throws IOException {
		every_system_is_trained_written_read_and_used(RegionSystem.Name.FAST_R_CNN, "whole", "none", 0);
	}

	@Tag("slow")
	@ParameterizedTest
	@CsvSource({ "FASTER_R_CNN, whole, none, 2", "MULTIBOX, whole, none, 2", "R_CNN_MINUS_R, whole, none, 0", "FAST_R_CNN, multi-region, iterative, 0",
		"FAST_R_CNN, whole, bayesian, 0" })
	void every_system_is_trained_written_read_and_used(RegionSystem.Name name, String views, String refinement, int tests) throws IOException {
		PreparedSetup lesson = lesson(name, views.equals("whole") ? RegionViews.whole() : RegionViews.multiRegion(), refinement(refinement));
		Watcher watcher = Watcher.toTheEnd();
		Model model = train(lesson, plan(3, 64, 3), Optional.empty(), watcher);
		assertThat(watcher.losses).hasSize(3).allMatch(loss -> loss > 0 && Double.isFinite(loss));
		ModelArchive.write(model, folder.resolve("m.zip"), Precision.FLOAT32);
		Model read = ModelArchive.read(folder.resolve("m.zip"));
		assertThat(read).isEqualTo(model);
		assertThat(model.samples().outputs()).as("what does not depend on regions").hasSize(tests);
		Regions settings = (Regions) read.task();
		assertThat(settings.classes()).containsExactly("disc", "square");
		assertThat(settings.refinement()).isEqualTo(refinement(refinement));
		assertThat(settings.regionInputs()).hasSize(views.equals("whole") ? 1 : 8);
		try (Detector detector = new Detectors(PROPOSERS).open(read, backend, MemoryBudget.automatic())) {
			Sample sample = SAMPLES.get(0);
			assertThat(detect(detector, sample, 1e-4)).isNotEmpty()
				.allMatch(d -> Box.ofImage(sample.width(), sample.height()).contains(d.box()) && d.score() >= 1e-4 && d.score() <= 1);
		}
	}

	@Test
	void a_model_whose_proposer_is_not_installed_is_refused() {
		PreparedSetup lesson = lesson(RegionSystem.Name.FAST_R_CNN, RegionViews.whole(), new Refinement.None());
		Regions settings = (Regions) lesson.setup().settings();
		assertThatThrownBy(() -> new Detectors(name -> PROPOSERS.apply("other " + name)).proposer(settings.proposals())).hasMessage("no other squares");
	}

	@Tag("slow")
	@Test
	void a_killed_and_resumed_training_gives_the_weights_of_an_uninterrupted_one() {
		PreparedSetup lesson = lesson(RegionSystem.Name.FASTER_R_CNN, RegionViews.whole(), new Refinement.None());
		Model whole = train(lesson, plan(8, 64, 4), Optional.empty(), Watcher.toTheEnd());
		Optional<Path> file = Optional.of(folder.resolve("state"));
		assertThatThrownBy(() -> train(lesson, plan(8, 64, 4), file, Watcher.killing(6))).isInstanceOf(Watcher.Killed.class);
		Watcher watcher = Watcher.toTheEnd();
		Model resumed = train(lesson, plan(8, 64, 4), file, watcher);
		assertThat(watcher.steps.get(0)).isEqualTo(5);
		assertThat(resumed.weights()).isEqualTo(whole.weights());
		assertThat(resumed.training()).isEqualTo(whole.training());
	}

	/** What the card says is what a user finds. */
	@Tag("slow")
	@Test
	void faster_r_cnn_learns_to_find_discs_and_squares() {
		PreparedSetup lesson = lesson(RegionSystem.Name.FASTER_R_CNN, RegionViews.whole(), new Refinement.None());
		Model model = train(lesson, plan(150, 96, 150), Optional.empty(), Watcher.toTheEnd());
		double precision = model.card().scores().values().get(DetectionValidation.MEAN);
		assertThat(precision).isGreaterThan(0.5);
		assertThat(((Regions) model.task()).limits().score()).isEqualTo(model.card().scores().values().get(DetectionValidation.THRESHOLD));
		try (Detector detector = new Detectors(PROPOSERS).open(model, backend, MemoryBudget.automatic())) {
			List<DetectedImage> images = split(lesson).validation().stream().map(sample -> new DetectedImage(sample.name(),
				sample.boxes().stream().map(b -> TrueBox.of(b.box(), CropScenes.CLASSES.indexOf(b.label()))).toList(),
				detect(detector, sample, DetectionValidation.LEAST_SCORE).stream()
					.map(d -> new ScoredBox(d.box(), d.score(), CropScenes.CLASSES.indexOf(d.label()))).toList()))
				.toList();
			assertThat(new DetectionEvaluation(CropScenes.CLASSES, images).meanAveragePrecision()).isCloseTo(precision, within(1e-6));
		}
	}

	/** The smallest object decides how fine the grid is, anchors reach from small to large objects, and windows share a large object. */
	@Test
	void parts_of_a_system_follow_from_the_samples() {
		Regions faster = (Regions) lesson(RegionSystem.Name.FASTER_R_CNN, RegionViews.whole(), new Refinement.None()).setup().settings();
		RegionProposals.Anchored anchored = (RegionProposals.Anchored) faster.proposals();
		assertThat(anchored.stride()).isEqualTo(2);
		assertThat(anchored.count() % 3).isZero();
		double first = Math.sqrt(anchored.shapes().get(2) * anchored.shapes().get(3));
		double last = Math.sqrt(anchored.shapes().get(2 * anchored.count() - 4) * anchored.shapes().get(2 * anchored.count() - 3));
		assertThat(first).isBetween(13.9, 16.0);
		assertThat(last).isBetween(23.0, 25.1);
		assertThat(faster.limits().window().overlap()).isEqualTo(25);
		PreparedSetup fixed = lesson(RegionSystem.Name.R_CNN_MINUS_R, RegionViews.whole(), new Refinement.None());
		assertThat(((Regions) fixed.setup().settings()).limits().window()).isEqualTo(new Regions.Window(96, 96, 25));
		long annotated = SAMPLES.get(0).boxes().size();
		assertThat((long) fixed.samples().get(0).proposals().size())
			.isEqualTo(((Regions) fixed.setup().settings()).proposals().most());
		assertThat((long) fixed.samples().get(0).boxes().size()).isEqualTo(annotated);
		Regions multibox = (Regions) lesson(RegionSystem.Name.MULTIBOX, RegionViews.whole(), new Refinement.None()).setup().settings();
		assertThat(((RegionProposals.Anchored) multibox.proposals()).count()).isEqualTo(9);
		assertThat(multibox.heads().scores()).isEqualTo(RegionHeads.SCORES);
	}
}

package sc.fovea.task.localization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.MobileNetV2;
import sc.fovea.architecture.NetworkInNetwork;
import sc.fovea.architecture.OneBoxHead;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Learner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.VocFile;
import sc.fovea.geometry.Box;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageWriter;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.net.Shape;
import sc.fovea.tile.Progress;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.TrainingPlaces;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.loop.Watcher;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.transfer.Freeze;
import sc.fovea.train.transfer.Transfer;

/** One bright disc or dark square of any proportions on grey, among small things of another class: from a folder to a model that finds it. */
class LocalizationJobTest {

	private static final int WIDTH = 160;
	private static final int HEIGHT = 120;
	private static TrainingBackend backend;

	@TempDir
	private static Path data;

	@TempDir
	private Path folder;

	@BeforeAll
	static void open() throws IOException {
		backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
		Files.createDirectories(data.resolve("images"));
		Files.createDirectories(data.resolve("labels"));
		for (int i = 0; i < 24; i++) {
			List<LabelledBox> boxes = new ArrayList<>();
			ImageWriter.saveTiff(scene(i, boxes), data.resolve("images/" + i + ".tif"));
			if (i == 3) boxes.add(LabelledBox.of("disc", new Box(1, 1, 20, 20)));
			VocFile.write(data.resolve("labels/" + i + ".xml"), i + ".tif", new Extent(WIDTH, HEIGHT, 1, 1), i == 5 ? boxes.subList(1, 3) : boxes);
		}
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	private static ImagePlus scene(int seed, List<LabelledBox> boxes) {
		SplittableRandom random = new SplittableRandom(seed);
		ByteProcessor plane = new ByteProcessor(WIDTH, HEIGHT);
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			plane.set(i, 100 + random.nextInt(10));
		}
		int width = random.nextInt(30, 60);
		int height = random.nextInt(30, 60);
		Box box = new Box(random.nextInt(WIDTH - width), random.nextInt(HEIGHT - height), width, height);
		boolean isDisc = seed % 2 == 0;
		plane.setColor(isDisc ? 200 : 20);
		plane.fill(isDisc ? new OvalRoi(box.x(), box.y(), width, height) : new Roi(box.x(), box.y(), width, height));
		boxes.add(LabelledBox.of(isDisc ? "disc" : "square", box));
		for (int i = 0; i < 2; i++) {
			boxes.add(LabelledBox.of("dust", new Box(10 + 50 * i, 10, 4, 4)));
		}
		return new ImagePlus("scene", plane);
	}

	private LocalizationJob job(PlanRequest plan, Optional<Transfer> transfer) {
		OneBoxApproach approach = new OneBoxApproach(plan.with(new PlanRequest.Sampling(OptionalInt.empty(), OptionalInt.of(8), Optional.empty())), transfer,
			List.of("disc", "square"), OptionalInt.of(64));
		return new LocalizationJob(new TrainingPlaces(data, folder.resolve("one.zip")), approach, TrainingJob.About.named("one"), false);
	}

	private Model train(int steps) throws IOException {
		return job(PlanRequest.steps(steps, 1), Optional.empty()).run(backend, Watcher.toTheEnd());
	}

	@Tag("slow")
	@Test
	void a_folder_of_images_and_boxes_becomes_a_model_that_finds_the_object_in_images_of_another_size() throws IOException {
		Model model = train(120);
		assertThat(ModelArchive.read(folder.resolve("one.zip"))).isEqualTo(model);
		assertThat(((OneBox) model.task()).classes()).containsExactly("disc", "square");
		assertThat(model.card().scores().values()).containsKeys("median IoU", "accuracy", "IoU>=0.75");
		double worth = 0;
		double score = 0;
		try (Localizer localizer = Localizer.open(model, backend)) {
			for (int i = 100; i < 120; i++) {
				List<LabelledBox> truth = new ArrayList<>();
				ImagePlus image = scene(i, truth);
				ImagePlus larger = new ImagePlus("larger", image.getProcessor().resize(2 * WIDTH, 2 * HEIGHT));
				Localization found = localizer.localize(Hyperstack.of(larger), 0, Progress.none()).get(0);
				worth += found.label().equals(truth.get(0).label()) ? found.box().scale(0.5).iou(truth.get(0).box()) / 20 : 0;
				score += found.score() / 20;
			}
		}
		assertThat(worth).isGreaterThan(0.6);
		assertThat(Math.abs(score - worth)).as("score %s is what can be expected, %s", score, worth).isLessThan(0.25);
	}

	@Tag("slow")
	@Test
	void the_same_plan_and_seed_give_the_same_weights() throws IOException {
		assertThat(train(3).weights()).isEqualTo(train(3).weights());
	}

	static List<Architecture> architectures() {
		return List.of(new NetworkInNetwork(), new MobileNetV2());
	}

	@ParameterizedTest
	@MethodSource("architectures")
	@Tag("slow")
	void the_head_stands_on_any_backbone(Architecture architecture) throws IOException {
		Model model = job(PlanRequest.steps(2, 1).with(architecture), Optional.empty()).run(backend, Watcher.toTheEnd());
		assertThat(model.network().inputs().values()).containsExactly(new Shape(64, 64, 1));
		assertThat(model.network().outputs()).containsExactly(OneBoxHead.SCORES, OneBoxHead.BOX, OneBoxHead.CONFIDENCE);
	}

	@Test
	void images_that_hold_several_objects_of_interest_or_none_are_named_and_counted() throws IOException {
		List<String> told = new ArrayList<>();
		job(PlanRequest.steps(1, 1), Optional.empty()).run(backend, new TrainingListener() {

			@Override
			public void told(String sentence) {
				told.add(sentence);
			}

			@Override
			public void stepped(long step, double progress, Learner.Step measured) {}

			@Override
			public void validated(TrainingHistory history) {}

			@Override
			public boolean isCancelled() {
				return false;
			}
		});
		assertThat(told).contains("Left out: 2 image without exactly one object of interest (3.tif, 5.tif)");
		assertThat(told).anyMatch(line -> line.startsWith("22 images with annotations"));
	}

	@Test
	void classes_of_which_no_image_holds_exactly_one_are_refused_in_a_sentence() {
		OneBoxApproach approach = OneBoxApproach.fromScratch(PlanRequest.steps(1, 1), List.of("dust"));
		LocalizationJob job = new LocalizationJob(new TrainingPlaces(data, folder.resolve("one.zip")), approach, TrainingJob.About.named("one"), false);
		assertThatThrownBy(() -> job.run(backend, Watcher.toTheEnd())).isInstanceOf(ImageFileException.class)
			.hasMessageContaining("Expected images with exactly one object of dust, got none among 24 images");
		assertThatThrownBy(() -> new OneBoxApproach(PlanRequest.steps(1, 1), Optional.empty(), List.of(), OptionalInt.of(100)))
			.hasMessage("Expected a side that is a multiple of 32 in 32 to 2048 pixels, got 100.");
	}

	@Test
	@Tag("slow")
	void a_model_learns_on_with_its_head_if_it_has_the_same_classes() throws IOException {
		Model source = train(2);
		Transfer transfer = new Transfer(source, new Freeze.AllButHead(), 0);
		Model model = job(PlanRequest.steps(2, 1), Optional.of(transfer)).run(backend, Watcher.toTheEnd());
		assertThat(model.network()).isEqualTo(source.network());
		assertThat(model.weights().get("down1a.kernel")).isEqualTo(source.weights().get("down1a.kernel"));
		assertThat(model.weights().get("box.kernel")).isNotEqualTo(source.weights().get("box.kernel"));
	}
}

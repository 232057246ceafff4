package sc.fovea.task.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.process.ByteProcessor;

import sc.fovea.architecture.Trunk;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Learner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.VocFile;
import sc.fovea.geometry.Box;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageWriter;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.predict.Detection;
import sc.fovea.predict.Detector;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.Tasks;
import sc.fovea.task.detection.region.DetectionValidation;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.TrainingPlaces;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.loop.Watcher;
import sc.fovea.train.plan.PlanRequest;

/** Bright discs and dark squares on grey, with boxes in VOC XML: from a folder to a model that finds them. */
class DetectionTrainingTest {

	private static final int SIDE = 128;
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
		for (int i = 0; i < 12; i++) {
			List<LabelledBox> boxes = new ArrayList<>();
			ImageWriter.saveTiff(scene(i, boxes), data.resolve("images/" + i + ".tif"));
			if (i == 3) {
				boxes.add(boxes.get(0));
				boxes.add(LabelledBox.of("disc", new Box(300, 20, 20, 20)));
			}
			VocFile.write(data.resolve("labels/" + i + ".xml"), i + ".tif", new Extent(SIDE, SIDE, 1, 1), boxes);
		}
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	private static ImagePlus scene(int seed, List<LabelledBox> boxes) {
		SplittableRandom random = new SplittableRandom(seed);
		ByteProcessor plane = new ByteProcessor(SIDE, SIDE);
		for (int i = 0; i < SIDE * SIDE; i++) {
			plane.set(i, 100 + random.nextInt(10));
		}
		for (int cell = 0; cell < 9; cell++) {
			int kind = random.nextInt(3);
			double radius = random.nextDouble(10, 16);
			double x = cell % 3 * 42 + 22 + random.nextDouble(-4, 4);
			double y = cell / 3 * 42 + 22 + random.nextDouble(-4, 4);
			if (kind < 2) {
				draw(plane, kind, new Box(x - radius, y - radius, 2 * radius, 2 * radius));
				boxes.add(LabelledBox.of(kind == 0 ? "disc" : "square", new Box(x - radius, y - radius, 2 * radius, 2 * radius)));
			}
		}
		return new ImagePlus("scene", plane);
	}

	private static void draw(ByteProcessor plane, int kind, Box box) {
		for (int y = (int) box.y(); y < box.bottom(); y++) {
			for (int x = (int) box.x(); x < box.right(); x++) {
				boolean isIn = kind == 1 ? box.contains(x + 0.5, y + 0.5) : Math.hypot(x + 0.5 - box.centerX(), y + 0.5 - box.centerY()) <= box.width() / 2;
				if (isIn) plane.set(x, y, kind == 0 ? 200 : 20);
			}
		}
	}

	private PatchTraining job(Path from, int steps) {
		PlanRequest plan = PlanRequest.steps(steps, 1).with(new PlanRequest.Sampling(OptionalInt.of(64), OptionalInt.of(2), Optional.empty()));
		return new PatchTraining(new TrainingPlaces(from, folder.resolve("shapes.zip")), new BoxPatches(), PatchTraining.Approach.fromScratch(plan),
			TrainingJob.About.named("shapes"), false);
	}

	@Tag("slow")
	@Test
	void a_folder_of_images_and_boxes_becomes_a_model_that_finds_the_objects() throws IOException {
		Model model = job(data, 160).run(backend, Watcher.toTheEnd());
		assertThat(ModelArchive.read(folder.resolve("shapes.zip"))).isEqualTo(model);
		assertThat(((Boxes) model.task()).classes()).containsExactly("disc", "square");
		assertThat(model.card().scores().values()).containsKeys(DetectionValidation.MEAN, "AP@0.5 disc", "AP@0.5 square");
		assertThat(((Boxes) model.task()).thresholds().score()).isEqualTo(model.card().scores().values().get(DetectionValidation.THRESHOLD));
		List<LabelledBox> truth = new ArrayList<>();
		ImagePlus image = scene(99, truth);
		try (Detector detector = Tasks.installed().open(model, backend, MemoryBudget.automatic(), Detector.class)) {
			List<Detection> found = detector.detect(Hyperstack.of(image), SegmentationOptions.STANDARD, Progress.none());
			long matched = truth.stream().filter(t -> found.stream().anyMatch(d -> d.label().equals(t.label()) && d.box().iou(t.box()) > 0.5)).count();
			assertThat((double) matched / truth.size()).isGreaterThan(0.7);
		}
	}

	@Test
	void boxes_that_cannot_be_used_are_named_and_counted_and_the_rest_is_learned() throws IOException {
		List<String> told = new ArrayList<>();
		job(data, 1).run(backend, new TrainingListener() {

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
		assertThat(told).anyMatch(line -> line.startsWith("Left out: 1 marked twice") && line.contains("3.xml"))
			.anyMatch(line -> line.startsWith("Left out: 1 outside of the image") && line.contains("3.xml"));
	}

	@Test
	void the_threshold_of_the_best_weights_becomes_the_models_unless_nothing_was_right() {
		BoxSetup task = BoxSetup.of(new Trunk(new UNet().trunk(TrunkOptions.forChannels(1)), 2), List.of("disc"));
		Score good = new Score(0.9, Map.of(DetectionValidation.F2, 0.8, DetectionValidation.THRESHOLD, 0.44));
		Score bad = new Score(0, Map.of(DetectionValidation.F2, 0.0, DetectionValidation.THRESHOLD, 0.99));
		assertThat(task.settings(good).thresholds()).isEqualTo(new Boxes.Thresholds(0.44, task.settings().thresholds().maximumIou()));
		assertThat(task.settings(bad)).isEqualTo(task.settings());
	}

	@Test
	void images_without_a_box_are_refused() throws IOException {
		Path empty = folder.resolve("empty");
		Files.createDirectories(empty.resolve("images"));
		Files.createDirectories(empty.resolve("labels"));
		ImageWriter.saveTiff(scene(1, new ArrayList<>()), empty.resolve("images/a.tif"));
		VocFile.write(empty.resolve("labels/a.xml"), "a.tif", new Extent(SIDE, SIDE, 1, 1), List.of());
		assertThatThrownBy(() -> job(empty, 1).run(backend, Watcher.toTheEnd())).hasMessageContaining("Expected annotated boxes, got none in 1 images");
	}
}

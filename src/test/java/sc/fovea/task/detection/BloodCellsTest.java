package sc.fovea.task.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import ij.ImagePlus;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.BloodSmear;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.VocFile;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.predict.Detection;
import sc.fovea.predict.Detector;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.Tasks;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TilePlan;

/** The bundled detector on rendered smears, which it never saw. */
class BloodCellsTest {

	private static final long PLENTY = 1L << 40;

	private static Backend backend;
	private static Model model;

	@BeforeAll
	static void open() throws IOException {
		backend = new TensorFlowProvider().open(BackendOptions.cpu());
		model = ModelStore.standard().load("blood-cells");
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	private static List<Detection> detect(ImagePlus image, int side) {
		try (Detector detector = Tasks.installed().open(model, backend, new MemoryBudget(PLENTY, PLENTY, side), Detector.class)) {
			return detector.detect(Hyperstack.of(image), SegmentationOptions.STANDARD, Progress.none());
		}
	}

	private static <T> Map<String, Long> counts(List<T> things, Function<T, String> label) {
		return things.stream().collect(Collectors.groupingBy(label, Collectors.counting()));
	}

	@Test
	void every_cell_of_a_smear_is_found_once_with_its_class() throws IOException {
		List<LabelledBox> truth = VocFile.read(Path.of("test-images/blood-smears/labels/smear.xml"));
		List<Detection> found = detect(ImageFiles.open(Path.of("test-images/blood-smears/images/smear.png")), MemoryBudget.SIDE);
		assertThat(counts(found, Detection::label)).isEqualTo(counts(truth, LabelledBox::label))
			.isEqualTo(Map.of("RBC", 17L, "WBC", 1L, "Platelets", 3L));
		assertThat(truth).allMatch(t -> found.stream().anyMatch(d -> d.label().equals(t.label()) && d.box().iou(t.box()) > 0.5));
	}

	@Test
	@Tag("slow")
	void cells_on_the_borders_of_tiles_are_found_once() {
		int width = 960;
		int height = 720;
		BloodSmear smear = BloodSmear.of(width, height, 1);
		int side = 256;
		assertThat(TilePlan.of(model.network(), width, height, new MemoryBudget(PLENTY, PLENTY, side)).count()).isGreaterThan(8);
		assertThat(smear.boxes().stream().filter(b -> crosses(b.box().x(), b.box().right(), side) || crosses(b.box().y(), b.box().bottom(), side)).count())
			.isGreaterThan(15);
		List<Detection> tiled = detect(new ImagePlus("smear", smear.image()), side);
		List<Detection> whole = detect(new ImagePlus("smear", smear.image()), width);
		assertThat(tiled).hasSameSizeAs(whole).hasSizeGreaterThan((int) (0.9 * smear.boxes().size()));
		assertThat(whole).allSatisfy(one -> assertThat(tiled).filteredOn(d -> d.label().equals(one.label()) && d.box().iou(one.box()) > 0.99).singleElement()
			.satisfies(same -> assertThat(same.score()).isCloseTo(one.score(), Offset.offset(1e-3))));
	}

	private static boolean crosses(double begin, double end, int side) {
		return (int) begin / side != (int) (end - 1e-9) / side;
	}
}

package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.process.ImageProcessor;

import sc.fovea.geometry.AveragePrecision;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.Normalisation;
import sc.fovea.task.Tasks;
import sc.fovea.task.instance.StarConvexInstances;
import sc.fovea.task.instance.StarOracle;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** Truth in, labels out, with a network that answers by definition. */
class SegmenterTest {

	private static final MemoryBudget WHOLE = new MemoryBudget(1L << 40, 1L << 40, 1 << 20);
	private static final MemoryBudget TILES = WHOLE.withSide(64);

	private static Labels segment(Model model, Hyperstack image, MemoryBudget budget) {
		int grid = ((StarConvexInstances) model.task()).grid();
		try (Segmenter segmenter = Tasks.installed().open(model, new StarOracle(grid), budget, Segmenter.class)) {
			return segmenter.segment(image, SegmentationOptions.STANDARD, Progress.none());
		}
	}

	private static Labels segmentIds(int[] truth, int width) {
		return segment(StarOracle.model(2), TestImages.image(TestImages.floats(truth, width)), TILES);
	}

	private static double precision(int[] truth, int[] found, double iou) {
		return AveragePrecision.of(InstanceMatching.of(truth, found)).at(iou);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4 })
	void true_answers_give_true_objects(int grid) {
		int[] truth = TestImages.touching(230, 200, 3);
		int[] found = segment(StarOracle.model(grid), TestImages.image(TestImages.floats(truth, 230)), TILES).plane(0, 0);
		assertThat(precision(truth, found, 0.5)).isEqualTo(1);
		assertThat(precision(truth, found, 0.9)).isGreaterThan(0.97);
	}

	@ParameterizedTest
	@CsvSource({ "1, 2", "2, 4", "2, 2", "2, 16", "4, 8" })
	void tiles_give_the_labels_of_the_whole_image(int grid, int alignment) {
		int[] truth = TestImages.touching(233, 157, 5);
		Hyperstack image = TestImages.image(TestImages.floats(truth, 233));
		Model model = StarOracle.model(grid, alignment, new Normalisation.None(), OptionalDouble.empty());
		Labels whole = segment(model, image, WHOLE);
		Labels tiles = segment(model, image, TILES);
		assertThat(tiles.count()).isEqualTo(whole.count()).isGreaterThan(15);
		assertThat(tiles.plane(0, 0)).isEqualTo(whole.plane(0, 0));
	}

	@Test
	void ids_are_consecutive_and_go_on_from_plane_to_plane() {
		int[][] truth = IntStream.range(0, 6).mapToObj(i -> TestImages.touching(120, 100, i)).toArray(int[][]::new);
		ImageProcessor[] planes = Arrays.stream(truth).map(t -> TestImages.floats(t, 120)).toArray(ImageProcessor[]::new);
		Hyperstack image = TestImages.stack(1, 3, 2, planes);
		Labels labels = segment(StarOracle.model(2), image, TILES);
		int last = 0;
		for (int i = 0; i < 6; i++) {
			int[] plane = labels.plane(i % 3, i / 3);
			int[] ids = ids(plane);
			assertThat(ids).as("plane " + i).isNotEmpty().isEqualTo(IntStream.rangeClosed(last + 1, last + ids.length).toArray());
			assertThat(precision(truth[i], plane, 0.5)).as("plane " + i).isEqualTo(1);
			last += ids.length;
		}
		assertThat(labels.count()).isEqualTo(last);
		assertThat(labels.slices()).isEqualTo(3);
		assertThat(labels.frames()).isEqualTo(2);
	}

	private static int[] ids(int[] plane) {
		return Arrays.stream(plane).filter(id -> id > 0).distinct().sorted().toArray();
	}

	@Test
	void an_empty_image_has_no_object() {
		Labels labels = segmentIds(new int[70 * 50], 70);
		assertThat(labels.count()).isZero();
		assertThat(labels.plane(0, 0)).containsOnly(0).hasSize(3500);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "3, 2", "1, 200", "200, 1", "7, 5", "17, 64" })
	void images_of_any_size_are_answered(int width, int height) {
		int[] one = new int[width * height];
		Arrays.fill(one, 1);
		Labels labels = segmentIds(one, width);
		assertThat(labels.width()).isEqualTo(width);
		assertThat(labels.height()).isEqualTo(height);
		assertThat(labels.plane(0, 0)).hasSize(width * height);
		assertThat(ids(labels.plane(0, 0))).isEqualTo(IntStream.rangeClosed(1, labels.count()).toArray());
	}

	@Test
	void a_single_pixel_is_an_object() {
		assertThat(segmentIds(new int[] { 1 }, 1).plane(0, 0)).containsExactly(1);
	}

	@Test
	void types_of_pixels_with_the_same_content_give_the_same_labels() {
		int[] truth = TestImages.mask(TestImages.sparse(200, 180, 4));
		int[] grey = Arrays.stream(truth).map(v -> 20 + 200 * v).toArray();
		Model model = StarOracle.model(2, 4, new Normalisation.Percentile(1, 99.8), OptionalDouble.empty());
		Map<String, Hyperstack> images = new HashMap<>();
		images.put("8 bit", TestImages.image(TestImages.bytes(grey, 200)));
		images.put("16 bit", TestImages.image(TestImages.shorts(Arrays.stream(grey).map(v -> v * 257).toArray(), 200)));
		images.put("float", TestImages.image(TestImages.floats(Arrays.stream(grey).map(v -> v - 77_000).toArray(), 200)));
		Labels expected = segment(StarOracle.model(2), TestImages.image(TestImages.floats(truth, 200)), TILES);
		assertThat(expected.count()).isGreaterThan(10);
		images.forEach((type, image) -> {
			Labels labels = segment(model, image, TILES);
			assertThat(labels.plane(0, 0)).as(type).isEqualTo(expected.plane(0, 0));
		});
	}

	@Test
	void an_image_without_a_finite_pixel_is_refused() {
		ImageProcessor pixels = TestImages.floats(new int[40 * 30], 40);
		pixels.set(Float.NaN);
		assertThatThrownBy(() -> segment(StarOracle.model(2), TestImages.image(pixels), TILES))
			.isInstanceOf(IllegalArgumentException.class).hasMessage("Expected finite pixel values, got none in channel 1.");
	}

	@Test
	void labels_of_another_size_than_the_image_are_refused() {
		Hyperstack image = TestImages.image(TestImages.floats(new int[40 * 30], 40));
		LabelRows turned = LabelRows.of(new int[40 * 30], 30);
		try (Segmenter segmenter = Tasks.installed().open(StarOracle.model(2), new StarOracle(2), TILES, Segmenter.class)) {
			Segmenter.Place place = new Segmenter.Place(0, 0, 1);
			assertThatThrownBy(() -> segmenter.segmentPlane(image, place, SegmentationOptions.STANDARD, turned, Progress.none()))
				.isInstanceOf(IllegalArgumentException.class).hasMessage("Expected labels of 40x30 pixels, got 30x40.");
		}
	}
}

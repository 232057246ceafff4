package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

import ij.process.ImageProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.geometry.AveragePrecision;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Convolution;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Weights;
import sc.fovea.task.Tasks;
import sc.fovea.task.classification.ImageClasses;
import sc.fovea.task.instance.StarConvexInstances;
import sc.fovea.task.instance.StarOracle;
import sc.fovea.task.semantic.SemanticClasses;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** How calibration, channels and options become what the network sees, and what is refused. */
class SegmentationInputTest {

	private static final int WIDTH = 150;
	private static final int[] MASK = TestImages.mask(TestImages.sparse(WIDTH, 131, 4));
	private static final int[] OBJECTS = StarOracle.components(MASK, WIDTH);
	private static final MemoryBudget BUDGET = new MemoryBudget(1L << 40, 1L << 40, 96);
	private static final SegmentationOptions STANDARD = SegmentationOptions.STANDARD;

	private static Labels segment(Hyperstack image, SegmentationOptions options, OptionalDouble pixelSize) {
		Model model = StarOracle.model(2, 4, new Normalisation.None(), pixelSize);
		try (Segmenter segmenter = Tasks.installed().open(model, new StarOracle(2), BUDGET, Segmenter.class)) {
			return segmenter.segment(image, options, Progress.none());
		}
	}

	private static Labels segment(Hyperstack image, SegmentationOptions options) {
		return segment(image, options, OptionalDouble.empty());
	}

	private static double precision(int[] truth, Labels labels, double iou) {
		return AveragePrecision.of(InstanceMatching.of(truth, labels.plane(0, 0))).at(iou);
	}

	private static ImageProcessor mask() {
		return TestImages.floats(MASK, WIDTH);
	}

	/** Each pixel {@code factor} × {@code factor} times. */
	private static int[] enlarged(int[] pixels, int width, int factor) {
		int wide = width * factor;
		int[] large = new int[pixels.length * factor * factor];
		Arrays.setAll(large, i -> pixels[i / wide / factor * width + i % wide / factor]);
		return large;
	}

	@ParameterizedTest
	@CsvSource({ "2", "3" })
	void an_image_of_smaller_pixels_is_shrunk_and_its_labels_come_back_in_its_size(int factor) {
		Hyperstack image = TestImages.calibrated(TestImages.floats(enlarged(MASK, WIDTH, factor), WIDTH * factor), 0.5 / factor);
		Labels labels = segment(image, STANDARD, OptionalDouble.of(0.5));
		assertThat(labels.width()).isEqualTo(WIDTH * factor);
		assertThat(labels.height()).isEqualTo(131 * factor);
		assertThat(precision(enlarged(OBJECTS, WIDTH, factor), labels, 0.5)).isEqualTo(1);
		assertThat(precision(enlarged(OBJECTS, WIDTH, factor), labels, 0.8)).isEqualTo(1);
	}

	@Test
	void an_image_of_larger_pixels_is_enlarged() {
		Labels labels = segment(TestImages.calibrated(mask(), 1), STANDARD, OptionalDouble.of(0.5));
		assertThat(labels.plane(0, 0)).hasSize(MASK.length);
		assertThat(precision(OBJECTS, labels, 0.8)).isEqualTo(1);
	}

	/** A factor that is not that of the rounded sizes shifts the far end of a long image unless it is used as it is. */
	@Test
	void objects_at_the_end_of_a_narrow_image_stay_in_place() {
		int[] narrow = new int[21 * 1500];
		for (int y = 0; y < 1500; y++) {
			Arrays.fill(narrow, y * 21 + 5, y * 21 + 17, y % 18 < 12 ? 1 : 0);
		}
		Labels labels = segment(TestImages.calibrated(TestImages.floats(narrow, 21), 0.31), STANDARD, OptionalDouble.of(0.5));
		assertThat(precision(StarOracle.components(narrow, 21), labels, 0.7)).isGreaterThan(0.97);
	}

	@Test
	void images_without_calibration_and_models_of_any_scale_are_not_resampled() {
		for (Hyperstack image : List.of(TestImages.image(mask()), TestImages.calibrated(mask(), 0.51))) {
			assertThat(precision(OBJECTS, segment(image, STANDARD, OptionalDouble.of(0.5)), 0.9)).isEqualTo(1);
		}
		assertThat(precision(OBJECTS, segment(TestImages.calibrated(mask(), 40), STANDARD), 0.9)).isEqualTo(1);
	}

	@Test
	void a_pixel_size_far_from_the_models_is_refused_unless_the_scale_is_given() {
		Hyperstack image = TestImages.calibrated(mask(), 1000);
		assertThatThrownBy(() -> segment(image, STANDARD, OptionalDouble.of(0.5))).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected a pixel size within a factor of 16 of the model's 0.5 µm, got 1000.0 µm; "
				+ "correct it in Image > Properties, or set scale=1 to ignore it.");
		assertThat(precision(OBJECTS, segment(image, new SegmentationOptions(0, 0, 1, 0), OptionalDouble.of(0.5)), 0.9)).isEqualTo(1);
	}

	@Test
	void the_scale_is_that_of_pixel_sizes_or_as_asked() {
		Model model = StarOracle.model(2, 4, new Normalisation.None(), OptionalDouble.of(0.5));
		try (Segmenter segmenter = Tasks.installed().open(model, new StarOracle(2), BUDGET, Segmenter.class)) {
			assertThat(segmenter.scale(TestImages.calibrated(mask(), 0.25), STANDARD)).isEqualTo(0.5);
			assertThat(segmenter.scale(TestImages.calibrated(mask(), 0.46), STANDARD)).isEqualTo(1);
			assertThat(segmenter.scale(TestImages.calibrated(mask(), 0.56), STANDARD)).isEqualTo(1.12);
			assertThat(segmenter.scale(TestImages.image(mask()), STANDARD)).isEqualTo(1);
			assertThat(segmenter.scale(TestImages.calibrated(mask(), 0.25), new SegmentationOptions(0, 0, 3, 0))).isEqualTo(3);
		}
	}

	@Test
	void of_several_channels_the_chosen_one_is_seen() {
		ImageProcessor empty = TestImages.floats(new int[MASK.length], WIDTH);
		Hyperstack image = TestImages.stack(3, 1, 1, empty, mask(), empty);
		assertThat(precision(OBJECTS, segment(image, new SegmentationOptions(0, 0, 0, 2)), 0.9)).isEqualTo(1);
		assertThat(segment(image, new SegmentationOptions(0, 0, 0, 3)).count()).isZero();
		assertThatThrownBy(() -> segment(image, STANDARD)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected an image of 1 channel, got 3 channels in \"test\"; choose one with channel=1 to channel=3.");
		assertThatThrownBy(() -> segment(image, new SegmentationOptions(0, 0, 0, 4))).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected a channel from 1 to 3, got 4.");
	}

	@Test
	void a_grey_image_saved_as_colours_counts_as_one_channel() {
		int[] grey = Arrays.stream(MASK).map(v -> v * 200).toArray();
		Labels labels = segment(TestImages.image(TestImages.colours(grey, grey, grey, WIDTH)), STANDARD);
		assertThat(precision(OBJECTS, labels, 0.9)).isEqualTo(1);
	}

	@Test
	void one_pixel_of_colour_makes_a_colour_image() {
		int[] blue = MASK.clone();
		blue[MASK.length - 1] ^= 1;
		Hyperstack image = TestImages.image(TestImages.colours(MASK, MASK, blue, WIDTH));
		assertThatThrownBy(() -> segment(image, STANDARD)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("got 3 channels");
	}

	private static Model colourModel(TaskSettings task, Network network) {
		ModelInput input = ModelInput.ofAnyScale(3, new Normalisation.None());
		return new Model(StarOracle.card(), input, task, network, Weights.initialise(network, 1));
	}

	@Test
	void a_colour_model_refuses_grey_images_and_a_choice_of_channels() {
		Network network = Network.input("image", 3).then("classes", Convolution.pointwise(2));
		Model model = colourModel(new SemanticClasses(List.of("background", "cell"), "classes"), network);
		try (Segmenter segmenter = Tasks.installed().open(model, new StarOracle(2), BUDGET, Segmenter.class)) {
			assertThatThrownBy(() -> segmenter.segment(TestImages.image(mask()), STANDARD, Progress.none()))
				.isInstanceOf(IllegalArgumentException.class).hasMessage("Expected an image of 3 channels, got 1 channel in \"test\".");
			Hyperstack colours = TestImages.image(TestImages.colours(MASK, MASK, MASK, WIDTH));
			assertThatThrownBy(() -> segmenter.segment(colours, new SegmentationOptions(0, 0, 0, 2), Progress.none()))
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessage("Expected no choice of a channel for a model that sees 3 channels, got channel=2.");
			assertThatThrownBy(() -> segmenter.segment(colours, new SegmentationOptions(0.5, 0, 0, 0), Progress.none()))
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessage("Expected no probability and no overlap for semantic segmentation, got probability=0.5 and overlap=0.0.");
		}
	}

	@Test
	void a_model_for_another_task_is_refused() {
		Network network = Network.input("image", 3).then("classes", Convolution.pointwise(2))
			.then("mean", new GlobalPooling(Pooling.Kind.AVERAGE));
		Model model = colourModel(new ImageClasses(List.of("a", "b"), "mean"), network);
		assertThatThrownBy(() -> Tasks.installed().open(model, new StarOracle(2), BUDGET, Segmenter.class)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected a model that becomes a Segmenter, got 'oracle' for image classification, whose models classify.");
	}

	@Test
	void thresholds_replace_those_of_the_model() {
		StarConvexInstances own = StarOracle.settings(2);
		assertThat(own.with(STANDARD)).isEqualTo(own);
		StarConvexInstances chosen = own.with(new SegmentationOptions(0.9, 0.1, 0, 0));
		assertThat(chosen.thresholds().probability()).isEqualTo(0.9);
		assertThat(chosen.thresholds().maximumIou()).isEqualTo(0.1);
		assertThat(chosen.thresholds().maximumCover()).isEqualTo(1);
	}

	@Test
	void options_outside_their_range_are_refused() {
		for (double value : DoubleStream.of(-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY).toArray()) {
			assertThatThrownBy(() -> new SegmentationOptions(value, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class)
				.hasMessage("Expected probability between 0 and 1, got " + value + ".");
			assertThatThrownBy(() -> new SegmentationOptions(0, value, 0, 0)).isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("overlap");
		}
		for (double value : DoubleStream.of(-1, 0.06, 16.1, Double.NaN).toArray()) {
			assertThatThrownBy(() -> new SegmentationOptions(0, 0, value, 0)).isInstanceOf(IllegalArgumentException.class)
				.hasMessage("Expected scale between 1/16 and 16, or 0 for automatic, got " + value + ".");
		}
		assertThatThrownBy(() -> new SegmentationOptions(0, 0, 0, -1)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected channel from 1, or 0 for the only one, got -1.");
	}
}

package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.FloatProcessor;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.reference.ReferenceBackend;
import sc.fovea.geometry.Box;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.Tasks;
import sc.fovea.task.detection.Boxes;
import sc.fovea.task.instance.StarOracle;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** A network whose weights are set by hand: where the mean of 5x5 cells of 2 pixels is bright, there is a "light" of 12x16 pixels, where it is dark, a "hole". */
class DetectorTest {

	private static final int GRID = 2;
	private static final int WINDOW = 5;
	private static final MemoryBudget WHOLE = new MemoryBudget(1L << 40, 1L << 40, 1 << 20);

	private static Model model(float gain) {
		Network network = Network.input("image", 1).then("cells", Pooling.of(Pooling.Kind.AVERAGE, GRID)).then("mean", Convolution.of(2, WINDOW))
			.then("scores", new Activation(Activation.Function.SIGMOID)).then("distances", Convolution.pointwise(4), "cells")
			.withOutputs("scores", "distances");
		Tensor kernel = Tensor.zeros(WINDOW, WINDOW, 1, 2);
		for (int i = 0; i < kernel.data().length; i++) {
			kernel.data()[i] = (i % 2 == 0 ? gain : -gain) / (WINDOW * WINDOW);
		}
		Tensor bias = Tensor.of(new float[] { -15, -15 }, 2);
		Tensor logarithms = Tensor.of(new float[] { (float) Math.log(3), (float) Math.log(4), (float) Math.log(3), (float) Math.log(4) }, 4);
		Weights weights = Weights.initialise(network, 1).with(Map.of("mean.kernel", kernel, "mean.bias", bias, "distances.kernel", Tensor.zeros(1, 1, 1, 4),
			"distances.bias", logarithms));
		ModelCard card = new ModelCard("lights", "", "1.0.0", new ModelCard.Credits(List.of("Fovea developers"), List.of(), "CC0-1.0"),
			new ModelCard.Data("", "", ""), ModelCard.Scores.NONE, "");
		Boxes task = new Boxes(List.of("light", "hole"), GRID, new Boxes.Heads("scores", "distances"), new Boxes.Thresholds(0.5, 0.3));
		return new Model(card, new ModelInput(1, new Normalisation.None(), OptionalDouble.of(0.5)), task, network, weights);
	}

	/** Squares of 10x10 pixels of value 1 (lights) or -1 (holes) on 0. */
	private static FloatProcessor plane(int width, int height, int[]... centres) {
		FloatProcessor plane = new FloatProcessor(width, height);
		for (int[] c : centres) {
			for (int y = c[1] - 5; y < c[1] + 5; y++) {
				for (int x = c[0] - 5; x < c[0] + 5; x++) {
					plane.setf(x, y, c[2]);
				}
			}
		}
		return plane;
	}

	private static List<Detection> detect(ImagePlus image, MemoryBudget budget, SegmentationOptions options) {
		try (Detector detector = Tasks.installed().open(model(20), new ReferenceBackend(), budget, Detector.class)) {
			return detector.detect(Hyperstack.of(image), options, Progress.none());
		}
	}

	private static List<Detection> detect(ImagePlus image) {
		return detect(image, WHOLE, SegmentationOptions.STANDARD);
	}

	private static void assertBox(Box box, double x, double y, double width, double height) {
		assertThat(new double[] { box.x(), box.y(), box.width(), box.height() }).containsExactly(new double[] { x, y, width, height }, within(1e-4));
	}

	@Test
	void each_object_has_one_box_with_its_class() {
		List<Detection> found = detect(new ImagePlus("a", plane(80, 60, new int[] { 21, 31, 1 }, new int[] { 61, 21, -1 })));
		assertThat(found).extracting(Detection::label).containsExactlyInAnyOrder("light", "hole");
		Detection light = found.stream().filter(d -> d.label().equals("light")).findFirst().orElseThrow();
		assertBox(light.box(), 15, 23, 12, 16);
		assertThat(light.score()).isCloseTo(1 / (1 + Math.exp(-5)), within(1e-5));
	}

	@Test
	void a_box_ends_at_the_edge_of_the_image() {
		Box box = detect(new ImagePlus("a", plane(40, 40, new int[] { 5, 35, 1 }))).get(0).box();
		assertThat(box.x()).isZero();
		assertThat(box.bottom()).isEqualTo(40);
	}

	@ParameterizedTest
	@ValueSource(ints = { 4, 16, 30 })
	void tiles_give_the_boxes_of_the_whole_image(int side) {
		ImagePlus image = new ImagePlus("a",
			plane(120, 90, new int[] { 16, 16, 1 }, new int[] { 31, 17, 1 }, new int[] { 60, 60, -1 }, new int[] { 100, 33, 1 },
				new int[] { 64, 30, 1 }, new int[] { 30, 64, -1 }));
		List<Detection> whole = detect(image);
		assertThat(whole).hasSize(6);
		assertThat(detect(image, WHOLE.withSide(side), SegmentationOptions.STANDARD)).usingRecursiveComparison()
			.withComparatorForType(Comparator.comparingDouble(d -> Math.rint(d * 1e4)), Double.class).isEqualTo(whole);
	}

	@Test
	void planes_are_numbered() {
		ImageStack stack = new ImageStack(40, 40);
		for (int i = 0; i < 6; i++) {
			stack.addSlice(i == 5 ? plane(40, 40, new int[] { 20, 20, 1 }) : plane(40, 40));
		}
		ImagePlus image = new ImagePlus("a", stack);
		image.setDimensions(1, 2, 3);
		List<Detection> found = detect(image);
		assertThat(found).hasSize(1);
		assertThat(found.get(0).z()).isEqualTo(1);
		assertThat(found.get(0).t()).isEqualTo(2);
	}

	@Test
	void boxes_of_a_resampled_image_are_in_its_own_pixels() {
		FloatProcessor large = new FloatProcessor(160, 120);
		FloatProcessor small = plane(80, 60, new int[] { 20, 30, 1 });
		for (int i = 0; i < large.getPixelCount(); i++) {
			large.setf(i, small.getf(i % 160 / 2, i / 160 / 2));
		}
		ImagePlus image = new ImagePlus("a", large);
		Calibration calibration = new Calibration();
		calibration.pixelWidth = calibration.pixelHeight = 0.25;
		calibration.setUnit("um");
		image.setCalibration(calibration);
		List<Detection> found = detect(image);
		assertThat(found).hasSize(1);
		assertThat(found.get(0).box().width()).isCloseTo(24, within(1e-4));
		assertThat(found.get(0).box().centerX()).isCloseTo(40, within(2.5));
	}

	@Test
	void options_replace_the_thresholds_of_the_model() {
		ImagePlus image = new ImagePlus("a", plane(80, 60, new int[] { 21, 31, 1 }, new int[] { 29, 31, 1 }));
		assertThat(detect(image, WHOLE, new SegmentationOptions(0, 0, 0, 0))).hasSize(2);
		assertThat(detect(image, WHOLE, new SegmentationOptions(0, 0.01, 0, 0))).hasSize(1);
		assertThat(detect(image, WHOLE, new SegmentationOptions(0.999, 0, 0, 0))).isEmpty();
	}

	@Test
	void other_models_and_endless_numbers_are_refused() {
		assertThatThrownBy(() -> Tasks.installed().open(StarOracle.model(2), new ReferenceBackend(), WHOLE, Detector.class))
			.hasMessageContaining("becomes a Detector")
			.hasMessageContaining("star-convex");
		assertThatThrownBy(() -> Tasks.installed().open(model(20), new ReferenceBackend(), WHOLE, Segmenter.class)).hasMessageContaining("object detection");
		Network network = model(1).network();
		Weights overflow = model(1).weights().with(Map.of("distances.bias", Tensor.of(new float[] { Float.MAX_VALUE, 0, 0, 0 }, 4),
			"distances.kernel", filled(Float.MAX_VALUE)));
		Model broken = new Model(model(1).card(), model(1).input(), model(1).task(), network, overflow);
		try (Detector detector = Tasks.installed().open(broken, new ReferenceBackend(), WHOLE, Detector.class)) {
			Hyperstack image = Hyperstack.of(new ImagePlus("a", plane(40, 40, new int[] { 20, 20, 1 })));
			assertThatThrownBy(() -> detector.detect(image, SegmentationOptions.STANDARD, Progress.none())).isInstanceOf(BackendException.class)
				.hasMessageContaining("'distances'");
		}
	}

	private static Tensor filled(float value) {
		Tensor tensor = Tensor.zeros(1, 1, 1, 4);
		Arrays.fill(tensor.data(), value);
		return tensor;
	}

	@Test
	void it_can_be_stopped() {
		Progress stopped = new Progress() {

			@Override
			public void progress(long done, long total) {}

			@Override
			public boolean isCancelled() {
				return true;
			}
		};
		try (Detector detector = Tasks.installed().open(model(20), new ReferenceBackend(), WHOLE, Detector.class)) {
			Hyperstack image = Hyperstack.of(new ImagePlus("a", plane(40, 40)));
			assertThatThrownBy(() -> detector.detect(image, SegmentationOptions.STANDARD, stopped)).isInstanceOf(CancellationException.class);
		}
	}
}

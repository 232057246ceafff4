package sc.fovea.train.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.architecture.Backbone;
import sc.fovea.architecture.MobileNetV1;
import sc.fovea.architecture.MobileNetV2;
import sc.fovea.architecture.PublishedInput;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.data.Sample;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.keras.KerasFiles;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** Published weights see images as they did where they were trained: against the network alone, with the range applied by hand. */
class PretrainedTest {

	/** The smallest that halvings without padding allow. */
	private static final int SIDE = 32;

	@TempDir
	Path folder;

	/** Two layers, whose weights expect blue, green, red from 0 to 255 less a mean, as those of ResNet50 do. */
	private record Small() implements Backbone {

		@Override
		public String name() {
			return "small";
		}

		@Override
		public int firstFilters() {
			return 8;
		}

		@Override
		public PublishedInput publishedInput() {
			return new PublishedInput(255, List.of(-100.0, -110.0, -120.0), true);
		}

		@Override
		public Network features(int channels, double multiplier) {
			return Network.input("image", channels).then("first", Convolution.of((int) Math.ceil(8 * multiplier), 3).stride(2).withoutBias())
				.then("first_bn", Normalization.batch()).then("second", Convolution.pointwise((int) Math.ceil(16 * multiplier)));
		}
	}

	private static Tensor noise(int channels) {
		SplittableRandom random = new SplittableRandom(7);
		Tensor tensor = Tensor.zeros(1, SIDE, SIDE, channels);
		for (int i = 0; i < tensor.data().length; i++) {
			tensor.data()[i] = (float) random.nextDouble();
		}
		return tensor;
	}

	private static List<Sample> samples(int channels) {
		return List.of(new Sample("noise", SIDE, SIDE, channels, noise(channels).data(), new int[SIDE * SIDE]));
	}

	private static float[] run(Network network, Weights weights, Tensor image) {
		try (Runner runner = new ReferenceProvider().open(BackendOptions.cpu()).runner(network, weights)) {
			return runner.run(image).data();
		}
	}

	/** Weights whose statistics are not 0 and 1. */
	private static Weights weights(Network network) {
		SplittableRandom random = new SplittableRandom(3);
		Map<String, Tensor> all = new LinkedHashMap<>(Weights.initialise(network, 5).tensors());
		all.forEach((name, tensor) -> {
			for (int i = 0; i < tensor.data().length; i++) {
				tensor.data()[i] += (float) (0.2 * random.nextDouble());
			}
		});
		return new Weights(all);
	}

	private Path file(Backbone backbone, int channels, double multiplier) {
		Network network = backbone.features(channels, multiplier);
		return KerasFiles.write(folder.resolve(backbone.name() + channels + ".h5"), network, weights(network), false);
	}

	@Test
	void architecture_and_width_are_found_in_the_file() throws IOException {
		Path file = file(new MobileNetV1(), 1, 0.1);
		assertThat(Pretrained.read(file, List.of(new MobileNetV2(), new MobileNetV1()), samples(1)).title()).isEqualTo("mobilenet-v1 of width 0.1");
	}

	@Test
	void colours_come_in_the_order_and_range_of_the_published_weights() throws IOException {
		Pretrained trunk = Pretrained.read(file(new Small(), 3, 0.5), List.of(new Small()), samples(3));
		Tensor image = noise(3);
		Tensor published = Tensor.zeros(1, SIDE, SIDE, 3);
		double[] offsets = { -100, -110, -120 };
		for (int i = 0; i < SIDE * SIDE; i++) {
			for (int c = 0; c < 3; c++) {
				published.data()[i * 3 + c] = (float) (255 * image.data()[i * 3 + 2 - c] + offsets[c]);
			}
		}
		Network plain = new Small().features(3, 0.5);
		assertThat(run(trunk.network(), trunk.weights(), image)).containsExactly(run(plain, weights(plain), published), within(1e-2f));
	}

	@Test
	void grey_weights_see_each_colour_axis_as_a_grey_image() throws IOException {
		Backbone backbone = new MobileNetV1();
		List<Sample> samples = samples(3);
		Pretrained trunk = Pretrained.read(file(backbone, 1, 0.1), List.of(backbone), samples);
		Tensor image = noise(3);
		float[] joined = run(trunk.network(), trunk.weights(), image);
		ColourAxes axes = ColourAxes.of(samples);
		Network plain = backbone.features(1, 0.1);
		int channels = joined.length / 3;
		for (int axis = 0; axis < 3; axis++) {
			Tensor one = Tensor.zeros(1, SIDE, SIDE, 1);
			for (int i = 0; i < SIDE * SIDE * 3; i++) {
				one.data()[i / 3] += (float) (axes.kernel()[axis][i % 3] * image.data()[i] + axes.bias()[axis] / 3);
			}
			float[] part = Arrays.copyOfRange(joined, axis * channels, (axis + 1) * channels);
			assertThat(part).containsExactly(run(plain, weights(plain), one), within(1e-3f));
		}
	}

	@Test
	void the_first_layers_of_a_file_come_first_for_all_colour_axes() throws IOException {
		Pretrained trunk = Pretrained.read(file(new Small(), 1, 1), List.of(new Small()), samples(2));
		assertThat(Layers.weighted(trunk.network())).containsExactly("axis1_range", "axis2_range", "axis1_first", "axis2_first", "axis1_first_bn",
			"axis2_first_bn", "axis1_second", "axis2_second");
	}

	@Test
	void grey_weights_see_grey_images_in_their_range() throws IOException {
		Pretrained trunk = Pretrained.read(file(new MobileNetV1(), 1, 0.1), List.of(new MobileNetV1()), samples(1));
		Tensor image = noise(1);
		Tensor published = Tensor.zeros(1, SIDE, SIDE, 1);
		for (int i = 0; i < published.data().length; i++) {
			published.data()[i] = 2 * image.data()[i] - 1;
		}
		Network plain = new MobileNetV1().features(1, 0.1);
		assertThat(run(trunk.network(), trunk.weights(), image)).containsExactly(run(plain, weights(plain), published), within(1e-3f));
	}

	@Test
	void colour_weights_see_a_grey_image_with_equal_channels() throws IOException {
		Pretrained trunk = Pretrained.read(file(new Small(), 3, 1), List.of(new Small()), samples(1));
		Pretrained colour = Pretrained.read(file(new Small(), 3, 1), List.of(new Small()), samples(3));
		Tensor grey = noise(1);
		Tensor equal = Tensor.zeros(1, SIDE, SIDE, 3);
		for (int i = 0; i < equal.data().length; i++) {
			equal.data()[i] = grey.data()[i / 3];
		}
		assertThat(run(trunk.network(), trunk.weights(), grey)).containsExactly(run(colour.network(), colour.weights(), equal), within(1e-2f));
	}

	@Test
	void a_file_of_something_else_is_refused_with_the_names_of_what_fits() throws IOException {
		Path text = Files.writeString(folder.resolve("text.h5"), "no HDF5");
		assertThatThrownBy(() -> Pretrained.read(text, List.of(new MobileNetV1()), samples(1))).isInstanceOf(ModelFormatException.class)
			.hasMessageContaining("mobilenet-v1").hasMessageContaining("text.h5");
	}
}

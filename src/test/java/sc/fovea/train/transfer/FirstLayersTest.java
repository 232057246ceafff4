package sc.fovea.train.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.instance.StarSetup;

/** The changed first layers are run and compared with the old ones. */
class FirstLayersTest {

	private static final int SIDE = 40;

	/** A whole segmentation network, whose biases are not 0. */
	private static FirstLayers layers(int channels) {
		Network network = new StarSetup(new UNet(), new TrunkOptions(channels, 2, 4, 1, Pooling.Kind.MAX, 0), new StarHeads(4, 4)).network();
		Weights weights = Weights.initialise(network, 3);
		SplittableRandom random = new SplittableRandom(5);
		weights.tensors().forEach((name, tensor) -> {
			for (int i = 0; name.endsWith(".bias") && i < tensor.data().length; i++) {
				tensor.data()[i] = (float) random.nextDouble(-0.2, 0.2);
			}
		});
		return new FirstLayers(network, weights);
	}

	private static Map<String, Tensor> run(FirstLayers layers, Tensor image) {
		try (Runner runner = new ReferenceProvider().open(BackendOptions.cpu()).runner(layers.network(), layers.weights())) {
			return runner.run(Map.of(UNet.IMAGE, image));
		}
	}

	private static Tensor grey(int channels) {
		SplittableRandom random = new SplittableRandom(11);
		Tensor image = Tensor.zeros(1, SIDE, SIDE, channels);
		for (int i = 0; i < SIDE * SIDE; i++) {
			float value = (float) random.nextDouble();
			for (int c = 0; c < channels; c++) {
				image.data()[i * channels + c] = value;
			}
		}
		return image;
	}

	@ParameterizedTest
	@CsvSource({ "1, 3", "3, 1", "3, 2", "2, 5" })
	void the_same_grey_in_all_channels_gets_the_same_answer(int old, int now) {
		FirstLayers layers = layers(old);
		Map<String, Tensor> expected = run(layers, grey(old));
		FirstLayers spread = layers.spread(now);
		assertThat(spread.network().inputs().get(UNet.IMAGE).channels()).isEqualTo(now);
		run(spread, grey(now)).forEach((output, got) -> assertThat(got.data()).as(output).containsExactly(expected.get(output).data(), within(1e-5f)));
	}

	@Test
	void all_channels_count_alike_and_nothing_else_changes() {
		FirstLayers spread = layers(1).spread(3);
		Tensor kernel = spread.weights().get("stem1a.kernel");
		Tensor old = layers(1).weights().get("stem1a.kernel");
		for (int i = 0; i < kernel.data().length; i++) {
			int filters = kernel.shape()[3];
			assertThat(kernel.data()[i]).isEqualTo((float) ((double) old.data()[i / filters / 3 * filters + i % filters] / 3));
		}
		assertThat(spread.weights().filter(name -> !name.equals("stem1a.kernel"))).isEqualTo(layers(1).weights().filter(name -> !name.equals("stem1a.kernel")));
		assertThat(layers(3).spread(3)).isEqualTo(layers(3));
	}

	@Test
	void the_inverted_image_gets_the_same_answer_away_from_the_edge() {
		FirstLayers layers = layers(1);
		Tensor image = grey(1);
		Tensor inverted = Tensor.zeros(image.shape());
		for (int i = 0; i < image.data().length; i++) {
			inverted.data()[i] = 1 - image.data()[i];
		}
		Map<String, Tensor> expected = run(layers, image);
		Map<String, Tensor> got = run(layers.mirrored(), inverted);
		for (String output : layers.network().outputs()) {
			Tensor answer = expected.get(output);
			double inside = largestDifference(answer, got.get(output), answer.height() * 3 / 8);
			double everywhere = largestDifference(answer, got.get(output), 0);
			assertThat(inside).as(output).isLessThan(1e-5);
			assertThat(everywhere).as(output + " at the edge, where zeros are added to both").isGreaterThan(1e-3);
			assertThat(largestDifference(answer, run(layers, inverted).get(output), answer.height() * 3 / 8)).as(output + " unmirrored").isGreaterThan(1e-3);
		}
	}

	private static double largestDifference(Tensor a, Tensor b, int margin) {
		double largest = 0;
		for (int y = margin; y < a.height() - margin; y++) {
			for (int x = margin; x < a.width() - margin; x++) {
				for (int c = 0; c < a.channels(); c++) {
					int i = (y * a.width() + x) * a.channels() + c;
					largest = Math.max(largest, Math.abs(a.data()[i] - b.data()[i]));
				}
			}
		}
		return largest;
	}

	@Test
	void mirrored_twice_is_what_it_was() {
		FirstLayers twice = layers(2).mirrored().mirrored();
		assertThat(twice.weights().get("stem1a.kernel")).isEqualTo(layers(2).weights().get("stem1a.kernel"));
		assertThat(twice.weights().get("stem1a.bias").data()).containsExactly(layers(2).weights().get("stem1a.bias").data(), within(1e-6f));
	}

	@Test
	void what_does_not_begin_with_a_convolution_is_refused() {
		Network network = Network.input("image", 2).then("scale", Activation.relu()).then("conv", Convolution.pointwise(1));
		FirstLayers layers = new FirstLayers(network, Weights.initialise(network, 1));
		assertThatThrownBy(() -> layers.spread(3)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("begins with a convolution")
			.hasMessageContaining("'scale'");
		Network depthwise = Network.input("image", 2).then("own", Convolution.depthwise(3));
		assertThatThrownBy(() -> new FirstLayers(depthwise, Weights.initialise(depthwise, 1)).mirrored()).hasMessageContaining("'own'");
		Network bare = Network.input("image", 2).then("bare",
			new Convolution(1, Size.of(3), Size.of(1), 1, Padding.SAME, Convolution.Connection.FULL, false));
		assertThatThrownBy(() -> new FirstLayers(bare, Weights.initialise(bare, 1)).mirrored()).hasMessageContaining("a bias in layer 'bare'");
		assertThat(List.of(layers.spread(2))).containsExactly(layers);
	}
}

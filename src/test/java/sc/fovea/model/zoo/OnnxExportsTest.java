package sc.fovea.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.model.Model;
import sc.fovea.net.Activation;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.tile.TilePlan;

/** Files as PyTorch writes them give the answers of ONNX Runtime ({@code src/test/resources/onnx/reference.py}), for images of another size than the exported one. */
class OnnxExportsTest {

	private static byte[] bytes(String name) throws Exception {
		try (InputStream in = OnnxExportsTest.class.getResourceAsStream("/onnx/" + name)) {
			return in.readAllBytes();
		}
	}

	/** A tensor as (N, H, W, C). @param index 0 for the image, 1 for the answer */
	private static Tensor tensor(String name, int index) throws Exception {
		String[] lines = new String(bytes(name + ".txt"), StandardCharsets.US_ASCII).split("\n");
		int[] shape = Arrays.stream(lines[2 * index].split(" ")).mapToInt(Integer::parseInt).toArray();
		String[] words = lines[2 * index + 1].split(" ");
		float[] values = new float[words.length];
		for (int i = 0; i < values.length; i++)
			values[i] = Float.parseFloat(words[i]);
		return shape.length == 2 ? Tensor.of(values, shape[0], 1, 1, shape[1]) : Tensor.of(values, shape).transposed(0, 2, 3, 1);
	}

	private static OnnxBuilder built(String file) throws Exception {
		return new OnnxSource(OnnxFile.of(bytes(file + ".onnx"), location -> new byte[0])).build();
	}

	private static Tensor answer(Network network, Weights weights, Tensor image) {
		try (Runner runner = new ReferenceProvider().open(BackendOptions.cpu()).runner(network, weights)) {
			return runner.run(image);
		}
	}

	@ParameterizedTest
	@ValueSource(
		strings = { "nearest-11", "nearest-20", "nearest-fixed", "bilinear-13", "bilinear-18", "padded-11", "padded-17", "padded-20", "mobile-12", "mobile-20",
			"cross-13", "cross-20", "old-9", "transposed-17" })
	void an_export_answers_as_in_onnx_runtime(String file) throws Exception {
		OnnxBuilder built = built(file);
		String net = file.substring(0, file.indexOf('-'));
		Network network = built.network();
		assertThat(network.inputs().values().iterator().next().isFixed()).isFalse();
		Tensor answer = answer(network, built.weights(), tensor(net, 0));
		Tensor expected = tensor(net, 1);
		assertThat(answer.shape()).isEqualTo(expected.shape());
		for (int i = 0; i < expected.data().length; i++)
			assertThat(answer.data()[i]).as("value %d", i).isEqualTo(expected.data()[i], within(1e-4f));
	}

	@Test
	void groups_of_channels_become_one_layer_with_its_scale_and_shift() throws Exception {
		for (String file : new String[] { "bilinear-13", "bilinear-18" }) {
			Network network = built(file).network();
			assertThat(network.nodes()).filteredOn(node -> node.layer() instanceof Normalization).hasSize(5)
				.allMatch(node -> ((Normalization) node.layer()).groups() == 2);
			assertThat(network.nodes()).as("convolution, normalization, Mish; pooling, upsampling and join; head").hasSize(5 * 3 + 2 * 3 + 1);
			assertThat(network.nodes()).filteredOn(node -> node.layer().equals(new Activation(Activation.Function.MISH))).hasSizeGreaterThanOrEqualTo(5);
		}
	}

	@Test
	void a_network_that_normalizes_by_the_whole_image_is_not_tiled_and_says_why() throws Exception {
		Path file = Path.of(OnnxExportsTest.class.getResource("/onnx/bilinear-18.onnx").toURI());
		Model model = ModelImport.read(file, Optional.empty()).model();
		assertThat(TilePlan.reasonAgainstTiles(model.network())).hasValueSatisfying(reason -> assertThat(reason).contains("sees the whole image"));
		assertThat(model.network().inputs().values()).containsExactly(Shape.ofChannels(3));
	}
}

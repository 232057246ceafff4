package sc.fovea.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.model.Model;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.ModelStore;
import sc.fovea.model.export.OnnxWriter;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.Upsampling;
import sc.fovea.net.Weights;
import sc.fovea.net.ZeroPadding;

/** What we write is read again as the same function. That ONNX Runtime computes the same is tested in {@code plugins/onnx-runtime}. */
class OnnxFormatTest {

	@TempDir
	Path folder;

	static Stream<Arguments> layers() {
		Map<String, Layer> layers = new LinkedHashMap<>();
		layers.put("same", Convolution.of(3, 3));
		layers.put("even kernel", new Convolution(3, new Size(2, 4), Size.of(1), 1, Padding.SAME, Convolution.Connection.FULL, false));
		layers.put("stride", Convolution.of(3, 3).stride(2));
		layers.put("valid", new Convolution(3, new Size(3, 5), new Size(2, 1), 1, Padding.VALID, Convolution.Connection.FULL, true));
		layers.put("dilated", Convolution.of(3, 3).dilation(2));
		layers.put("depthwise", new Convolution(2, Size.of(3), Size.of(2), 1, Padding.SAME, Convolution.Connection.DEPTHWISE, true));
		layers.put("transposed 3/2", new TransposedConvolution(3, 3, 2, true));
		layers.put("transposed 1/2", new TransposedConvolution(3, 1, 2, true));
		layers.put("max", Pooling.max(2));
		layers.put("average", new Pooling(Pooling.Kind.AVERAGE, Size.of(3), Size.of(2), Padding.SAME));
		layers.put("global", new GlobalPooling(Pooling.Kind.AVERAGE));
		layers.put("relu6", new Activation(Activation.Function.RELU6));
		layers.put("swish", new Activation(Activation.Function.SWISH));
		layers.put("leaky", new Activation(Activation.Function.LEAKY_RELU));
		layers.put("softmax", new Activation(Activation.Function.SOFTMAX));
		layers.put("batch", Normalization.batch());
		layers.put("nearest", Upsampling.nearest(3));
		layers.put("bilinear", new Upsampling(2, Upsampling.Method.BILINEAR));
		layers.put("zeros", new ZeroPadding(1, 2, 3, 0));
		layers.put("dense", Dense.of(5));
		return layers.entrySet().stream().map(layer -> Arguments.of(layer.getKey(), layer.getValue()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("layers")
	void a_layer_comes_back_as_the_same_function(String name, Layer layer) {
		Network network = Network.input("image", new Shape(12, 16, 4)).then("tested", layer);
		Weights weights = touched(Weights.initialise(network, 7));
		for (OnnxWriter.Layout layout : OnnxWriter.Layout.values()) {
			OnnxBuilder again = new OnnxSource(OnnxFile.of(OnnxWriter.write(network, weights, layout), location -> new byte[0]))
				.build(layout == OnnxWriter.Layout.CHANNELS_LAST);
			Tensor image = random(1, 12, 16, 4);
			assertClose(answer(again.network(), again.weights(), image), answer(network, weights, image));
		}
	}

	@Test
	void a_bundled_model_comes_back_from_its_file() throws Exception {
		Model nuclei = ModelStore.standard().load("nuclei");
		Network probability = nuclei.network().upTo("foreground");
		Path file = Files.write(folder.resolve("Nuclei 2.onnx"),
			OnnxWriter.write(probability, nuclei.weights().of(probability), OnnxWriter.Layout.CHANNELS_FIRST));
		Imported imported = ModelImport.read(file, Optional.empty());
		assertThat(imported.format()).isEqualTo("ONNX");
		assertThat(imported.model().card().name()).isEqualTo("nuclei-2");
		assertThat(imported.notes().get(0)).contains("taken as foreground");
		Tensor image = random(1, 48, 48, 1);
		Tensor theirs = answer(probability, nuclei.weights().of(probability), image);
		Tensor ours = answer(imported.model().network(), imported.model().weights(), image);
		for (int i = 0; i < theirs.data().length; i++) {
			assertThat(ours.data()[2 * i + 1]).isEqualTo(theirs.data()[i], within(1e-5f));
		}
	}

	@Test
	void outputs_that_are_not_read_are_said() throws Exception {
		Model nuclei = ModelStore.standard().load("nuclei");
		Path file = Files.write(folder.resolve("all.onnx"), OnnxWriter.write(nuclei.network(), nuclei.weights(), OnnxWriter.Layout.CHANNELS_FIRST));
		assertThat(ModelImport.read(file, Optional.empty()).notes().get(0))
			.startsWith("It has " + nuclei.network().outputs().size() + " outputs, of which only the first, \"");
		Network one = nuclei.network().upTo("foreground");
		Path single = Files.write(folder.resolve("one.onnx"), OnnxWriter.write(one, nuclei.weights().of(one), OnnxWriter.Layout.CHANNELS_FIRST));
		assertThat(ModelImport.read(single, Optional.empty()).notes().get(0)).startsWith("The output is");
	}

	@Test
	void what_is_damaged_or_unknown_is_one_sentence() throws Exception {
		Network network = Network.input("image", 3).then("tested", Convolution.of(2, 3)).then("bent", new Activation(Activation.Function.GELU));
		byte[] onnx = OnnxWriter.write(network, Weights.initialise(network, 1), OnnxWriter.Layout.CHANNELS_FIRST);
		assertThatThrownBy(() -> ModelImport.read(Files.write(folder.resolve("gelu.onnx"), onnx), Optional.empty())).isInstanceOf(ModelFormatException.class)
			.hasMessageContaining("Operation Mul").hasMessageContaining("product");
		byte[] cut = Arrays.copyOf(onnx, onnx.length / 2);
		assertThatThrownBy(() -> ModelImport.read(Files.write(folder.resolve("cut.onnx"), cut), Optional.empty())).isInstanceOf(ModelFormatException.class);
	}

	private static Tensor answer(Network network, Weights weights, Tensor image) {
		try (Runner runner = new ReferenceProvider().open(BackendOptions.cpu()).runner(network, weights)) {
			return runner.run(image);
		}
	}

	private static void assertClose(Tensor ours, Tensor theirs) {
		assertThat(ours.shape()).isEqualTo(theirs.shape());
		for (int i = 0; i < theirs.data().length; i++) {
			assertThat(ours.data()[i]).as("value %d", i).isEqualTo(theirs.data()[i], within(1e-4f));
		}
	}

	private static Weights touched(Weights weights) {
		SplittableRandom random = new SplittableRandom(3);
		Map<String, Tensor> touched = new LinkedHashMap<>();
		weights.tensors().forEach((name, tensor) -> {
			float[] values = tensor.data().clone();
			for (int i = 0; i < values.length; i++) {
				values[i] += (float) random.nextDouble(0.01, 0.2);
			}
			touched.put(name, Tensor.of(values, tensor.shape()));
		});
		return new Weights(touched);
	}

	private static Tensor random(int... shape) {
		SplittableRandom random = new SplittableRandom(5);
		Tensor tensor = Tensor.zeros(shape);
		for (int i = 0; i < tensor.data().length; i++) {
			tensor.data()[i] = (float) random.nextDouble(-1, 2);
		}
		return tensor;
	}
}

package sc.fovea.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.model.zoo.ModelImport;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Dropout;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Join;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.SoftArgmax;
import sc.fovea.net.Tensor;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.Upsampling;
import sc.fovea.net.Weights;
import sc.fovea.net.ZeroPadding;

/** What TensorFlow answers to an exported graph, against the reference backend's loops. */
class SavedModelWriterTest {

	@TempDir
	Path folder;

	static Stream<Arguments> layers() {
		Map<String, Layer> layers = new LinkedHashMap<>();
		for (Convolution.Connection connection : Convolution.Connection.values()) {
			layers.put(connection + " same", new Convolution(2, Size.of(3), Size.of(1), 1, Padding.SAME, connection, true));
			layers.put(connection + " even", new Convolution(2, new Size(2, 4), Size.of(1), 1, Padding.SAME, connection, false));
			layers.put(connection + " stride", new Convolution(2, Size.of(3), Size.of(2), 1, Padding.SAME, connection, true));
			layers.put(connection + " oblong stride", new Convolution(3, new Size(3, 5), new Size(2, 1), 1, Padding.VALID, connection, true));
			layers.put(connection + " dilated", new Convolution(2, Size.of(3), Size.of(1), 2, Padding.SAME, connection, true));
		}
		for (Pooling.Kind kind : Pooling.Kind.values()) {
			layers.put(kind + " 2", Pooling.of(kind, 2));
			layers.put(kind + " 3/2", new Pooling(kind, Size.of(3), Size.of(2), Padding.SAME));
			layers.put(kind + " 3/1", new Pooling(kind, Size.of(3), Size.of(1), Padding.SAME));
			layers.put(kind + " valid", new Pooling(kind, new Size(3, 2), Size.of(2), Padding.VALID));
			layers.put(kind + " global", new GlobalPooling(kind));
		}
		for (Activation.Function function : Activation.Function.values())
			layers.put("" + function, new Activation(function));
		layers.put("transposed 3/2", new TransposedConvolution(3, 3, 2, true));
		layers.put("transposed 1/2", new TransposedConvolution(3, 1, 2, false));
		layers.put("batch", Normalization.batch());
		layers.put("groups", new Normalization(Normalization.Kind.GROUP, 2, 1e-3, 0.9));
		layers.put("nearest", Upsampling.nearest(3));
		layers.put("bilinear", new Upsampling(2, Upsampling.Method.BILINEAR));
		layers.put("zeros", new ZeroPadding(1, 2, 3, 0));
		layers.put("dense", Dense.of(5));
		layers.put("dropout", new Dropout(0.5));
		return layers.entrySet().stream().map(layer -> Arguments.of(layer.getKey(), layer.getValue()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("layers")
	void tensorflow_computes_the_same_as_the_reference(String name, Layer layer) throws IOException {
		Network network = Network.input("image", new Shape(13, 16, 4)).then("tested", layer);
		agrees(network, DrawnNumbers.weights(Weights.initialise(network, 7)), DrawnNumbers.tensor(2, 13, 16, 4));
	}

	@Test
	void several_inputs_of_a_node_are_added_or_joined() throws IOException {
		Network network = Network.input("image", 3).then("a", Convolution.of(3, 3)).then("b", Convolution.of(3, 1), "image")
			.then("sum", Join.add(), "a", "b", "image").then("all", Join.concatenate(), "sum", "image", "a").withOutputs("all", "b");
		agrees(network, DrawnNumbers.weights(Weights.initialise(network, 7)), DrawnNumbers.tensor(1, 9, 14, 3));
	}

	private void agrees(Network network, Weights weights, Tensor image) throws IOException {
		Map<String, Tensor> expected;
		try (Runner runner = new ReferenceProvider().open(BackendOptions.cpu()).runner(network, weights)) {
			expected = runner.run(Map.of("image", image));
		}
		for (OnnxWriter.Layout layout : OnnxWriter.Layout.values()) {
			boolean isFirst = layout == OnnxWriter.Layout.CHANNELS_FIRST;
			Path model = unpacked(SavedModelWriter.write(network, weights, layout), layout.name());
			Map<String, Tensor> answers = tensorFlow(model, isFirst ? image.transposed(0, 3, 1, 2) : image);
			assertThat(answers.keySet()).isEqualTo(expected.keySet());
			expected.forEach((output, values) -> assertClose(isFirst ? answers.get(output).transposed(0, 2, 3, 1) : answers.get(output), values));
		}
	}

	private Path unpacked(byte[] zip, String name) throws IOException {
		Path target = Files.createDirectories(folder.resolve(name));
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				if (entry.isDirectory()) Files.createDirectories(target.resolve(entry.getName()));
				else
					Files.write(target.resolve(entry.getName()), in.readAllBytes());
			}
		}
		return target;
	}

	private static Map<String, Tensor> tensorFlow(Path model, Tensor image) {
		Map<String, Tensor> answers = new LinkedHashMap<>();
		long[] extents = Arrays.stream(image.shape()).asLongStream().toArray();
		try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve");
			TFloat32 input = TFloat32.tensorOf(org.tensorflow.ndarray.Shape.of(extents), DataBuffers.of(image.data()));
			Result result = bundle.function("serving_default").call(Map.of("image", input))) {
			result.forEach(entry -> {
				TFloat32 values = (TFloat32) entry.getValue();
				float[] data = new float[(int) values.size()];
				values.copyTo(DataBuffers.of(data));
				answers.put(entry.getKey(), Tensor.of(data, Arrays.stream(values.shape().asArray()).mapToInt(Math::toIntExact).toArray()));
			});
		}
		return answers;
	}

	private static void assertClose(Tensor ours, Tensor theirs) {
		assertThat(ours.shape()).isEqualTo(theirs.shape());
		for (int i = 0; i < theirs.data().length; i++)
			assertThat(ours.data()[i]).as("value %d", i).isEqualTo(theirs.data()[i], within(1e-4f));
	}

	@Test
	void a_bundled_model_is_the_same_in_tensorflow_and_comes_back() throws Exception {
		Model nuclei = ModelStore.standard().load("nuclei");
		agrees(nuclei.network(), nuclei.weights(), DrawnNumbers.tensor(1, 48, 32, 1));
		Network one = nuclei.network().upTo("foreground");
		Path file = Files.write(folder.resolve("foreground.zip"), SavedModelWriter.write(one, nuclei.weights().of(one), OnnxWriter.Layout.CHANNELS_LAST));
		assertThat(ModelImport.read(file, Optional.empty()).notes().get(0)).contains("taken as foreground");
	}

	@Test
	void the_same_model_gives_the_same_bytes() {
		Network network = Network.input("image", 1).then("a", Convolution.of(2, 3));
		Weights weights = Weights.initialise(network, 1);
		assertThat(SavedModelWriter.write(network, weights, OnnxWriter.Layout.CHANNELS_LAST))
			.isEqualTo(SavedModelWriter.write(network, weights, OnnxWriter.Layout.CHANNELS_LAST));
	}

	@Test
	void a_layer_without_an_operation_is_refused_by_its_name() {
		Network network = Network.input("image", 1).then("where", new SoftArgmax());
		assertThatIllegalArgumentException().isThrownBy(() -> SavedModelWriter.write(network, new Weights(Map.of()), OnnxWriter.Layout.CHANNELS_LAST))
			.withMessageContaining("SoftArgmax at 'where'");
	}
}

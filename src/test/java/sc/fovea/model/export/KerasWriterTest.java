package sc.fovea.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
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

/** Exported Keras models, read by Fovea as it reads those that Keras wrote; Keras itself was asked for the order of its layers. */
class KerasWriterTest {

	private static final KerasWriter.Container KERAS = KerasWriter.Container.KERAS;

	@TempDir
	Path folder;

	static Stream<Arguments> layers() {
		Map<String, Layer> layers = new LinkedHashMap<>();
		for (Convolution.Connection connection : Convolution.Connection.values()) {
			layers.put(connection + " same", new Convolution(2, Size.of(3), Size.of(1), 1, Padding.SAME, connection, true));
			layers.put(connection + " even", new Convolution(2, new Size(2, 4), Size.of(1), 1, Padding.SAME, connection, false));
			layers.put(connection + " stride", new Convolution(2, Size.of(3), Size.of(2), 1, Padding.SAME, connection, true));
			layers.put(connection + " wide stride", new Convolution(2, Size.of(5), Size.of(3), 1, Padding.SAME, connection, true));
			layers.put(connection + " dilated", new Convolution(2, Size.of(3), Size.of(1), 2, Padding.SAME, connection, true));
		}
		layers.put("oblong stride", new Convolution(3, new Size(3, 5), new Size(2, 1), 1, Padding.VALID, Convolution.Connection.FULL, true));
		for (Pooling.Kind kind : List.of(Pooling.Kind.MAX, Pooling.Kind.AVERAGE)) {
			layers.put(kind + " 2", Pooling.of(kind, 2));
			layers.put(kind + " 3/1", new Pooling(kind, Size.of(3), Size.of(1), Padding.SAME));
			layers.put(kind + " valid", new Pooling(kind, new Size(3, 2), Size.of(2), Padding.VALID));
			layers.put(kind + " global", new GlobalPooling(kind));
		}
		for (Activation.Function function : Activation.Function.values()) {
			boolean isSame = !List.of("HARD_SIGMOID", "HARD_SWISH", "MISH", "GELU").contains(function.name());
			if (isSame) layers.put("" + function, new Activation(function));
		}
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
	void a_layer_comes_back_as_the_same_function(String name, Layer layer) throws IOException {
		Network fixed = Network.input("image", new Shape(13, 16, 4)).then("tested", layer);
		comesBack(fixed, DrawnNumbers.weights(Weights.initialise(fixed, 7)), DrawnNumbers.tensor(2, 13, 16, 4));
		if (layer instanceof Dense) return;
		Network free = Network.input("image", 4).then("tested", layer);
		comesBack(free, DrawnNumbers.weights(Weights.initialise(free, 7)), DrawnNumbers.tensor(1, 11, 14, 4));
	}

	@Test
	void a_maximum_over_zeros_is_exported_where_nothing_is_below_them() throws IOException {
		Network network = Network.input("image", 2).then("positive", Activation.relu()).then("most",
			new Pooling(Pooling.Kind.MAX, Size.of(3), Size.of(2), Padding.SAME));
		comesBack(network, new Weights(Map.of()), DrawnNumbers.tensor(1, 9, 12, 2));
		Network any = Network.input("image", 2).then("most", new Pooling(Pooling.Kind.MAX, Size.of(3), Size.of(2), Padding.SAME));
		assertThatIllegalArgumentException().isThrownBy(() -> KerasWriter.write(any, new Weights(Map.of()), KERAS)).withMessageContaining("Pooling")
			.withMessageContaining("'most'");
	}

	/** Vectors behind dense layers meet pooled images, and become images again for a convolution. */
	@Test
	void vectors_and_images_of_one_pixel_go_together() throws IOException {
		Network network = Network.input("image", 3).then("pooled", new GlobalPooling(Pooling.Kind.AVERAGE)).then("a", Dense.of(4)).then("b", Activation.relu())
			.then("both", Join.concatenate(), "b", "pooled").then("c", Convolution.of(5, 1)).then("classes", new Activation(Activation.Function.SOFTMAX));
		comesBack(network, DrawnNumbers.weights(Weights.initialise(network, 3)), DrawnNumbers.tensor(1, 6, 7, 3));
	}

	private static Network branches() {
		return Network.input("image", 3).then("stem", Convolution.of(4, 3)).then("left", Convolution.of(4, 3), "stem").then("left2", Convolution.of(4, 1))
			.then("right", Convolution.of(4, 1), "stem").then("sum", Join.add(), "right", "left2").then("early", Convolution.of(2, 1), "stem")
			.then("late", Convolution.of(2, 1), "sum").then("unused", Convolution.of(3, 3), "stem").withOutputs("late", "early");
	}

	/** {@code [layer.name for layer in keras.models.load_model("branches.keras").layers]}, Keras 3.15. */
	@Test
	void layers_stand_in_the_order_that_keras_gives_them() throws IOException {
		Network network = branches();
		String config = new String(entry(KerasWriter.write(network, Weights.initialise(network, 1), KERAS), "config.json"), StandardCharsets.UTF_8);
		assertThat(Pattern.compile("\\},\"name\":\"(\\w+)\"").matcher(config).results().map(result -> result.group(1))).containsExactlyElementsOf(KERAS_ORDER);
	}

	private static final List<String> KERAS_ORDER = List.of("image", "stem", "left", "right", "left2", "sum", "late", "early");

	@Test
	void bundled_models_come_back_as_the_same_functions() throws IOException {
		for (String name : List.of("nuclei", "blood-cells", "white-cells")) {
			Model model = ModelStore.standard().load(name);
			Shape shape = model.network().inputs().get(model.imageInput());
			Tensor image = DrawnNumbers.tensor(1, shape.isFixed() ? shape.height() : 64, shape.isFixed() ? shape.width() : 128, shape.channels());
			comesBack(model.network(), model.weights(), image);
		}
	}

	/** Fovea reads the first output only: each is exported alone, too. */
	private void comesBack(Network network, Weights weights, Tensor image) throws IOException {
		for (String output : network.outputs()) {
			Network one = network.upTo(output);
			Tensor expected = answer(one, weights.of(one), image);
			for (KerasWriter.Container container : KerasWriter.Container.values()) {
				if (container == KerasWriter.Container.H5 && weights.of(one).tensors().isEmpty()) continue;
				Path file = Files.write(folder.resolve(output + System.nanoTime()), KerasWriter.write(one, weights.of(one), container));
				Model read = ModelImport.read(file, Optional.empty()).model();
				Network own = read.network().upTo(output);
				assertClose(answer(own, read.weights().of(own), image), expected);
			}
		}
	}

	private static Tensor answer(Network network, Weights weights, Tensor image) {
		String input = network.inputs().keySet().iterator().next();
		boolean isLarge = image.data().length > 5000;
		try (Runner runner = (isLarge ? new TensorFlowProvider() : new ReferenceProvider()).open(BackendOptions.cpu()).runner(network, weights)) {
			return runner.run(Map.of(input, image)).get(network.outputs().get(0));
		}
	}

	private static void assertClose(Tensor ours, Tensor theirs) {
		assertThat(ours.shape()).isEqualTo(theirs.shape());
		for (int i = 0; i < theirs.data().length; i++)
			assertThat(ours.data()[i]).as("value %d", i).isEqualTo(theirs.data()[i], within(1e-4f));
	}

	@Test
	void the_same_model_gives_the_same_bytes() throws IOException {
		Network network = branches();
		Weights weights = Weights.initialise(network, 1);
		assertThat(KerasWriter.write(network, weights, KERAS)).isEqualTo(KerasWriter.write(network, weights, KERAS));
	}

	@Test
	void what_keras_has_not_is_refused_by_its_name() {
		assertRefused(new SoftArgmax(), "SoftArgmax at 'odd'");
		assertRefused(new Pooling(Pooling.Kind.L2, Size.of(2), Size.of(2), Padding.SAME), "Pooling by the L2 norm at 'odd'");
		assertRefused(new GlobalPooling(Pooling.Kind.L2), "GlobalPooling by the L2 norm at 'odd'");
		assertRefused(new Activation(Activation.Function.GELU), "GELU at 'odd'");
		assertRefused(new Convolution(1, Size.of(3), new Size(2, 1), 1, Padding.VALID, Convolution.Connection.DEPTHWISE, true), "equal steps");
		assertRefused(new Pooling(Pooling.Kind.AVERAGE, Size.of(3), Size.of(2), Padding.SAME), "at 'odd'");
	}

	@Test
	void a_description_that_is_too_long_for_an_attribute_is_refused_for_h5_alone() throws IOException {
		Network network = Network.input("image", 1).then("first", Convolution.of(1, 1));
		for (int i = 0; i < 600; i++)
			network = network.then("node" + i, Activation.relu());
		Network deep = network;
		assertThat(KerasWriter.write(deep, Weights.initialise(deep, 1), KERAS)).isNotEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> KerasWriter.write(deep, Weights.initialise(deep, 1), KerasWriter.Container.H5))
			.withMessageContaining("at most 58000 letters for .h5").withMessageContaining(".keras takes any");
	}

	private static void assertRefused(Layer layer, String words) {
		Network network = Network.input("image", 2).then("odd", layer);
		assertThatIllegalArgumentException().isThrownBy(() -> KerasWriter.write(network, Weights.initialise(network, 1), KERAS)).withMessageContaining(words);
	}

	private static byte[] entry(byte[] file, String name) throws IOException {
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				if (entry.getName().equals(name)) return zip.readAllBytes();
			}
		}
		throw new IOException("no " + name);
	}
}

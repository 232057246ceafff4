package sc.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class NetworkTableTest {

	/** One of each. */
	private static final List<Layer> LAYERS = List.of(Convolution.of(2, 3), new TransposedConvolution(4, 2, 2, true), ZeroPadding.of(1), Pooling.max(2),
		new GlobalPooling(Pooling.Kind.AVERAGE), new Dropout(0.5), Normalization.batch(), Activation.relu(), Upsampling.nearest(2), Join.add(), Dense.of(3),
		new RoiAlign(7, 2, 16), new RoiPooling(6, 1, 8), new SoftArgmax());

	@Test
	void a_table_lines_up_its_columns_and_names_every_layer_in_words() {
		Network network = Network.input("image", 1)
			.then("conv", Convolution.of(1000, 3).stride(2).padding(Padding.VALID).withoutBias())
			.then("norm", Normalization.batch())
			.then("relu", Activation.relu())
			.then("pool", new GlobalPooling(Pooling.Kind.AVERAGE));
		assertThat(network.describe()).isEqualTo(String.join("\n",
			"node   layer                                inputs  shape             weights  sees  halo",
			"image  input                                        (any, any, 1)",
			"conv   convolution 3x3, stride 2, unpadded  image   (any, any, 1000)    9,000  3x3   1",
			"norm   batch normalization                  conv    (any, any, 1000)    4,000  3x3   1",
			"relu   relu                                 norm    (any, any, 1000)           3x3   1",
			"pool   global average pooling               relu    (1, 1, 1000)               all   all",
			"outputs: pool; weights: 13,000", ""));
	}

	@Test
	void every_layer_has_a_summary_of_its_own() {
		Network network = Network.input("x", 4).withInput("r", new Shape(1, 1, 5))
			.then("a", Convolution.depthwise(3).dilation(2), "x")
			.then("b", new Pooling(Pooling.Kind.L2, new Size(3, 2), new Size(2, 1), Padding.SAME))
			.then("c", new TransposedConvolution(4, 2, 2, true), "x")
			.then("d", Upsampling.nearest(2), "x")
			.then("e", Join.add(), "x", "a")
			.then("f", Normalization.group(2), "x")
			.then("g", new Dropout(0.5))
			.then("h", new RoiAlign(7, 2, 16), "g", "r")
			.then("pooled", new RoiPooling(6, 1, 8), "g", "r")
			.then("i", Dense.of(3), "h")
			.then("z", new ZeroPadding(0, 1, 2, 3), "x")
			.then("j", new Activation(Activation.Function.LEAKY_RELU))
			.then("k", new SoftArgmax());
		List<String> layers = network.describe().lines().skip(3).limit(13).map(l -> l.split(" {2,}")[1]).toList();
		assertThat(layers).containsExactly("depthwise convolution 3x3, dilation 2", "l2 pooling 3x2, stride 2x1",
			"transposed convolution 2x2, stride 2", "nearest upsampling by 2", "add", "group normalization, groups 2", "dropout 0.5",
			"region align 7x7, stride 16", "region pooling 6x6, stride 8", "dense",
			"zeros 0 above, 1 below, 2 left, 3 right", "leaky relu", "soft argmax");
	}

	@Test
	void every_permitted_layer_has_a_summary() {
		List<Class<?>> described = LAYERS.stream().map(Layer::getClass).collect(Collectors.toList());
		assertThat(described).as("one of each").containsExactlyInAnyOrderElementsOf(permitted(Layer.class).toList());
		Network network = Network.input("x", new Shape(8, 8, 4)).withInput("r", new Shape(1, 1, RegionLayer.REGION));
		for (Layer layer : LAYERS) {
			String[] inputs = layer instanceof RegionLayer
				? new String[] { "x", "r" }
				: layer instanceof Join ? new String[] { "x", "x" } : new String[] { "x" };
			network = network.then("n" + network.nodes().size(), layer, inputs);
		}
		List<String> words = network.describe().lines().skip(3).limit(LAYERS.size()).map(l -> l.split(" {2,}")[1]).toList();
		assertThat(words).doesNotHaveDuplicates().filteredOn("dense"::equals).hasSize(1);
	}

	private static Stream<Class<?>> permitted(Class<?> type) {
		return type.isRecord() ? Stream.of(type) : Stream.of(type.getPermittedSubclasses()).flatMap(NetworkTableTest::permitted);
	}
}

package sc.fovea.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.model.zoo.OnnxFile.Item;
import sc.fovea.model.zoo.OnnxFile.Wholes;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;

/** Single operations of ONNX, by their formulas, and what is refused. */
class OnnxOperationsTest {

	private static final int CHANNELS = 4;

	/** A graph in the making; its input is "x", its output the last value. */
	private static final class Graph {

		private final List<Item> nodes = new ArrayList<>();
		private final Map<String, Object> constants = new HashMap<>();
		private long version = 20;

		Graph of(String operation, String output, List<String> inputs, Object... attributes) {
			Map<String, Object> map = new HashMap<>();
			for (int i = 0; i < attributes.length; i += 2)
				map.put((String) attributes[i], attributes[i + 1]);
			nodes.add(new Item(operation, output, inputs, List.of(output.split(" ")), map));
			return this;
		}

		Graph with(String name, long... values) {
			constants.put(name, new Wholes(values, values.length));
			return this;
		}

		Graph with(String name, Tensor values) {
			constants.put(name, values);
			return this;
		}

		Graph version(long number) {
			version = number;
			return this;
		}

		OnnxBuilder built(long... extents) {
			List<String> last = nodes.get(nodes.size() - 1).outputs();
			OnnxFile file = new OnnxFile(nodes, constants, Map.of("x", extents), List.of(last.get(last.size() - 1)), version);
			return new OnnxSource(file).build();
		}

		OnnxBuilder built() {
			return built(-1, CHANNELS, -1, -1);
		}

		Tensor answer(Tensor image) {
			OnnxBuilder built = built();
			try (Runner runner = new ReferenceProvider().open(BackendOptions.cpu()).runner(built.network(), built.weights())) {
				return runner.run(image);
			}
		}
	}

	private static Tensor number(float... values) {
		return Tensor.of(values, values.length);
	}

	private static Tensor image(int height, int width) {
		Tensor image = Tensor.zeros(1, height, width, CHANNELS);
		for (int i = 0; i < image.data().length; i++)
			image.data()[i] = (i * 37 % 101) / 10f - 5;
		return image;
	}

	static Stream<Arguments> functions() {
		return Stream.of(Arguments.of(new Graph().of("LeakyRelu", "y", List.of("x")), (DoubleUnaryOperator) x -> x > 0 ? x : 0.01 * x),
			Arguments.of(new Graph().of("LeakyRelu", "y", List.of("x"), "alpha", 0.2f), (DoubleUnaryOperator) x -> x > 0 ? x : 0.2 * x),
			Arguments.of(new Graph().with("s", number(0.3f)).of("PRelu", "y", List.of("x", "s")), (DoubleUnaryOperator) x -> x > 0 ? x : 0.3 * x),
			Arguments.of(new Graph().of("HardSigmoid", "y", List.of("x")), (DoubleUnaryOperator) x -> Math.min(Math.max(0.2 * x + 0.5, 0), 1)),
			Arguments.of(new Graph().of("HardSwish", "y", List.of("x")), (DoubleUnaryOperator) x -> x * Math.min(Math.max(x / 6 + 0.5, 0), 1)),
			Arguments.of(new Graph().of("Mish", "y", List.of("x")), (DoubleUnaryOperator) x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
			Arguments.of(new Graph().of("Sigmoid", "g", List.of("x")).of("Mul", "y", List.of("g", "x")), (DoubleUnaryOperator) x -> x / (1 + Math.exp(-x))),
			Arguments.of(new Graph().with("a", number(-1)).with("b", number(2.5f)).of("Clip", "y", List.of("x", "a", "b")),
				(DoubleUnaryOperator) x -> Math.min(Math.max(x, -1), 2.5)),
			Arguments.of(new Graph().of("Clip", "y", List.of("x"), "min", 0f, "max", 1f), (DoubleUnaryOperator) x -> Math.min(Math.max(x, 0), 1)),
			Arguments.of(new Graph().with("c", number(3)).of("Sub", "y", List.of("c", "x")), (DoubleUnaryOperator) x -> 3 - x),
			Arguments.of(new Graph().of("Neg", "n", List.of("x")).of("Sub", "y", List.of("x", "n")), (DoubleUnaryOperator) x -> 2 * x),
			Arguments.of(new Graph().of("Identity", "i", List.of("x")).of("Dropout", "d", List.of("i")).of("Cast", "y", List.of("d"), "to", 1L),
				(DoubleUnaryOperator) x -> x));
	}

	@ParameterizedTest
	@MethodSource("functions")
	void a_function_is_that_of_its_formula(Graph graph, DoubleUnaryOperator formula) {
		Tensor image = image(3, 5);
		Tensor answer = graph.answer(image);
		for (int i = 0; i < image.data().length; i++)
			assertThat(answer.data()[i]).isEqualTo((float) formula.applyAsDouble(image.data()[i]), within(2e-6f * 6));
	}

	@Test
	void channels_are_sliced_and_split() {
		Tensor image = image(2, 3);
		Tensor slice = new Graph().with("from", 1).with("to", 9223372036854775807L).with("axis", 1).with("step", 2)
			.of("Slice", "y", List.of("x", "from", "to", "axis", "step")).answer(image);
		Tensor split = new Graph().with("parts", 3, 1).of("Split", "a b", List.of("x", "parts"), "axis", 1L).answer(image);
		for (int p = 0; p < 6; p++) {
			assertThat(Arrays.copyOfRange(slice.data(), 2 * p, 2 * p + 2)).containsExactly(image.data()[4 * p + 1], image.data()[4 * p + 3]);
			assertThat(split.data()[p]).isEqualTo(image.data()[4 * p + 3]);
		}
	}

	/** Output pixel (2i + u, 2j + v) of the only channel is channel 2u + v of pixel (i, j). */
	@Test
	void channels_become_pixels_and_come_back() {
		Tensor image = image(2, 3);
		for (String mode : new String[] { "DCR", "CRD" }) {
			Tensor large = new Graph().of("DepthToSpace", "y", List.of("x"), "blocksize", 2L, "mode", mode).answer(image);
			assertThat(large.shape()).containsExactly(1, 4, 6, 1);
			for (int y = 0; y < 4; y++)
				for (int x = 0; x < 6; x++)
					assertThat(large.data()[6 * y + x]).isEqualTo(image.data()[(y / 2 * 3 + x / 2) * 4 + 2 * (y % 2) + x % 2]);
		}
		Tensor again = new Graph().of("DepthToSpace", "y", List.of("x"), "blocksize", 2L).of("SpaceToDepth", "z", List.of("y"), "blocksize", 2L).answer(image);
		assertThat(again).isEqualTo(image);
	}

	/** Mean 0 and variance 1 in each group of two channels, then scale and shift of each channel, as in Wu and He 2018. */
	@Test
	void groups_are_normalized_whether_scaled_by_group_or_by_channel() {
		Tensor image = image(4, 5);
		Tensor byChannel = new Graph().with("s", number(1, 2, 3, 4)).with("b", number(0, 0, 5, 6))
			.of("GroupNormalization", "y", List.of("x", "s", "b"), "num_groups", 2L).answer(image);
		Tensor byGroup = new Graph().with("s", number(2, 3)).with("b", number(1, 0)).of("GroupNormalization", "y", List.of("x", "s", "b"), "num_groups", 2L)
			.answer(image);
		for (int i = 0; i < image.data().length; i++) {
			int c = i % CHANNELS;
			double mean = 0;
			double square = 0;
			for (int k = 0; k < image.data().length; k++) {
				boolean isOfGroup = k % CHANNELS / 2 == c / 2;
				mean += isOfGroup ? image.data()[k] / 40.0 : 0;
				square += isOfGroup ? image.data()[k] * (double) image.data()[k] / 40 : 0;
			}
			double normal = (image.data()[i] - mean) / Math.sqrt(square - mean * mean + 1e-5);
			assertThat(byChannel.data()[i]).isEqualTo((float) ((c + 1) * normal + (c < 2 ? 0 : 3 + c)), within(1e-4f));
			assertThat(byGroup.data()[i]).isEqualTo((float) (c < 2 ? 2 * normal + 1 : 3 * normal), within(1e-4f));
		}
	}

	/** Rows of 3 values and steps of 2 on 6 rows: two windows, or three of which the last is cut. */
	@Test
	void windows_are_as_many_as_the_mode_says() {
		Tensor image = image(6, 6);
		for (long isCeiled = 0; isCeiled < 2; isCeiled++) {
			Tensor answer = new Graph()
				.of("MaxPool", "y", List.of("x"), "kernel_shape", new long[] { 3, 3 }, "strides", new long[] { 2, 2 }, "ceil_mode", isCeiled)
				.answer(image);
			int count = isCeiled == 1 ? 3 : 2;
			assertThat(answer.shape()).containsExactly(1, count, count, CHANNELS);
			float most = Float.NEGATIVE_INFINITY;
			for (int y = 2 * count - 2; y < Math.min(6, 2 * count + 1); y++)
				for (int x = 2 * count - 2; x < Math.min(6, 2 * count + 1); x++)
					most = Math.max(most, image.data()[(6 * y + x) * CHANNELS]);
			assertThat(answer.data()[(count * count - 1) * CHANNELS]).isEqualTo(most);
		}
	}

	/** Written as x.shape[2] * 2, with floats and back, as tracing writes it. */
	@Test
	void an_image_is_resized_by_a_factor_that_is_computed() {
		Graph graph = new Graph().with("spatial", 2, 3).with("two", number(2)).of("Shape", "s", List.of("x"))
			.of("Gather", "hw", List.of("s", "spatial"), "axis", 0L)
			.of("Cast", "f", List.of("hw"), "to", 1L).of("Mul", "d", List.of("f", "two")).of("Floor", "l", List.of("d")).of("Cast", "w", List.of("l"), "to", 7L)
			.of("Slice", "nc", List.of("s"), "starts", new long[] { 0 }, "ends", new long[] { 2 }).of("Concat", "size", List.of("nc", "w"), "axis", 0L)
			.of("Resize", "y", List.of("x", "", "", "size"), "coordinate_transformation_mode", "asymmetric", "nearest_mode", "floor");
		Tensor image = image(2, 3);
		Tensor large = graph.answer(image);
		assertThat(large.shape()).containsExactly(1, 4, 6, CHANNELS);
		assertThat(large.data()[CHANNELS * (6 * 3 + 4)]).isEqualTo(image.data()[CHANNELS * (3 + 2)]);
	}

	static Stream<Arguments> refusals() {
		String shape = "Shape";
		return Stream.of(Arguments.of(new Graph().of("LRN", "y", List.of("x")), "Operation LRN \"y\": Expected an operation that Fovea has"),
			Arguments.of(new Graph().of("LayerNormalization", "y", List.of("x")), "Operation LayerNormalization"),
			Arguments.of(new Graph().of("ArgMax", "y", List.of("x")), "Operation ArgMax"),
			Arguments.of(new Graph().of("Gelu", "y", List.of("x")), "Expected the approximation by tanh, got \"none\"."),
			Arguments.of(new Graph().of("Mul", "y", List.of("x", "x")), "got one of two images"),
			Arguments.of(new Graph().of("Softmax", "y", List.of("x"), "axis", 2L), "got one over axis 2"),
			Arguments.of(new Graph().version(11).of("Softmax", "y", List.of("x"), "axis", 1L), "got one over axis 1 of [N, 4, H, W] by version 11."),
			Arguments.of(new Graph().with("a", 8).with("b", 24).with("c", 2).of("Slice", "y", List.of("x", "a", "b", "c")),
				"Expected a slice of channels, got one along axis 2 of [N, 4, H, W]."),
			Arguments.of(new Graph().with("f", 1, 2, -1).of("Reshape", "y", List.of("x", "f")),
				"Output \"y\": Expected an image or a vector, got the extents [1, 2, 2·N·H·W]."),
			Arguments.of(new Graph().with("f", 0, 2, -1).of("Reshape", "y", List.of("x", "f")).of("GlobalAveragePool", "z", List.of("y")),
				"Expected an image (N, C, H, W), got one of the extents [N, 2, 2·H·W]."),
			Arguments.of(new Graph().with("s", 1, CHANNELS, 64, 64).of("Resize", "y", List.of("x", "", "", "s")),
				"Expected equal whole factors, got an image of [N, 4, H, W] that becomes [1, 4, 64, 64]."),
			Arguments.of(new Graph().of("MaxPool", "y", List.of("x"), "kernel_shape", new long[] { 3, 3 }, "strides", new long[] { 4, 4 }, "pads",
				new long[] { 1, 1, 0, 0 }, "ceil_mode", 1L), "Expected whole windows, got ceil_mode with pads [1, 1, 0, 0]."),
			Arguments.of(new Graph().of("AveragePool", "y", List.of("x"), "kernel_shape", new long[] { 2, 2 }).of("MaxPool", "z", List.of("y"), "kernel_shape",
				new long[] { 2, 2 }, "strides", new long[] { 2, 2 }, "auto_pad", "SAME_UPPER"), "for automatic pads, got H - 1 and W - 1."),
			Arguments.of(new Graph().of("Cast", "y", List.of("x"), "to", 7L), "got one that becomes whole numbers"),
			Arguments.of(new Graph().with("n", 1L << 40).of("ConstantOfShape", "y", List.of("n")).of("Add", "z", List.of("x", "y")),
				"Operation ConstantOfShape"),
			Arguments.of(new Graph().with("a", 0).with("b", 1L << 60).with("c", 1).of("Range", "y", List.of("a", "b", "c")), "Operation Range"),
			Arguments.of(powers(new Graph().of(shape, "s0", List.of("x"))), "Expected powers of sizes up to 8, got more."),
			Arguments.of(new Graph().with("k", 64).of(shape, "s", List.of("x"), "start", 2L).of("Div", "q", List.of("s", "k")).of("Relu", "y", List.of("x")),
				"Expected sizes that are whole for every image of a multiple of 1 pixels, as the layers need it, got H/64."));
	}

	private static Graph powers(Graph graph) {
		for (int i = 0; i < 40; i++)
			graph.of("Mul", "s" + (i + 1), List.of("s" + i, "s" + i));
		return graph;
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void what_cannot_be_had_is_refused_by_name(Graph graph, String part) {
		assertThatThrownBy(graph::built).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(part);
	}

	/** A file that is written for one size only, where the sizes of that image are a whole factor apart. */
	@Test
	void sizes_that_are_written_out_become_factors_where_the_size_of_the_image_is_known() {
		Graph graph = new Graph().with("s", 1, CHANNELS, 64, 96).of("Resize", "y", List.of("x", "", "", "s"), "coordinate_transformation_mode", "asymmetric",
			"nearest_mode", "floor");
		assertThat(graph.built(1, CHANNELS, 32, 48).network().inputs()).containsEntry("x", Shape.ofChannels(CHANNELS));
		assertThatThrownBy(() -> graph.built(1, CHANNELS, 30, 48)).hasMessageContaining("Expected equal whole factors");
	}
}

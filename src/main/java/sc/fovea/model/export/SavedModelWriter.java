package sc.fovea.model.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import sc.fovea.model.export.TensorFlowGraph.Attributes;
import sc.fovea.model.export.TensorFlowGraph.Signed;
import sc.fovea.net.Activation;
import sc.fovea.net.Axis;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Dropout;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Join;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
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

/**
 * A network as a SavedModel of TensorFlow whose weights are constants, of operations that TensorFlow 1.15 has and every later one still has: what CSBDeep, deepImageJ and
 * Python read. Paddings are written out where TensorFlow's SAME depends on the size of the image; statistics of batch normalizations are folded into a product and a sum.
 *
 * <pre>{@code
 * byte[] zip = SavedModelWriter.write(model.network(), model.weights(), OnnxWriter.Layout.CHANNELS_LAST);
 * }</pre>
 */
public final class SavedModelWriter {

	/** Version of TensorFlow whose operations it keeps to. */
	public static final String VERSION = "1.15.0";

	private static final float LEAK = 0.2f;

	private final Network network;
	private final Weights weights;
	private final Map<String, Shape> shapes;
	private final TensorFlowGraph graph = new TensorFlowGraph();
	private final Map<String, String> values = new HashMap<>();

	private SavedModelWriter(Network network, Weights weights) {
		this.network = network;
		this.weights = weights;
		this.shapes = network.shapes();
	}

	/**
	 * The bytes of a zip with {@code saved_model.pb} and an empty folder {@code variables}.
	 *
	 * @param layout of inputs and outputs; channels last is TensorFlow's own
	 * @throws IllegalArgumentException naming the node and layer that the export has not
	 */
	public static byte[] write(Network network, Weights weights, OnnxWriter.Layout layout) {
		byte[] model = new SavedModelWriter(network, weights).write(layout == OnnxWriter.Layout.CHANNELS_FIRST);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (String name : List.of("saved_model.pb", "variables/")) {
				ZipEntry entry = new ZipEntry(name);
				// The same model gives the same bytes.
				entry.setTime(0);
				zip.putNextEntry(entry);
				if (!entry.isDirectory()) zip.write(model);
				zip.closeEntry();
			}
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return bytes.toByteArray();
	}

	private byte[] write(boolean isFirst) {
		Map<String, Signed> inputs = new LinkedHashMap<>();
		network.inputs().forEach((name, shape) -> {
			String image = graph.input(name, extents(shape, isFirst));
			inputs.put(name, new Signed(image, extents(shape, isFirst)));
			values.put(name, isFirst ? transpose(image, name + "/last", 0, 2, 3, 1) : image);
		});
		network.nodes().forEach(node -> values.put(node.name(), value(node)));
		Map<String, Signed> outputs = new LinkedHashMap<>();
		for (String name : network.outputs()) {
			String own = values.get(name);
			String output = isFirst ? transpose(own, name + "/first", 0, 3, 1, 2) : graph.node("Identity", name + "/output", List.of(own), Attributes.of());
			outputs.put(name, new Signed(output, extents(shapes.get(name), isFirst)));
		}
		return graph.savedModel(inputs, outputs, VERSION);
	}

	private static int[] extents(Shape shape, boolean isFirst) {
		return isFirst
			? new int[] { -1, shape.channels(), shape.height(), shape.width() }
			: new int[] { -1, shape.height(), shape.width(), shape.channels() };
	}

	private String transpose(String from, String to, int... order) {
		return graph.node("Transpose", to, List.of(from, graph.wholes(to + "/order", order)), Attributes.of("Tperm", TensorFlowGraph.Type.WHOLES));
	}

	/** Adds what a node computes. @return the name of its value */
	private String value(Node node) {
		List<String> inputs = node.inputs().stream().map(values::get).toList();
		String first = inputs.get(0);
		String name = node.name();
		Layer layer = node.layer();
		if (layer instanceof Convolution convolution) return convolution(node, convolution, first);
		if (layer instanceof TransposedConvolution transposed) return transposed(node, transposed, first);
		if (layer instanceof Dense dense) return dense(node, dense, first);
		if (layer instanceof Pooling pooling) return pooling(pooling, first, name);
		if (layer instanceof GlobalPooling pooling) return global(pooling.kind(), first, name);
		if (layer instanceof Normalization normalization) return normalization(node, normalization, first);
		if (layer instanceof Activation activation) return activation(activation.function(), first, name);
		if (layer instanceof Upsampling upsampling) return upsampling(upsampling, first, name);
		if (layer instanceof ZeroPadding zeros) return pad(first, name, new int[] { 0, 0, zeros.top(), zeros.bottom(), zeros.left(), zeros.right(), 0, 0 });
		if (layer instanceof Join join) return join(join.kind(), inputs, name);
		if (layer instanceof Dropout) return first;
		throw new IllegalArgumentException(
			"Expected layers that the export to TensorFlow has, got " + layer.getClass().getSimpleName() + " at '" + node.name() + "'.");
	}

	private String convolution(Node node, Convolution layer, String input) {
		Tensor kernel = weights.get(node.name() + ".kernel");
		boolean isDepthwise = layer.connection() == Convolution.Connection.DEPTHWISE;
		// TensorFlow's depthwise convolution has no dilation on CPUs, and square steps only: holes and missing channels become zeros.
		boolean isSpread = isDepthwise && (layer.dilation() > 1 || layer.stride().height() != layer.stride().width());
		Tensor own = isSpread ? joined(holed(kernel, layer.dilation())) : kernel;
		int dilation = isSpread ? 1 : layer.dilation();
		Windows windows = new Windows(new Size(layer.window(Axis.Y), layer.window(Axis.X)), layer.stride(), layer.padding());
		String padded = padded(windows, input, node.name(), 0);
		String operation = isDepthwise && !isSpread ? "DepthwiseConv2dNative" : "Conv2D";
		String sum = graph.node(operation, node.name(), List.of(padded, graph.floats(node.name() + "/kernel", own.data(), own.shape())),
			Attributes.of("strides", windows.steps(), "padding", windows.rule(), "data_format", "NHWC", "dilations", List.of(1, dilation, dilation, 1)));
		return withBias(node, sum, layer.bias());
	}

	/** Kernel taps (h, w, c, m) at a distance, with zeros between them. */
	private static Tensor holed(Tensor kernel, int dilation) {
		int height = kernel.extent(0);
		int width = kernel.extent(1);
		int row = kernel.extent(2) * kernel.extent(3);
		Tensor holed = Tensor.zeros((height - 1) * dilation + 1, (width - 1) * dilation + 1, kernel.extent(2), kernel.extent(3));
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++)
				System.arraycopy(kernel.data(), (y * width + x) * row, holed.data(), (y * dilation * holed.extent(1) + x * dilation) * row, row);
		}
		return holed;
	}

	/** A depthwise kernel (h, w, c, m) as one (h, w, c, c·m) that sees the other channels with weight 0. */
	private static Tensor joined(Tensor kernel) {
		int in = kernel.extent(2);
		int multiplier = kernel.extent(3);
		Tensor joined = Tensor.zeros(kernel.extent(0), kernel.extent(1), in, in * multiplier);
		for (int i = 0; i < kernel.data().length; i++) {
			int c = i / multiplier % in;
			int tap = i / multiplier / in;
			joined.data()[(tap * in + c) * in * multiplier + c * multiplier + i % multiplier] = kernel.data()[i];
		}
		return joined;
	}

	private String withBias(Node node, String sum, boolean hasBias) {
		if (!hasBias) return sum;
		float[] bias = weights.get(node.name() + ".bias").data();
		return graph.node("BiasAdd", node.name() + "/biased", List.of(sum, graph.floats(node.name() + "/bias", bias, bias.length)),
			Attributes.of("data_format", "NHWC"));
	}

	/** Windows that step over an image. */
	private record Windows(Size window, Size stride, Padding padding) {

		/** Whether TensorFlow pads as Fovea does, whatever the size of the image: where at most one pixel is missing, both add it behind. */
		boolean isNative() {
			boolean isSmall = Math.max(window.height(), window.width()) <= 2 && Math.max(stride.height(), stride.width()) <= 2;
			return padding == Padding.VALID || stride.equals(Size.of(1)) || isSmall;
		}

		String rule() {
			return isNative() ? padding.name() : Padding.VALID.name();
		}

		List<Integer> steps() {
			return List.of(1, stride.height(), stride.width(), 1);
		}

		int[] pads() {
			return new int[] { 0, 0, padding.before(window.height(), stride.height()), padding.after(window.height(), stride.height()),
				padding.before(window.width(), stride.width()), padding.after(window.width(), stride.width()), 0, 0 };
		}
	}

	private String padded(Windows windows, String input, String name, float value) {
		if (windows.isNative()) return input;
		return value == 0
			? pad(input, name + "/padded", windows.pads())
			: graph.node("PadV2", name + "/padded",
				List.of(input, graph.table(name + "/pads", windows.pads(), 4, 2), graph.floats(name + "/value", new float[] { value })),
				Attributes.of("Tpaddings", TensorFlowGraph.Type.WHOLES));
	}

	private String pad(String input, String name, int[] pads) {
		return graph.node("Pad", name, List.of(input, graph.table(name + "/pads", pads, 4, 2)), Attributes.of("Tpaddings", TensorFlowGraph.Type.WHOLES));
	}

	/** TensorFlow's SAME agrees here, because the enlarged image is a multiple of the stride. */
	private String transposed(Node node, TransposedConvolution layer, String input) {
		String name = node.name();
		Tensor kernel = weights.get(name + ".kernel");
		String shape = graph.node("Shape", name + "/shape", List.of(input), Attributes.of("out_type", TensorFlowGraph.Type.WHOLES));
		String batch = slice(shape, name + "/batch", 0, 1);
		String enlarged = graph.node("Mul", name + "/enlarged", List.of(slice(shape, name + "/extents", 1, 2), graph.wholes(name + "/stride", layer.stride())),
			Attributes.of().ofWholes());
		String sizes = graph.node("ConcatV2", name + "/sizes", List.of(batch, enlarged, graph.wholes(name + "/filters", layer.filters()),
			graph.whole(name + "/axis", 0)), Attributes.of("N", 3, "Tidx", TensorFlowGraph.Type.WHOLES).ofWholes());
		String sum = graph.node("Conv2DBackpropInput", name, List.of(sizes, graph.floats(name + "/kernel", kernel.data(), kernel.shape()), input),
			Attributes.of(
				"strides", List.of(1, layer.stride(), layer.stride(), 1), "padding", "SAME", "data_format", "NHWC", "dilations", List.of(1, 1, 1, 1)));
		return withBias(node, sum, layer.bias());
	}

	private String slice(String shape, String name, int from, int count) {
		return graph.node("Slice", name, List.of(shape, graph.wholes(name + "/from", from), graph.wholes(name + "/count", count)),
			Attributes.of("Index", TensorFlowGraph.Type.WHOLES).ofWholes());
	}

	/** A dense layer is a convolution whose kernel is the whole image. */
	private String dense(Node node, Dense layer, String input) {
		Shape in = shapes.get(node.inputs().get(0));
		String kernel = graph.floats(node.name() + "/kernel", weights.get(node.name() + ".kernel").data(), in.height(), in.width(), in.channels(),
			layer.units());
		String sum = graph.node("Conv2D", node.name(), List.of(input, kernel),
			Attributes.of("strides", List.of(1, 1, 1, 1), "padding", "VALID", "data_format", "NHWC", "dilations", List.of(1, 1, 1, 1)));
		return withBias(node, sum, layer.bias());
	}

	private String pooling(Pooling layer, String input, String name) {
		Windows windows = new Windows(layer.window(), layer.stride(), layer.padding());
		return switch (layer.kind()) {
			case MAX -> pool("MaxPool", windows, padded(windows, input, name, -Float.MAX_VALUE), name);
			case AVERAGE -> average(windows, input, name);
			case L2 -> root(average(windows, unary("Square", input, name + "/square"), name + "/mean"), name);
		};
	}

	private String pool(String operation, Windows windows, String input, String name) {
		return graph.node(operation, name, List.of(input), Attributes.of("ksize", List.of(1, windows.window().height(), windows.window().width(), 1), "strides",
			windows.steps(), "padding", windows.rule(), "data_format", "NHWC"));
	}

	/** The padding does not count: after explicit padding the share of real pixels is divided out. */
	private String average(Windows windows, String input, String name) {
		if (windows.isNative()) return pool("AvgPool", windows, input, name);
		String sum = pool("AvgPool", windows, padded(windows, input, name, 0), name + "/all");
		String ones = unary("OnesLike", input, name + "/ones");
		String share = pool("AvgPool", windows, padded(windows, ones, name + "/ones", 0), name + "/share");
		return graph.node("RealDiv", name, List.of(sum, share), Attributes.of());
	}

	private String unary(String operation, String input, String name) {
		return graph.node(operation, name, List.of(input), Attributes.of());
	}

	private String binary(String operation, String a, String b, String name) {
		return graph.node(operation, name, List.of(a, b), Attributes.of());
	}

	private String scalar(String name, double value) {
		return graph.floats(name, new float[] { (float) value });
	}

	/** √(mean + ε). */
	private String root(String mean, String name) {
		return unary("Sqrt", binary("Add", mean, scalar(name + "/epsilon", Pooling.L2_EPSILON), name + "/above"), name);
	}

	private String global(Pooling.Kind kind, String input, String name) {
		return switch (kind) {
			case MAX -> reduce("Max", input, name, 1, 2);
			case AVERAGE -> reduce("Mean", input, name, 1, 2);
			case L2 -> root(reduce("Mean", unary("Square", input, name + "/square"), name + "/mean", 1, 2), name);
		};
	}

	private String reduce(String operation, String input, String name, int... axes) {
		return graph.node(operation, name, List.of(input, graph.wholes(name + "/axes", axes)),
			Attributes.of("keep_dims", true, "Tidx", TensorFlowGraph.Type.WHOLES));
	}

	private String normalization(Node node, Normalization layer, String input) {
		if (layer.kind() == Normalization.Kind.GROUP) return groups(node, layer, input);
		float[] scale = weights.get(node.name() + ".scale").data();
		float[] shift = weights.get(node.name() + ".shift").data();
		float[] mean = weights.get(node.name() + ".mean").data();
		float[] variance = weights.get(node.name() + ".variance").data();
		float[] factor = new float[scale.length];
		float[] offset = new float[scale.length];
		for (int c = 0; c < scale.length; c++) {
			double slope = scale[c] / Math.sqrt(variance[c] + layer.epsilon());
			factor[c] = (float) slope;
			offset[c] = (float) (shift[c] - mean[c] * slope);
		}
		return affine(input, node.name(), factor, offset);
	}

	private String affine(String input, String name, float[] factor, float[] offset) {
		String scaled = binary("Mul", input, graph.floats(name + "/factor", factor, factor.length), name + "/scaled");
		return binary("Add", scaled, graph.floats(name + "/offset", offset, offset.length), name);
	}

	private String groups(Node node, Normalization layer, String input) {
		String name = node.name();
		int channels = weights.get(name + ".scale").extent(0);
		String centred = binary("Sub", input, groupMean(input, name + "/mean", layer.groups(), channels), name + "/centred");
		String variance = groupMean(unary("Square", centred, name + "/squared"), name + "/variance", layer.groups(), channels);
		String inverse = unary("Rsqrt", binary("Add", variance, scalar(name + "/epsilon", layer.epsilon()), name + "/above"), name + "/inverse");
		String normal = binary("Mul", centred, inverse, name + "/normal");
		return affine(normal, name, weights.get(name + ".scale").data(), weights.get(name + ".shift").data());
	}

	/** The mean of each group, for each of its channels: (N, 1, 1, C). */
	private String groupMean(String input, String name, int groups, int channels) {
		String each = reduce("Mean", input, name + "/each", 1, 2);
		String grouped = reshape(each, name + "/grouped", -1, groups, channels / groups);
		String mean = reduce("Mean", grouped, name + "/of", 2);
		String spread = graph.node("Tile", name + "/spread", List.of(mean, graph.wholes(name + "/times", 1, 1, channels / groups)),
			Attributes.of("Tmultiples", TensorFlowGraph.Type.WHOLES));
		return reshape(spread, name, -1, 1, 1, channels);
	}

	private String reshape(String input, String name, int... shape) {
		return graph.node("Reshape", name, List.of(input, graph.wholes(name + "/shape", shape)), Attributes.of("Tshape", TensorFlowGraph.Type.WHOLES));
	}

	private String activation(Activation.Function function, String x, String name) {
		return switch (function) {
			case RELU -> unary("Relu", x, name);
			case RELU6 -> unary("Relu6", x, name);
			case LEAKY_RELU -> graph.node("LeakyRelu", name, List.of(x), Attributes.of("alpha", LEAK));
			case ELU -> unary("Elu", x, name);
			case SELU -> unary("Selu", x, name);
			case SWISH -> binary("Mul", x, unary("Sigmoid", x, name + "/gate"), name);
			case HARD_SIGMOID -> hardSigmoid(x, name);
			case HARD_SWISH -> binary("Mul", x, hardSigmoid(x, name + "/gate"), name);
			case MISH -> binary("Mul", x, unary("Tanh", unary("Softplus", x, name + "/above"), name + "/gate"), name);
			case GELU -> gelu(x, name);
			case SOFTPLUS -> unary("Softplus", x, name);
			case SIGMOID -> unary("Sigmoid", x, name);
			case TANH -> unary("Tanh", x, name);
			case SOFTMAX -> unary("Softmax", x, name);
		};
	}

	/** relu6(x + 3) / 6. */
	private String hardSigmoid(String x, String name) {
		String inside = unary("Relu6", binary("Add", x, scalar(name + "/three", 3), name + "/moved"), name + "/inside");
		return binary("Mul", inside, scalar(name + "/sixth", 1 / 6.0), name);
	}

	/** 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))). */
	private String gelu(String x, String name) {
		String cube = binary("Mul", unary("Square", x, name + "/square"), x, name + "/cube");
		String sum = binary("Add", x, binary("Mul", cube, scalar(name + "/a", 0.044715), name + "/small"), name + "/sum");
		String bend = unary("Tanh", binary("Mul", sum, scalar(name + "/b", Math.sqrt(2 / Math.PI)), name + "/inner"), name + "/bend");
		String lifted = binary("Add", bend, scalar(name + "/one", 1), name + "/lifted");
		return binary("Mul", binary("Mul", x, scalar(name + "/c", 0.5), name + "/half"), lifted, name);
	}

	private String upsampling(Upsampling layer, String input, String name) {
		String shape = graph.node("Shape", name + "/shape", List.of(input), Attributes.of("out_type", TensorFlowGraph.Type.WHOLES));
		String size = graph.node("Mul", name + "/size",
			List.of(slice(shape, name + "/extents", 1, 2), graph.wholes(name + "/times", layer.factor(), layer.factor())),
			Attributes.of().ofWholes());
		return layer.method() == Upsampling.Method.NEAREST
			? graph.node("ResizeNearestNeighbor", name, List.of(input, size), Attributes.of("align_corners", false))
			: graph.node("ResizeBilinear", name, List.of(input, size), Attributes.of("align_corners", false, "half_pixel_centers", true));
	}

	private String join(Join.Kind kind, List<String> inputs, String name) {
		if (kind == Join.Kind.CONCATENATE) {
			List<String> all = new ArrayList<>(inputs);
			all.add(graph.whole(name + "/axis", 3));
			return graph.node("ConcatV2", name, all, Attributes.of("N", inputs.size(), "Tidx", TensorFlowGraph.Type.WHOLES));
		}
		String sum = inputs.get(0);
		for (int i = 1; i < inputs.size(); i++)
			sum = binary("Add", sum, inputs.get(i), i == inputs.size() - 1 ? name : name + "/sum" + i);
		return sum;
	}
}

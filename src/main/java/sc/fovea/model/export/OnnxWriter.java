package sc.fovea.model.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.model.export.OnnxGraph.Attributes;
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
 * A network as ONNX (onnx.ai), opset 13, which ONNX Runtime reads since version 1.6. Paddings are written as numbers; inputs and outputs keep their names.
 *
 * <pre>{@code
 * byte[] onnx = OnnxWriter.write(model.network(), model.weights(), OnnxWriter.Layout.CHANNELS_FIRST);
 * }</pre>
 */
public final class OnnxWriter {

	/** The version of the operators that are written. */
	public static final int OPSET = 13;

	/** Order of the extents of inputs and outputs. */
	public enum Layout {
		/** (N, C, H, W), as programs expect that read ONNX. */
		CHANNELS_FIRST,
		/** (N, H, W, C), as everywhere in Fovea. */
		CHANNELS_LAST
	}

	private final Network network;
	private final Weights weights;
	private final Map<String, Shape> shapes;
	private final OnnxGraph graph = new OnnxGraph();
	/** Names of values by node: that of the node, or of what it passes on unchanged. */
	private final Map<String, String> values = new HashMap<>();

	private OnnxWriter(Network network, Weights weights) {
		this.network = network;
		this.weights = weights;
		this.shapes = network.shapes();
	}

	/**
	 * The bytes of a file.
	 *
	 * @throws IllegalArgumentException naming the node and layer that ONNX cannot express
	 */
	public static byte[] write(Network network, Weights weights, Layout layout) {
		return new OnnxWriter(network, weights).write(layout == Layout.CHANNELS_LAST);
	}

	private byte[] write(boolean isLast) {
		Map<String, int[]> inputs = new LinkedHashMap<>();
		network.inputs().forEach((name, shape) -> {
			inputs.put(name, extents(shape, isLast));
			values.put(name, isLast ? transpose(name, name + "/first", List.of(0, 3, 1, 2)) : name);
		});
		network.nodes().forEach(node -> values.put(node.name(), value(node)));
		Map<String, int[]> outputs = new LinkedHashMap<>();
		for (String name : network.outputs()) {
			outputs.put(name, extents(shapes.get(name), isLast));
			String own = values.get(name);
			if (isLast) {
				transpose(own, name, List.of(0, 2, 3, 1));
			}
			else if (!network.inputs().containsKey(name)) {
				graph.node("Identity", name, List.of(own), Attributes.NONE);
			}
		}
		return graph.model(inputs, outputs, OPSET);
	}

	private String transpose(String from, String to, List<Integer> order) {
		return graph.node("Transpose", to, List.of(from), Attributes.of("perm", order));
	}

	private static int[] extents(Shape shape, boolean isLast) {
		return isLast
			? new int[] { -1, shape.height(), shape.width(), shape.channels() }
			: new int[] { -1, shape.channels(), shape.height(), shape.width() };
	}

	/** Adds what a node computes. @return the name of its value */
	private String value(Node node) {
		List<String> inputs = node.inputs().stream().map(values::get).toList();
		String first = inputs.get(0);
		String name = node.name() + "/value";
		Layer layer = node.layer();
		if (layer instanceof Convolution convolution) return convolution(node, convolution, first, name);
		if (layer instanceof TransposedConvolution transposed) return transposed(node, transposed, first, name);
		if (layer instanceof Dense dense) return dense(node, dense, first, name);
		if (layer instanceof Pooling pooling) return pooling(pooling, first, name);
		if (layer instanceof GlobalPooling pooling) return global(pooling.kind(), first, name);
		if (layer instanceof Normalization normalization) return normalization(node, normalization, first, name);
		if (layer instanceof Activation activation) return activation(activation.function(), first, name);
		if (layer instanceof Upsampling upsampling) return upsampling(upsampling, first, name);
		if (layer instanceof ZeroPadding zeros) return zeros(zeros, first, name);
		if (layer instanceof Join join) return join(join.kind(), inputs, name);
		if (layer instanceof Dropout) return first;
		throw new IllegalArgumentException("Expected layers that ONNX has, got " + layer.getClass().getSimpleName() + " at '" + node.name() + "'.");
	}

	private String convolution(Node node, Convolution layer, String input, String name) {
		Tensor kernel = weights.get(node.name() + ".kernel");
		boolean isDepthwise = layer.connection() == Convolution.Connection.DEPTHWISE;
		int in = kernel.extent(2);
		// Depthwise: filter m of channel c is output channel c * multiplier + m, in both.
		Tensor own = isDepthwise ? kernel.transposed(2, 3, 0, 1) : kernel.transposed(3, 2, 0, 1);
		int[] shape = isDepthwise ? new int[] { in * layer.filters(), 1, own.extent(2), own.extent(3) } : own.shape();
		Size window = new Size(layer.window(Axis.Y), layer.window(Axis.X));
		List<String> inputs = withBias(node, List.of(input, graph.floats(node.name() + ".kernel", own.data(), shape)), layer.bias());
		return graph.node("Conv", name, inputs, Attributes.of("kernel_shape", list(layer.kernel()), "strides", list(layer.stride()), "dilations",
			List.of(layer.dilation(), layer.dilation()), "pads", pads(layer.padding(), window, layer.stride()), "group", isDepthwise ? in : 1));
	}

	private List<String> withBias(Node node, List<String> inputs, boolean hasBias) {
		if (!hasBias) return inputs;
		List<String> all = new ArrayList<>(inputs);
		Tensor bias = weights.get(node.name() + ".bias");
		all.add(graph.floats(node.name() + ".bias", bias.data(), bias.shape()));
		return all;
	}

	/** Zeros at top, left, bottom, right. */
	private static List<Integer> pads(Padding padding, Size window, Size stride) {
		return List.of(padding.before(window.height(), stride.height()), padding.before(window.width(), stride.width()),
			padding.after(window.height(), stride.height()), padding.after(window.width(), stride.width()));
	}

	private static List<Integer> list(Size size) {
		return List.of(size.height(), size.width());
	}

	private String transposed(Node node, TransposedConvolution layer, String input, String name) {
		Tensor kernel = weights.get(node.name() + ".kernel").transposed(3, 2, 0, 1);
		int crop = layer.crop();
		int behind = layer.kernel() - layer.stride() - crop;
		List<String> inputs = withBias(node, List.of(input, graph.floats(node.name() + ".kernel", kernel.data(), kernel.shape())), layer.bias());
		return graph.node("ConvTranspose", name, inputs,
			Attributes.of("kernel_shape", List.of(layer.kernel(), layer.kernel()), "strides", List.of(layer.stride(), layer.stride()), "pads",
				List.of(crop, crop, Math.max(0, behind), Math.max(0, behind)), "output_padding", List.of(Math.max(0, -behind), Math.max(0, -behind))));
	}

	/** A dense layer is a convolution whose kernel is the whole image. */
	private String dense(Node node, Dense layer, String input, String name) {
		Shape in = shapes.get(node.inputs().get(0));
		Tensor image = Tensor.of(weights.get(node.name() + ".kernel").data(), in.height(), in.width(), in.channels(), layer.units());
		Tensor kernel = image.transposed(3, 2, 0, 1);
		List<String> inputs = withBias(node, List.of(input, graph.floats(node.name() + ".kernel", kernel.data(), kernel.shape())), layer.bias());
		return graph.node("Conv", name, inputs, Attributes.of("kernel_shape", List.of(in.height(), in.width())));
	}

	private String pooling(Pooling layer, String input, String name) {
		Attributes window = Attributes.of("kernel_shape", list(layer.window()), "strides", list(layer.stride()), "pads",
			pads(layer.padding(), layer.window(), layer.stride()));
		return switch (layer.kind()) {
			case MAX -> graph.node("MaxPool", name, List.of(input), window);
			case AVERAGE -> graph.node("AveragePool", name, List.of(input), window);
			case L2 -> root(graph.node("AveragePool", name + "_mean", List.of(square(input, name)), window), name);
		};
	}

	private String global(Pooling.Kind kind, String input, String name) {
		return switch (kind) {
			case MAX -> graph.node("GlobalMaxPool", name, List.of(input), Attributes.NONE);
			case AVERAGE -> graph.node("GlobalAveragePool", name, List.of(input), Attributes.NONE);
			case L2 -> root(graph.node("GlobalAveragePool", name + "_mean", List.of(square(input, name)), Attributes.NONE), name);
		};
	}

	private String square(String input, String name) {
		return graph.node("Mul", name + "_square", List.of(input, input), Attributes.NONE);
	}

	/** √(mean + ε). */
	private String root(String mean, String name) {
		String above = graph.node("Add", name + "_above", List.of(mean, scalar(name + "_epsilon", Pooling.L2_EPSILON)), Attributes.NONE);
		return graph.node("Sqrt", name, List.of(above), Attributes.NONE);
	}

	private String scalar(String name, float value) {
		return graph.floats(name, new float[] { value });
	}

	private String normalization(Node node, Normalization layer, String input, String name) {
		if (layer.kind() == Normalization.Kind.GROUP) return groups(node, layer, input, name);
		List<String> inputs = new ArrayList<>(List.of(input));
		for (String weight : List.of("scale", "shift", "mean", "variance")) {
			inputs
				.add(graph.floats(node.name() + "." + weight, weights.get(node.name() + "." + weight).data(), weights.get(node.name() + "." + weight).shape()));
		}
		return graph.node("BatchNormalization", name, inputs, Attributes.of("epsilon", (float) layer.epsilon()));
	}

	/** Groups become the channels of a normalization of each image; then scale and shift of the true channels. */
	private String groups(Node node, Normalization layer, String input, String name) {
		int channels = weights.get(node.name() + ".scale").extent(0);
		String shape = graph.node("Shape", name + "_shape", List.of(input), Attributes.NONE);
		String folded = graph.node("Reshape", name + "_groups", List.of(input, graph.wholes(name + "_folded", 0, layer.groups(), -1)), Attributes.NONE);
		float[] ones = new float[layer.groups()];
		Arrays.fill(ones, 1);
		String normal = graph.node("InstanceNormalization", name + "_normal",
			List.of(folded, graph.floats(name + "_ones", ones, ones.length), graph.floats(name + "_zeros", new float[ones.length], ones.length)),
			Attributes.of("epsilon", (float) layer.epsilon()));
		String image = graph.node("Reshape", name + "_image", List.of(normal, shape), Attributes.NONE);
		String scale = graph.floats(node.name() + ".scale", weights.get(node.name() + ".scale").data(), channels, 1, 1);
		String shift = graph.floats(node.name() + ".shift", weights.get(node.name() + ".shift").data(), channels, 1, 1);
		return graph.node("Add", name, List.of(graph.node("Mul", name + "_scaled", List.of(image, scale), Attributes.NONE), shift), Attributes.NONE);
	}

	private String activation(Activation.Function function, String input, String name) {
		List<String> inputs = List.of(input);
		return switch (function) {
			case RELU -> graph.node("Relu", name, inputs, Attributes.NONE);
			case RELU6 -> graph.node("Clip", name, List.of(input, scalar(name + "_least", 0), scalar(name + "_most", 6)), Attributes.NONE);
			case LEAKY_RELU -> graph.node("LeakyRelu", name, inputs, Attributes.of("alpha", 0.2f));
			case ELU -> graph.node("Elu", name, inputs, Attributes.NONE);
			case SELU -> graph.node("Selu", name, inputs, Attributes.NONE);
			case SWISH -> graph.node("Mul", name, List.of(input, graph.node("Sigmoid", name + "_gate", inputs, Attributes.NONE)), Attributes.NONE);
			case HARD_SIGMOID -> hardSigmoid(input, name);
			case HARD_SWISH -> graph.node("Mul", name, List.of(input, hardSigmoid(input, name + "_gate")), Attributes.NONE);
			case MISH -> mish(input, name);
			case GELU -> gelu(input, name);
			case SOFTPLUS -> graph.node("Softplus", name, inputs, Attributes.NONE);
			case SIGMOID -> graph.node("Sigmoid", name, inputs, Attributes.NONE);
			case TANH -> graph.node("Tanh", name, inputs, Attributes.NONE);
			case SOFTMAX -> graph.node("Softmax", name, inputs, Attributes.of("axis", 1));
		};
	}

	private String hardSigmoid(String x, String name) {
		return graph.node("HardSigmoid", name, List.of(x), Attributes.of("alpha", 1 / 6f, "beta", 0.5f));
	}

	/** x · tanh(ln(1 + eˣ)). */
	private String mish(String x, String name) {
		String above = graph.node("Softplus", name + "_above", List.of(x), Attributes.NONE);
		return graph.node("Mul", name, List.of(x, graph.node("Tanh", name + "_gate", List.of(above), Attributes.NONE)), Attributes.NONE);
	}

	/** 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))). */
	private String gelu(String x, String name) {
		String cube = graph.node("Mul", name + "_cube", List.of(square(x, name), x), Attributes.NONE);
		String small = graph.node("Mul", name + "_small", List.of(cube, scalar(name + "_a", 0.044715f)), Attributes.NONE);
		String sum = graph.node("Add", name + "_sum", List.of(x, small), Attributes.NONE);
		String inner = graph.node("Mul", name + "_inner", List.of(sum, scalar(name + "_b", (float) Math.sqrt(2 / Math.PI))), Attributes.NONE);
		String bend = graph.node("Tanh", name + "_bend", List.of(inner), Attributes.NONE);
		String lifted = graph.node("Add", name + "_lifted", List.of(bend, scalar(name + "_one", 1)), Attributes.NONE);
		String half = graph.node("Mul", name + "_half", List.of(x, scalar(name + "_c", 0.5f)), Attributes.NONE);
		return graph.node("Mul", name, List.of(half, lifted), Attributes.NONE);
	}

	private String upsampling(Upsampling layer, String input, String name) {
		String scales = graph.floats(name + "_scales", new float[] { 1, 1, layer.factor(), layer.factor() }, 4);
		Attributes how = layer.method() == Upsampling.Method.NEAREST
			? Attributes.of("mode", "nearest", "coordinate_transformation_mode", "asymmetric", "nearest_mode", "floor")
			: Attributes.of("mode", "linear", "coordinate_transformation_mode", "half_pixel");
		return graph.node("Resize", name, List.of(input, "", scales), how);
	}

	private String zeros(ZeroPadding layer, String input, String name) {
		String pads = graph.wholes(name + "_pads", 0, 0, layer.top(), layer.left(), 0, 0, layer.bottom(), layer.right());
		return graph.node("Pad", name, List.of(input, pads), Attributes.of("mode", "constant"));
	}

	private String join(Join.Kind kind, List<String> inputs, String name) {
		return kind == Join.Kind.CONCATENATE
			? graph.node("Concat", name, inputs, Attributes.of("axis", 1))
			: graph.node("Sum", name, inputs, Attributes.NONE);
	}
}

package sc.fovea.model.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import sc.fovea.model.export.KerasPart.Variable;
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
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.Upsampling;
import sc.fovea.net.Weights;
import sc.fovea.net.ZeroPadding;

/** Makes Keras layers of the nodes of a network, each named like its node; a layer that Keras has not is refused by the name of its node. */
final class KerasParts {

	/** Keras' names of functions that are the same in all its versions. */
	private static final Map<Activation.Function, String> FUNCTIONS = Map.of(Activation.Function.RELU, "relu", Activation.Function.ELU, "elu",
		Activation.Function.SELU, "selu", Activation.Function.SWISH, "swish", Activation.Function.SOFTPLUS, "softplus", Activation.Function.SIGMOID, "sigmoid",
		Activation.Function.TANH, "tanh", Activation.Function.SOFTMAX, "softmax");
	private static final double LEAK = 0.2;

	private final Network network;
	private final Weights weights;
	private final Map<String, Shape> shapes;
	private final Map<String, KerasPart> parts = new LinkedHashMap<>();

	private KerasParts(Network network, Weights weights) {
		this.network = network;
		this.weights = weights;
		this.shapes = network.shapes();
	}

	/** The layers. @throws IllegalArgumentException naming the node and layer that Keras has not */
	static Collection<KerasPart> of(Network network, Weights weights) {
		KerasParts made = new KerasParts(network, weights);
		network.inputs().forEach((name, shape) -> made.parts.put(name,
			new KerasPart(name, "InputLayer", Map.of(), List.of(), shape, false, List.of())));
		network.nodes().forEach(made::add);
		return made.parts.values();
	}

	private void add(Node node) {
		Layer layer = node.layer();
		if (layer instanceof Convolution convolution) convolution(node, convolution);
		else if (layer instanceof TransposedConvolution transposed) transposed(node, transposed);
		else if (layer instanceof Dense dense) put(node, "Dense", config("units", dense.units(), "use_bias", dense.bias()), flat(node));
		else if (layer instanceof Pooling pooling) pooling(node, pooling);
		else if (layer instanceof GlobalPooling pooling) global(node, pooling);
		else if (layer instanceof Normalization normalization) normalization(node, normalization);
		else if (layer instanceof Activation activation) activation(node, activation.function());
		else if (layer instanceof Upsampling upsampling) upsampling(node, upsampling);
		else if (layer instanceof ZeroPadding zeros) put(node, "ZeroPadding2D", zeros(zeros), image(node));
		else if (layer instanceof Join join) join(node, join);
		else if (layer instanceof Dropout dropout) put(node, "Dropout", config("rate", dropout.rate()), node.inputs());
		else
			throw refusal(node, "Expected layers that Keras has, got " + layer.getClass().getSimpleName());
	}

	private static IllegalArgumentException refusal(Node node, String problem) {
		return new IllegalArgumentException(problem + " at '" + node.name() + "'.");
	}

	/** Keys and values in turn. */
	private static Map<String, Object> config(Object... keysAndValues) {
		Map<String, Object> config = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2)
			config.put((String) keysAndValues[i], keysAndValues[i + 1]);
		return config;
	}

	private static List<Integer> sides(Size size) {
		return List.of(size.height(), size.width());
	}

	/** The layer that gives the node's value, with its weights. */
	private void put(Node node, String kind, Map<String, Object> config, List<String> from) {
		Shape shape = shapes.get(node.name());
		boolean areVectors = from.stream().allMatch(name -> parts.get(name).isVector());
		parts.put(node.name(), new KerasPart(node.name(), kind, config, from, shape, areVectors, variables(node, kind)));
	}

	private List<Variable> variables(Node node, String kind) {
		Map<String, String> names = Map.of("scale", "gamma", "shift", "beta", "mean", "moving_mean", "variance", "moving_variance", "kernel",
			kind.equals("DepthwiseConv2D") ? "depthwise_kernel" : "kernel", "bias", "bias");
		List<Variable> variables = new ArrayList<>();
		network.weightsByNode().get(node.name()).forEach(spec -> {
			String own = spec.name().substring(node.name().length() + 1);
			variables.add(new Variable(names.getOrDefault(own, own), weights.get(spec.name())));
		});
		return variables;
	}

	/** A layer of its own between two nodes. @return its name */
	private String between(String name, String kind, Map<String, Object> config, KerasPart from) {
		String free = name;
		for (int i = 2; parts.containsKey(free) || shapes.containsKey(free); i++)
			free = name + "_" + i;
		Shape shape = from.shape();
		if (kind.equals("ZeroPadding2D")) {
			List<?> pads = (List<?>) config.get("padding");
			shape = new Shape(padded(shape.height(), (List<?>) pads.get(0)), padded(shape.width(), (List<?>) pads.get(1)), shape.channels());
		}
		parts.put(free, new KerasPart(free, kind, config, List.of(from.name()), shape, kind.equals("Flatten"), List.of()));
		return free;
	}

	private static int padded(int extent, List<?> pads) {
		return extent == Shape.ANY ? Shape.ANY : extent + (Integer) pads.get(0) + (Integer) pads.get(1);
	}

	/** The node's input as an image. */
	private List<String> image(Node node) {
		KerasPart from = parts.get(node.inputs().get(0));
		if (!from.isVector()) return List.of(from.name());
		return List.of(between(node.name() + "_image", "Reshape", config("target_shape", List.of(1, 1, from.shape().channels())), from));
	}

	/** The node's inputs as vectors, as a dense layer takes them: row by row, channels last. */
	private List<String> flat(Node node) {
		List<String> flat = new ArrayList<>();
		for (String input : node.inputs()) {
			KerasPart from = parts.get(input);
			flat.add(from.isVector() ? input : between(node.name() + "_flat", "Flatten", config(), from));
		}
		return flat;
	}

	private void convolution(Node node, Convolution layer) {
		boolean isDepthwise = layer.connection() == Convolution.Connection.DEPTHWISE;
		if (isDepthwise && layer.stride().height() != layer.stride().width()) {
			throw refusal(node, "Expected depthwise convolutions with equal steps, got one with steps " + layer.stride());
		}
		Size window = new Size(layer.window(Axis.Y), layer.window(Axis.X));
		List<String> from = image(node);
		boolean isNative = isNative(layer.padding(), window, layer.stride(), parts.get(from.get(0)).shape());
		if (!isNative) from = List.of(between(node.name() + "_zeros", "ZeroPadding2D", zeros(layer.padding(), window, layer.stride()), parts.get(from.get(0))));
		Map<String, Object> config = config(isDepthwise ? "depth_multiplier" : "filters", layer.filters(), "kernel_size", sides(layer.kernel()), "strides",
			sides(layer.stride()), "padding", isNative ? layer.padding().name().toLowerCase(Locale.ROOT) : "valid", "dilation_rate",
			List.of(layer.dilation(), layer.dilation()), "use_bias", layer.bias());
		put(node, isDepthwise ? "DepthwiseConv2D" : "Conv2D", config, from);
	}

	/** Whether Keras pads as Fovea does: its "same" depends on the size of the image, which may not be known. */
	private static boolean isNative(Padding padding, Size window, Size stride, Shape in) {
		boolean isSmall = Math.max(window.height(), window.width()) <= 2 && Math.max(stride.height(), stride.width()) <= 2;
		boolean isAlike = in.isFixed() && before(in.height(), window.height(), stride.height()) == padding.before(window.height(), stride.height())
			&& before(in.width(), window.width(), stride.width()) == padding.before(window.width(), stride.width());
		return padding == Padding.VALID || stride.equals(Size.of(1)) || isSmall || isAlike;
	}

	/** Zeros before the image (tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2). */
	private static int before(int extent, int window, int stride) {
		return Math.max((extent - 1) / stride * stride + window - extent, 0) / 2;
	}

	private static Map<String, Object> zeros(Padding padding, Size window, Size stride) {
		return config("padding", List.of(List.of(padding.before(window.height(), stride.height()), padding.after(window.height(), stride.height())),
			List.of(padding.before(window.width(), stride.width()), padding.after(window.width(), stride.width()))));
	}

	private static Map<String, Object> zeros(ZeroPadding zeros) {
		return config("padding", List.of(List.of(zeros.top(), zeros.bottom()), List.of(zeros.left(), zeros.right())));
	}

	private void transposed(Node node, TransposedConvolution layer) {
		put(node, "Conv2DTranspose", config("filters", layer.filters(), "kernel_size", List.of(layer.kernel(), layer.kernel()), "strides",
			List.of(layer.stride(), layer.stride()), "padding", "same", "use_bias", layer.bias()), image(node));
	}

	/** Zeros around a maximum are right where nothing is below 0; around a mean they are not. */
	private void pooling(Node node, Pooling layer) {
		if (layer.kind() == Pooling.Kind.L2) throw refusal(node, "Expected layers that Keras has, got Pooling by the L2 norm");
		List<String> from = image(node);
		boolean isNative = isNative(layer.padding(), layer.window(), layer.stride(), parts.get(from.get(0)).shape());
		if (!isNative && (layer.kind() == Pooling.Kind.AVERAGE || !isPositive(node.inputs().get(0)))) {
			throw refusal(node, "Expected windows that Keras pads alike for images of any size, got Pooling " + layer.window() + " by " + layer.stride());
		}
		if (!isNative)
			from = List.of(between(node.name() + "_zeros", "ZeroPadding2D", zeros(layer.padding(), layer.window(), layer.stride()), parts.get(from.get(0))));
		put(node, layer.kind() == Pooling.Kind.MAX ? "MaxPooling2D" : "AveragePooling2D", config("pool_size", sides(layer.window()), "strides",
			sides(layer.stride()), "padding", isNative && layer.padding() == Padding.SAME ? "same" : "valid"), from);
	}

	private boolean isPositive(String name) {
		return !network.inputs().containsKey(name) && network.node(name).layer() instanceof Activation activation
			&& List.of(Activation.Function.RELU, Activation.Function.RELU6, Activation.Function.SIGMOID, Activation.Function.SOFTPLUS)
				.contains(activation.function());
	}

	private void global(Node node, GlobalPooling layer) {
		if (layer.kind() == Pooling.Kind.L2) throw refusal(node, "Expected layers that Keras has, got GlobalPooling by the L2 norm");
		put(node, layer.kind() == Pooling.Kind.MAX ? "GlobalMaxPooling2D" : "GlobalAveragePooling2D", config("keepdims", true), image(node));
	}

	private void normalization(Node node, Normalization layer) {
		if (layer.kind() == Normalization.Kind.GROUP) {
			put(node, "GroupNormalization", config("groups", layer.groups(), "axis", -1, "epsilon", layer.epsilon()), image(node));
			return;
		}
		put(node, "BatchNormalization", config("axis", -1, "momentum", layer.momentum(), "epsilon", layer.epsilon()), node.inputs());
	}

	private void activation(Node node, Activation.Function function) {
		if (FUNCTIONS.containsKey(function)) {
			put(node, "Activation", config("activation", FUNCTIONS.get(function)), node.inputs());
			return;
		}
		switch (function) {
			case RELU6 -> put(node, "ReLU", config("max_value", 6.0), node.inputs());
			case LEAKY_RELU -> put(node, "LeakyReLU", config("negative_slope", LEAK), node.inputs());
			default -> throw refusal(node, "Expected activations that are the same in all versions of Keras, got " + function);
		}
	}

	private void upsampling(Node node, Upsampling layer) {
		put(node, "UpSampling2D", config("size", List.of(layer.factor(), layer.factor()), "interpolation",
			layer.method() == Upsampling.Method.NEAREST ? "nearest" : "bilinear"), image(node));
	}

	private void join(Node node, Join layer) {
		boolean isVector = node.inputs().stream().anyMatch(name -> parts.get(name).isVector());
		List<String> from = isVector ? flat(node) : node.inputs();
		put(node, layer.kind() == Join.Kind.ADD ? "Add" : "Concatenate", layer.kind() == Join.Kind.ADD ? config() : config("axis", -1), from);
	}
}

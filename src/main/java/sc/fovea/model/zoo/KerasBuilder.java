package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

import sc.fovea.model.ModelFormatException;
import sc.fovea.model.keras.KerasLayer;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Dropout;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Join;
import sc.fovea.net.Layer;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.Upsampling;
import sc.fovea.net.ZeroPadding;

/** Makes Fovea's layers of those of a Keras model, one by one; a layer that Fovea has not is refused by its class and name. */
final class KerasBuilder {

	private static final int MOST = 1 << 16;
	/** Layers that do nothing at inference. */
	private static final Set<String> IDLE = Set.of("GaussianNoise", "GaussianDropout", "AlphaDropout", "ActivityRegularization");
	private static final double USUAL_LEAK = 0.2;

	private final KerasGraph graph;
	private final List<KerasLayer> layers = new ArrayList<>();
	private Assembly net;
	private double scale = 1;
	private double offset;

	private KerasBuilder(KerasGraph graph) {
		this.graph = graph;
	}

	/** Builds the network. @throws ModelFormatException naming the layer that cannot be had */
	static KerasBuilder of(KerasGraph graph) throws ModelFormatException {
		KerasBuilder builder = new KerasBuilder(graph);
		for (KerasGraph.Item item : graph.layers()) {
			builder.add(item);
		}
		return builder;
	}

	Assembly assembly() {
		return net;
	}

	/** Layers with weights, in Keras' order. */
	List<KerasLayer> layers() {
		return List.copyOf(layers);
	}

	/** What a Rescaling right behind the input multiplies by. */
	double scale() {
		return scale;
	}

	/** What a Rescaling right behind the input adds. */
	double offset() {
		return offset;
	}

	private void add(KerasGraph.Item item) throws ModelFormatException {
		try {
			build(item);
		}
		catch (IllegalArgumentException e) {
			throw refusal(item, e.getMessage());
		}
	}

	private void build(KerasGraph.Item item) throws ModelFormatException {
		if (item.kind().equals("InputLayer")) {
			input(item);
			return;
		}
		if (net == null) {
			throw refusal(item, "Expected an input before it, got none.");
		}
		checkChannelsLast(item);
		switch (item.kind()) {
			case "Conv2D" -> weighted(item, convolution(item, item.config().whole("filters", 0, MOST), Convolution.Connection.FULL), "conv2d");
			case "DepthwiseConv2D" -> weighted(item, convolution(item, item.config().whole("depth_multiplier", 1, MOST), Convolution.Connection.DEPTHWISE),
				"depthwise_conv2d");
			case "Conv2DTranspose" -> weighted(item, transposed(item), "conv2d_transpose");
			case "Dense" -> dense(item);
			case "BatchNormalization" -> normalization(item);
			case "GroupNormalization" -> groups(item);
			case "MaxPooling2D" -> pool(item, Pooling.Kind.MAX);
			case "AveragePooling2D" -> pool(item, Pooling.Kind.AVERAGE);
			case "GlobalMaxPooling2D" -> vector(plain(item, new GlobalPooling(Pooling.Kind.MAX)));
			case "GlobalAveragePooling2D" -> vector(plain(item, new GlobalPooling(Pooling.Kind.AVERAGE)));
			case "UpSampling2D" -> plain(item, upsampling(item));
			case "ZeroPadding2D" -> plain(item, zeros(item));
			case "Concatenate", "Add" -> plain(item, join(item));
			case "Dropout", "SpatialDropout2D" -> plain(item, new Dropout(item.config().number("rate", 0)));
			case "Flatten", "Reshape" -> flat(item);
			case "Rescaling" -> rescaling(item);
			default -> activationLayer(item);
		}
	}

	private void activationLayer(KerasGraph.Item item) throws ModelFormatException {
		ForeignSettings config = item.config();
		switch (item.kind()) {
			case "Activation" -> activation(item, from(item).get(0));
			case "ReLU" -> plain(item, new Activation(relu(item)));
			case "Softmax" -> plain(item, new Activation(Activation.Function.SOFTMAX));
			case "ELU" -> plain(item, only(item, config.number("alpha", 1), 1, Activation.Function.ELU));
			case "LeakyReLU" -> plain(item, only(item, config.number(config.tree().containsKey("alpha") ? "alpha" : "negative_slope", 0.3), USUAL_LEAK,
				Activation.Function.LEAKY_RELU));
			default -> {
				if (!IDLE.contains(item.kind())) {
					throw refusal(item, "Expected a layer that Fovea has, got " + item.kind() + ".");
				}
				alias(item);
			}
		}
	}

	private void input(KerasGraph.Item item) throws ModelFormatException {
		if (net != null) {
			throw refusal(item, "Expected a model with one input, got a second one.");
		}
		Object shape = item.config().tree().getOrDefault("batch_input_shape", item.config().tree().get("batch_shape"));
		if (!(shape instanceof List<?> extents) || extents.size() != 4 || !(extents.get(3) instanceof Long)) {
			throw refusal(item, "Expected an input (batch, height, width, channels) with a number of channels, got " + shape + ".");
		}
		Shape own = new Shape(extent(extents.get(1)), extent(extents.get(2)), extent(extents.get(3)));
		boolean isFree = !own.isFixed();
		net = new Assembly(item.name(), isFree ? Shape.ofChannels(own.channels()) : own);
	}

	private static int extent(Object value) {
		return value instanceof Long number ? Math.toIntExact(number) : Shape.ANY;
	}

	private List<String> from(KerasGraph.Item item) {
		return item.inputs().stream().map(net::node).toList();
	}

	private String plain(KerasGraph.Item item, Layer layer) {
		return net.add(item.name(), layer, from(item));
	}

	private void vector(String node) {
		net.makeVector(node);
	}

	private void alias(KerasGraph.Item item) {
		net.alias(item.name(), from(item).get(0));
	}

	/** A layer with weights and, in Keras, an activation of its own. */
	private void weighted(KerasGraph.Item item, Layer layer, String kind) throws ModelFormatException {
		String node = plain(item, layer);
		layers.add(new KerasLayer(node, item.name(), kind));
		activation(item, node);
	}

	private void activation(KerasGraph.Item item, String node) throws ModelFormatException {
		String name = item.config().text("activation", "linear");
		if (name.equals("linear")) {
			net.alias(item.name(), node);
			return;
		}
		Activation.Function function = Activations.keras(name).orElseThrow(() -> refusal(item, "Expected an activation that Fovea has, got " + name + "."));
		String own = item.kind().equals("Activation") ? item.name() : item.name() + "_" + name;
		net.alias(item.name(), net.add(own, new Activation(function), List.of(node)));
	}

	private Convolution convolution(KerasGraph.Item item, int filters, Convolution.Connection connection) throws ModelFormatException {
		ForeignSettings config = item.config();
		if (config.whole("groups", 1, MOST) != 1) {
			throw refusal(item, "Expected a convolution of one group, got " + config.tree().get("groups") + ".");
		}
		Size kernel = size(config, "kernel_size", 1);
		Size stride = size(config, "strides", 1);
		int dilation = config.side("dilation_rate", 1, MOST);
		Padding padding = padding(item, stride, new Size((kernel.height() - 1) * dilation + 1, (kernel.width() - 1) * dilation + 1));
		return new Convolution(filters, kernel, stride, dilation, padding, connection, config.flag("use_bias", true));
	}

	private TransposedConvolution transposed(KerasGraph.Item item) throws ModelFormatException {
		ForeignSettings config = item.config();
		int kernel = config.side("kernel_size", 1, MOST);
		int stride = config.side("strides", 1, MOST);
		boolean isSame = config.text("padding", "valid").equals("same") || kernel == stride;
		if (!isSame || config.tree().containsKey("output_padding") || config.side("dilation_rate", 1, MOST) != 1) {
			throw refusal(item, "Expected a transposed convolution with padding \"same\" and without dilation, got " + config.tree().get("padding") + ".");
		}
		return new TransposedConvolution(config.whole("filters", 0, MOST), kernel, stride, config.flag("use_bias", true));
	}

	private void dense(KerasGraph.Item item) throws ModelFormatException {
		String from = from(item).get(0);
		if (!net.isVector(from)) {
			throw refusal(item, "Expected a dense layer behind Flatten or a global pooling, got one that works on each pixel.");
		}
		weighted(item, new Dense(item.config().whole("units", 0, MOST), item.config().flag("use_bias", true)), "dense");
	}

	private void normalization(KerasGraph.Item item) throws ModelFormatException {
		ForeignSettings config = item.config();
		Object axis = config.tree().getOrDefault("axis", -1L);
		Object single = axis instanceof List<?> list && list.size() == 1 ? list.get(0) : axis;
		boolean isOfChannels = single.equals(-1L) || single.equals(net.isVector(from(item).get(0)) ? 1L : 3L);
		if (!isOfChannels) {
			throw refusal(item, "Expected a normalization of channels, got one of axis " + axis + ".");
		}
		String node = plain(item, new Normalization(Normalization.Kind.BATCH, 1, config.number("epsilon", 1e-3), config.number("momentum", 0.99)));
		List<String> lacks = new ArrayList<>();
		if (!config.flag("scale", true)) lacks.add("gamma");
		if (!config.flag("center", true)) lacks.add("beta");
		layers.add(new KerasLayer(node, item.name(), "batch_normalization", lacks));
	}

	private void groups(KerasGraph.Item item) throws ModelFormatException {
		ForeignSettings config = item.config();
		Object axis = config.tree().getOrDefault("axis", -1L);
		if (!axis.equals(-1L) && !axis.equals(3L)) throw refusal(item, "Expected a normalization of channels, got one of axis " + axis + ".");
		// Keras writes -1 where each channel is a group.
		int groups = config.number("groups", 32) == -1 ? net.shape(from(item).get(0)).channels() : config.whole("groups", 32, MOST);
		String node = plain(item, new Normalization(Normalization.Kind.GROUP, groups, config.number("epsilon", 1e-3), 0));
		List<String> lacks = new ArrayList<>();
		if (!config.flag("scale", true)) lacks.add("gamma");
		if (!config.flag("center", true)) lacks.add("beta");
		layers.add(new KerasLayer(node, item.name(), "group_normalization", lacks));
	}

	private void pool(KerasGraph.Item item, Pooling.Kind kind) throws ModelFormatException {
		Size window = size(item.config(), "pool_size", 2);
		Size stride = item.config().tree().containsKey("strides") ? size(item.config(), "strides", 2) : window;
		plain(item, new Pooling(kind, window, stride, padding(item, stride, window)));
	}

	/** Keras' "same" depends on the image's size where a side is no multiple of the stride; such a network may not answer alike. */
	private Padding padding(KerasGraph.Item item, Size stride, Size window) throws ModelFormatException {
		String name = item.config().text("padding", "valid");
		Shape in = net.shape(from(item).get(0));
		boolean isAlike = !in.isFixed()
			|| zeros(in.height(), window.height(), stride.height()) / 2 == Padding.SAME.before(window.height(), stride.height())
				&& zeros(in.width(), window.width(), stride.width()) / 2 == Padding.SAME.before(window.width(), stride.width());
		return switch (name) {
			case "valid" -> Padding.VALID;
			case "same" -> {
				if (!isAlike) {
					throw refusal(item, "Expected sides that are multiples of the stride " + stride + " with padding \"same\", got " + in + ".");
				}
				yield Padding.SAME;
			}
			default -> throw refusal(item, "Expected padding \"same\" or \"valid\", got " + name + ".");
		};
	}

	/** Zeros on both sides (tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2). */
	private static int zeros(int extent, int window, int stride) {
		return Math.max((extent - 1) / stride * stride + window - extent, 0);
	}

	private Upsampling upsampling(KerasGraph.Item item) throws ModelFormatException {
		String method = item.config().text("interpolation", "nearest");
		if (!method.equals("nearest") && !method.equals("bilinear")) {
			throw refusal(item, "Expected interpolation nearest or bilinear, got " + method + ".");
		}
		return new Upsampling(item.config().side("size", 2, MOST), method.equals("nearest") ? Upsampling.Method.NEAREST : Upsampling.Method.BILINEAR);
	}

	private ZeroPadding zeros(KerasGraph.Item item) throws ModelFormatException {
		List<Integer> sides = new ArrayList<>();
		numbers(item.config().tree().get("padding"), sides);
		return switch (sides.size()) {
			case 1 -> ZeroPadding.of(sides.get(0));
			case 2 -> new ZeroPadding(sides.get(0), sides.get(0), sides.get(1), sides.get(1));
			case 4 -> new ZeroPadding(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
			default -> throw refusal(item, "Expected 1, 2 or 4 numbers as padding, got " + item.config().tree().get("padding") + ".");
		};
	}

	private static void numbers(Object tree, List<Integer> numbers) {
		if (tree instanceof List<?> list) {
			list.forEach(element -> numbers(element, numbers));
		}
		else if (tree instanceof Long number) {
			numbers.add(Math.toIntExact(number));
		}
	}

	private Join join(KerasGraph.Item item) throws ModelFormatException {
		if (item.kind().equals("Add")) {
			return Join.add();
		}
		int axis = (int) item.config().number("axis", -1);
		int last = net.isVector(from(item).get(0)) ? 1 : 3;
		if (axis != -1 && axis != last) {
			throw refusal(item, "Expected channels to be concatenated, got axis " + axis + ".");
		}
		return Join.concatenate();
	}

	/** A dense layer here reads an image row by row, channels last, as Keras flattens it. */
	private void flat(KerasGraph.Item item) throws ModelFormatException {
		String from = from(item).get(0);
		Shape shape = net.shape(from);
		boolean isPixel = shape.height() == 1 && shape.width() == 1;
		if (item.kind().equals("Reshape") && !isPixel || !shape.isFixed()) {
			throw refusal(item, "Expected it behind a global pooling, got an image of " + shape + ".");
		}
		net.alias(item.name(), from);
		net.makeVector(from);
	}

	private void rescaling(KerasGraph.Item item) throws ModelFormatException {
		String from = from(item).get(0);
		if (!net.network().inputs().containsKey(from) || !net.network().nodes().isEmpty()) {
			throw refusal(item, "Expected it right behind the input, got it behind \"" + from + "\".");
		}
		double factor = item.config().number("scale", 1);
		offset = offset * factor + item.config().number("offset", 0);
		scale *= factor;
		alias(item);
	}

	private Activation.Function relu(KerasGraph.Item item) throws ModelFormatException {
		ForeignSettings config = item.config();
		double most = config.number("max_value", Double.POSITIVE_INFINITY);
		boolean isPlain = config.number("negative_slope", 0) == 0 && config.number("threshold", 0) == 0;
		if (!isPlain || most != 6 && !Double.isInfinite(most)) {
			throw refusal(item, "Expected ReLU or ReLU6, got another.");
		}
		return most == 6 ? Activation.Function.RELU6 : Activation.Function.RELU;
	}

	private Activation only(KerasGraph.Item item, double value, double own, Activation.Function function) throws ModelFormatException {
		if (Math.abs(value - own) > 1e-6) {
			throw refusal(item, "Expected " + function + " with " + own + ", got " + value + ".");
		}
		return new Activation(function);
	}

	private void checkChannelsLast(KerasGraph.Item item) throws ModelFormatException {
		if (!item.config().text("data_format", "channels_last").equals("channels_last")) {
			throw refusal(item, "Expected channels last, got " + item.config().tree().get("data_format") + ".");
		}
		if (item.inputs().isEmpty()) {
			throw refusal(item, "Expected an input, got none.");
		}
	}

	private static Size size(ForeignSettings config, String key, int usual) throws ModelFormatException {
		Object value = config.tree().getOrDefault(key, (long) usual);
		List<?> list = value instanceof List<?> sides ? sides : List.of(value, value);
		if (list.size() == 2 && list.get(0) instanceof Long height && list.get(1) instanceof Long width) {
			return new Size(Math.toIntExact(height), Math.toIntExact(width));
		}
		throw config.refusal(key, "one or two whole numbers", value);
	}

	private static ModelFormatException refusal(KerasGraph.Item item, String problem) {
		return item.config().files().refusal(item.config().entry(), item.kind() + ": " + problem);
	}
}

package sc.fovea.model.zoo;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Join;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Upsampling;
import sc.fovea.net.Weights;
import sc.fovea.net.ZeroPadding;

/**
 * Makes Fovea's layers of the operations of a TensorFlow graph (N, H, W, C) that wanted nodes need, one by one; none is executed, and one that Fovea has not is refused by
 * its name.
 */
final class TfBuilder {

	private static final Map<String, Activation.Function> FUNCTIONS = Map.of("Relu", Activation.Function.RELU, "Relu6", Activation.Function.RELU6, "Elu",
		Activation.Function.ELU, "Selu", Activation.Function.SELU, "Sigmoid", Activation.Function.SIGMOID, "Tanh", Activation.Function.TANH, "Softplus",
		Activation.Function.SOFTPLUS, "Softmax", Activation.Function.SOFTMAX);

	private static final Set<String> WEIGHTED = Set.of("Conv2D", "DepthwiseConv2dNative", "MatMul");

	private final TfGraph graph;
	private final Map<String, String> names;
	private final TfConstants constants;
	private final Assembly net;
	private final Map<String, Tensor> weights = new LinkedHashMap<>();
	/** Scales and shifts of channels by node, so that the next one can be taken with them. */
	private final Map<String, TfLine> lines = new HashMap<>();
	private Network built;

	/** @param names what nodes shall be called here, where it is another name */
	TfBuilder(TfGraph graph, Map<String, String> names) {
		this.graph = graph;
		this.names = names;
		this.constants = new TfConstants(graph);
		this.net = new Assembly("image", input());
		net.alias(graph.input(), "image");
	}

	/** Lets the image be what comes behind these operations. */
	TfBuilder behind(TfFront front) {
		front.passed().forEach(name -> net.alias(name, "image"));
		return this;
	}

	/** Any size, but where a dense layer reads all pixels the one that the signature tells. */
	private Shape input() {
		int channels = channels();
		List<Long> shape = graph.shape();
		boolean isDense = graph.nodes().values().stream().anyMatch(op -> op.kind().equals("MatMul"));
		boolean isFixed = isDense && shape.size() == 4 && shape.get(1) > 0 && shape.get(2) > 0;
		return isFixed ? new Shape(Math.toIntExact(shape.get(1)), Math.toIntExact(shape.get(2)), channels) : Shape.ofChannels(channels);
	}

	/** Channels of the image: what the convolutions that read it expect, or else what the signature tells. */
	private int channels() {
		for (TfGraph.Op op : graph.nodes().values()) {
			boolean isFirst = op.kind().equals("Conv2D") && op.inputs().size() == 2 && graph.behindIdentity(op.inputs().get(0)).name().equals(graph.input());
			Optional<Tensor> kernel = isFirst ? constants.values(op.inputs().get(1)) : Optional.empty();
			if (kernel.isPresent() && kernel.get().rank() == 4) return kernel.get().extent(2);
		}
		List<Long> shape = graph.shape();
		if (shape.size() == 4 && shape.get(3) > 0) return Math.toIntExact(shape.get(3));
		throw refusal(graph.behindIdentity(graph.output()), "Expected an image (batch, height, width, channels) with a number of channels, got " + shape + ".");
	}

	/** The network that answers with these nodes. @throws IllegalArgumentException naming the operation that cannot be had */
	Network build(String... wanted) {
		for (String name : wanted) {
			need(name);
		}
		built = net.network().upTo(Arrays.stream(wanted).map(net::node).toArray(String[]::new));
		return built;
	}

	/** Weights of the network that was built last. */
	Weights weights() {
		return new Weights(weights).of(built);
	}

	/** Builds a node after those that it reads, without recursion. */
	private void need(String wanted) {
		Deque<String> waiting = new ArrayDeque<>(List.of(wanted));
		Set<String> begun = new HashSet<>();
		while (!waiting.isEmpty()) {
			String name = waiting.peek();
			if (net.knows(name)) {
				waiting.pop();
				continue;
			}
			List<String> missing = images(graph.op(name)).stream().filter(input -> !net.knows(input)).toList();
			if (missing.isEmpty()) {
				add(graph.op(waiting.pop()));
				continue;
			}
			if (!begun.add(name)) throw new IllegalArgumentException("Expected a graph without loops, got one at \"" + name + "\".");
			missing.forEach(waiting::push);
		}
	}

	/** Inputs that are images; a bias added to a convolution is taken with it. */
	private List<String> images(TfGraph.Op op) {
		if (op.inputs().isEmpty()) throw refusal(op, "Expected inputs, got none.");
		Optional<TfGraph.Op> convolution = biased(op);
		if (convolution.isPresent()) return List.of(convolution.get().inputs().get(0));
		return switch (op.kind()) {
			case "ConcatV2" -> op.inputs().subList(0, op.inputs().size() - 1);
			case "Add", "AddV2", "Mul", "Sub", "RealDiv" -> op.inputs().stream().filter(input -> constants.values(input).isEmpty()).toList();
			default -> op.inputs().subList(0, 1);
		};
	}

	/** The convolution or product of matrices whose bias this adds. */
	private Optional<TfGraph.Op> biased(TfGraph.Op op) {
		boolean adds = Set.of("BiasAdd", "Add", "AddV2").contains(op.kind()) && op.inputs().size() == 2 && constants.values(op.inputs().get(1)).isPresent();
		return adds
			? Optional.of(graph.behindIdentity(op.inputs().get(0))).filter(before -> WEIGHTED.contains(before.kind()) && before.inputs().size() == 2)
			: Optional.empty();
	}

	private void add(TfGraph.Op op) {
		try {
			build(op);
		}
		catch (IndexOutOfBoundsException e) {
			throw refusal(op, "Expected more inputs or numbers, got " + op.inputs() + ".");
		}
	}

	private void build(TfGraph.Op op) {
		Optional<TfGraph.Op> before = biased(op);
		if (before.isPresent()) {
			weighted(before.get(), op, Optional.of(tensor(op, 1)));
			return;
		}
		if (FUNCTIONS.containsKey(op.kind())) {
			requirePixels(op);
			layer(op, new Activation(FUNCTIONS.get(op.kind())));
			return;
		}
		switch (op.kind()) {
			case "Conv2D", "DepthwiseConv2dNative", "MatMul" -> weighted(op, op, Optional.empty());
			case "MaxPool" -> pool(op, Pooling.Kind.MAX);
			case "AvgPool" -> pool(op, Pooling.Kind.AVERAGE);
			case "ResizeNearestNeighbor" -> layer(op, Upsampling.nearest(factor(op)));
			case "ConcatV2" -> concatenation(op);
			case "Add", "AddV2", "Mul", "Sub", "RealDiv", "BiasAdd" -> arithmetic(op);
			case "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3" -> normalization(op);
			case "Mean" -> plane(op, Pooling.Kind.AVERAGE);
			case "Max" -> plane(op, Pooling.Kind.MAX);
			case "Pad", "PadV2" -> pad(op);
			case "Reshape", "Squeeze" -> flat(op);
			case "Identity", "StopGradient" -> net.alias(op.name(), net.node(op.inputs().get(0)));
			default -> throw refusal(op, "Expected an operation that Fovea has, got this one.");
		}
	}

	/** A softmax here is one over channels. */
	private void requirePixels(TfGraph.Op op) {
		String from = net.node(op.inputs().get(0));
		Shape shape = net.shape(from);
		boolean isFlat = net.isVector(from) && (shape.height() != 1 || shape.width() != 1);
		if (isFlat && op.kind().equals("Softmax")) throw refusal(op, "Expected it over channels, got it over an image of " + shape + ".");
	}

	private String layer(TfGraph.Op op, Layer layer) {
		List<String> from = images(op).stream().map(net::node).toList();
		return named(op.name(), layer, from);
	}

	private String named(String tf, Layer layer, List<String> from) {
		String node = net.add(names.getOrDefault(tf, tf), layer, from);
		net.alias(tf, node);
		return node;
	}

	private Tensor tensor(TfGraph.Op op, int input) {
		return constants.values(op.inputs().get(input)).orElseThrow(() -> refusal(op, "Expected weights as input " + (input + 1) + ", got a computed value."));
	}

	private void weighted(TfGraph.Op op, TfGraph.Op last, Optional<Tensor> bias) {
		requireChannelsLast(last);
		Tensor kernel = tensor(op, 1);
		boolean isDense = op.kind().equals("MatMul");
		if (kernel.rank() != (isDense ? 2 : 4)) {
			throw refusal(op, "Expected a kernel " + (isDense ? "(input, output)" : "(height, width, input, output)") + ", got " + kernel + ".");
		}
		String from = net.node(op.inputs().get(0));
		String node = isDense
			? named(last.name(), dense(op, from, kernel, bias.isPresent()), List.of(from))
			: convolution(op, last, kernel, bias.isPresent());
		weights.put(node + ".kernel", kernel);
		int units = isDense ? kernel.extent(1) : op.kind().startsWith("Depthwise") ? kernel.extent(2) * kernel.extent(3) : kernel.extent(3);
		bias.ifPresent(values -> weights.put(node + ".bias", Tensor.of(perChannel(last, values, units), units)));
	}

	private String convolution(TfGraph.Op op, TfGraph.Op last, Tensor kernel, boolean hasBias) {
		requireChannelsLast(op);
		Size stride = plane(op, op.wholes("strides", 1, 1, 1, 1));
		Size dilation = plane(op, op.wholes("dilations", 1, 1, 1, 1));
		if (dilation.height() != dilation.width()) throw refusal(op, "Expected one dilation, got " + dilation + ".");
		Size window = new Size(kernel.extent(0), kernel.extent(1));
		Size reach = new Size((window.height() - 1) * dilation.height() + 1, (window.width() - 1) * dilation.width() + 1);
		String from = net.node(op.inputs().get(0));
		Padding padding = padding(op);
		if (padding == Padding.SAME && !isOurs(from, reach, stride)) {
			Shape in = net.shape(from);
			int y = zeros(in.height(), reach.height(), stride.height());
			int x = zeros(in.width(), reach.width(), stride.width());
			from = net.add(last.name() + "_zeros", new ZeroPadding(y / 2, y - y / 2, x / 2, x - x / 2), List.of(from));
			padding = Padding.VALID;
		}
		Convolution.Connection connection = op.kind().startsWith("Depthwise") ? Convolution.Connection.DEPTHWISE : Convolution.Connection.FULL;
		return named(last.name(), new Convolution(kernel.extent(3), window, stride, dilation.height(), padding, connection, hasBias), List.of(from));
	}

	/** TensorFlow's SAME depends on the size of the image: where the size is known and no multiple of the stride, the windows may lie elsewhere than ours. */
	private boolean isOurs(String from, Size window, Size stride) {
		Shape in = net.shape(from);
		return !in.isFixed() || zeros(in.height(), window.height(), stride.height()) / 2 == Padding.SAME.before(window.height(), stride.height())
			&& zeros(in.width(), window.width(), stride.width()) / 2 == Padding.SAME.before(window.width(), stride.width());
	}

	/** Zeros on both sides (tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2). */
	private static int zeros(int extent, int window, int stride) {
		return Math.max(((extent - 1) / stride) * stride + window - extent, 0);
	}

	private Dense dense(TfGraph.Op op, String from, Tensor kernel, boolean hasBias) {
		if (op.flag("transpose_a", false) || op.flag("transpose_b", false)) throw refusal(op, "Expected x·W, got a product of transposed matrices.");
		if (!net.isVector(from)) throw refusal(op, "Expected it behind a vector, got it behind an image.");
		if (net.shape(from).count() != kernel.extent(0)) {
			throw refusal(op, "Expected " + net.shape(from).count() + " rows of weights, got " + kernel.extent(0) + ".");
		}
		return new Dense(kernel.extent(1), hasBias);
	}

	private float[] perChannel(TfGraph.Op op, Tensor constant, int channels) {
		int count = constant.data().length;
		if (count != 1 && (count != channels || constant.extent(constant.rank() - 1) != count)) {
			throw refusal(op, "Expected one number or one for each of " + channels + " channels, got " + constant + ".");
		}
		float[] values = new float[channels];
		for (int c = 0; c < channels; c++)
			values[c] = constant.data()[count == 1 ? 0 : c];
		return values;
	}

	/** A sum of images, or a constant for each channel. */
	private void arithmetic(TfGraph.Op op) {
		List<String> images = images(op);
		boolean isSum = op.kind().equals("Add") || op.kind().equals("AddV2");
		if (images.size() == 2 && isSum) {
			layer(op, Join.add());
			return;
		}
		requireChannelsLast(op);
		if (op.inputs().size() != 2 || images.size() != 1) throw refusal(op, "Expected an image and a constant, got " + images.size() + " images.");
		int constant = images.get(0).equals(op.inputs().get(0)) ? 1 : 0;
		if (constant == 0 && op.kind().equals("RealDiv")) throw refusal(op, "Expected a constant behind, got one in front.");
		String from = net.node(images.get(0));
		float[] values = perChannel(op, tensor(op, constant), net.shape(from).channels());
		TfLine own = TfLine.of(from, op.kind(), values, constant == 1);
		line(op, lines.containsKey(from) ? lines.get(from).then(own) : own);
	}

	private void line(TfGraph.Op op, TfLine line) {
		int channels = line.scale().length;
		Convolution each = new Convolution(1, Size.of(1), Size.of(1), 1, Padding.SAME, Convolution.Connection.DEPTHWISE, true);
		String node = named(op.name(), each, List.of(line.from()));
		weights.put(node + ".kernel", Tensor.of(line.scale(), 1, 1, channels, 1));
		weights.put(node + ".bias", Tensor.of(line.shift(), channels));
		lines.put(node, line);
	}

	private void pad(TfGraph.Op op) {
		long[] pads = constants.wholes(op.inputs().get(1)).orElse(new long[0]);
		boolean isZero = op.inputs().size() < 3
			|| constants.values(op.inputs().get(2)).filter(value -> value.data().length == 1 && value.data()[0] == 0).isPresent();
		if (pads.length != 8 || pads[0] != 0 || pads[1] != 0 || pads[6] != 0 || pads[7] != 0 || !isZero) {
			throw refusal(op, "Expected zeros around the plane, got " + Arrays.toString(pads) + (isZero ? "." : " of another value."));
		}
		layer(op, new ZeroPadding(Math.toIntExact(pads[2]), Math.toIntExact(pads[3]), Math.toIntExact(pads[4]), Math.toIntExact(pads[5])));
	}

	/** A dense layer here reads an image row by row, channels last, as TensorFlow flattens it. */
	private void flat(TfGraph.Op op) {
		String from = net.node(op.inputs().get(0));
		Shape shape = net.shape(from);
		boolean isPixel = shape.height() == 1 && shape.width() == 1;
		if (op.kind().equals("Reshape")) {
			long[] extents = constants.wholes(op.inputs().get(1)).orElse(new long[0]);
			boolean isVector = extents.length == 2 && extents[0] == -1 && shape.isFixed() && (extents[1] == shape.count() || extents[1] == -1);
			if (!isVector) throw refusal(op, "Expected an image of " + shape + " to become one vector, got the extents " + Arrays.toString(extents) + ".");
		}
		else if (!isPixel || !Arrays.equals(op.wholes("squeeze_dims"), new long[] { 1, 2 })) {
			throw refusal(op, "Expected an image of one pixel to become a vector, got one of " + shape + ".");
		}
		net.alias(op.name(), from);
		net.makeVector(from);
	}

	private void normalization(TfGraph.Op op) {
		requireChannelsLast(op);
		if (op.flag("is_training", true)) throw refusal(op, "Expected a normalization with kept statistics, got one of training.");
		String node = layer(op, new Normalization(Normalization.Kind.BATCH, 1, op.real("epsilon", 1e-4f), 0.99));
		List<String> own = List.of("scale", "shift", "mean", "variance");
		for (int i = 0; i < own.size(); i++)
			weights.put(node + "." + own.get(i), tensor(op, i + 1));
	}

	private void pool(TfGraph.Op op, Pooling.Kind kind) {
		requireChannelsLast(op);
		Size window = plane(op, op.wholes("ksize"));
		Size stride = plane(op, op.wholes("strides"));
		String from = net.node(op.inputs().get(0));
		if (padding(op) == Padding.SAME && !isOurs(from, window, stride)) {
			throw refusal(op, "Expected sides that are multiples of the stride " + stride + " with padding SAME, got " + net.shape(from) + ".");
		}
		layer(op, new Pooling(kind, window, stride, padding(op)));
	}

	private static Padding padding(TfGraph.Op op) {
		return switch (op.text("padding", "")) {
			case "SAME" -> Padding.SAME;
			case "VALID" -> Padding.VALID;
			default -> throw refusal(op, "Expected padding SAME or VALID, got " + op.text("padding", "none") + ".");
		};
	}

	private static Size plane(TfGraph.Op op, long[] extents) {
		if (extents.length != 4 || extents[0] != 1 || extents[3] != 1) throw refusal(op, "Expected numbers of a plane, got " + Arrays.toString(extents) + ".");
		return new Size(Math.toIntExact(extents[1]), Math.toIntExact(extents[2]));
	}

	private static void requireChannelsLast(TfGraph.Op op) {
		if (!op.text("data_format", "NHWC").equals("NHWC")) throw refusal(op, "Expected channels last, got " + op.text("data_format", "") + ".");
	}

	/** The sides of the answer are computed: sides of the input times a constant. */
	private int factor(TfGraph.Op op) {
		TfGraph.Op size = graph.op(op.inputs().get(1));
		Optional<long[]> factors = size.kind().equals("Mul")
			? size.inputs().stream().map(constants::wholes).flatMap(Optional::stream).findFirst()
			: Optional.empty();
		boolean isSquare = factors.isPresent() && factors.get().length == 2 && factors.get()[0] == factors.get()[1] && factors.get()[0] > 0;
		if (!isSquare || op.flag("align_corners", false)) throw refusal(op, "Expected the input's sides times a constant, got another size.");
		return Math.toIntExact(factors.get()[0]);
	}

	private void concatenation(TfGraph.Op op) {
		long[] axis = constants.wholes(op.inputs().get(op.inputs().size() - 1)).orElse(new long[0]);
		boolean areVectors = op.inputs().stream().limit(op.inputs().size() - 1L).map(net::node).anyMatch(net::isVector);
		if (axis.length != 1 || areVectors || axis[0] != 3 && axis[0] != -1)
			throw refusal(op, "Expected channels to be joined, got axis " + Arrays.toString(axis) + ".");
		layer(op, Join.concatenate());
	}

	private void plane(TfGraph.Op op, Pooling.Kind kind) {
		long[] axes = constants.wholes(op.inputs().get(1)).orElse(new long[0]);
		if (!Arrays.equals(axes, new long[] { 1, 2 })) throw refusal(op, "Expected a pooling of the plane, got axes " + Arrays.toString(axes) + ".");
		String node = layer(op, new GlobalPooling(kind));
		if (!op.flag("keep_dims", false)) net.makeVector(node);
	}

	private static IllegalArgumentException refusal(TfGraph.Op op, String problem) {
		return new IllegalArgumentException("Operation " + op.kind() + " \"" + op.name() + "\": " + problem);
	}
}

package sc.fovea.model.zoo;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
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

/**
 * Makes Fovea's layers of the operations of a TensorFlow graph (N, H, W, C) that wanted nodes need, one by one; none is executed, and one that Fovea has not is refused by
 * its name.
 */
final class TfBuilder {

	private static final Map<String, Activation.Function> FUNCTIONS = Map.of("Relu", Activation.Function.RELU, "Relu6", Activation.Function.RELU6, "Elu",
		Activation.Function.ELU, "Selu", Activation.Function.SELU, "Sigmoid", Activation.Function.SIGMOID, "Tanh", Activation.Function.TANH, "Softplus",
		Activation.Function.SOFTPLUS, "Softmax", Activation.Function.SOFTMAX);

	private final TfGraph graph;
	private final Map<String, String> names;
	private final Assembly net;
	private final Map<String, Tensor> weights = new LinkedHashMap<>();

	/** @param names what nodes shall be called here, where it is another name */
	TfBuilder(TfGraph graph, int channels, Map<String, String> names) {
		this.graph = graph;
		this.names = names;
		this.net = new Assembly("image", Shape.ofChannels(channels));
		net.alias(graph.input(), "image");
	}

	/** Channels of the image: what the convolutions that read it expect. */
	static int channels(TfGraph graph) {
		for (TfGraph.Op op : graph.nodes().values()) {
			boolean isFirst = op.kind().equals("Conv2D") && op.inputs().size() == 2 && graph.behindIdentity(op.inputs().get(0)).name().equals(graph.input());
			Optional<Tensor> kernel = isFirst ? graph.values(op.inputs().get(1)) : Optional.empty();
			if (kernel.isPresent() && kernel.get().rank() == 4) return kernel.get().extent(2);
		}
		throw refusal(graph.behindIdentity(graph.output()), "Expected a graph in which a Conv2D reads the image, got none.");
	}

	/** The network that answers with these nodes. @throws IllegalArgumentException naming the operation that cannot be had */
	Network build(String... wanted) {
		for (String name : wanted) {
			need(name);
		}
		return net.network().withOutputs(Arrays.stream(wanted).map(net::node).toArray(String[]::new));
	}

	Weights weights() {
		return new Weights(weights);
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
			case "Add", "AddV2" -> op.inputs();
			default -> op.inputs().subList(0, 1);
		};
	}

	private Optional<TfGraph.Op> biased(TfGraph.Op op) {
		boolean adds = Set.of("BiasAdd", "Add", "AddV2").contains(op.kind()) && op.inputs().size() == 2 && graph.values(op.inputs().get(1)).isPresent();
		return adds
			? Optional.of(graph.behindIdentity(op.inputs().get(0))).filter(before -> isConvolution(before) && before.inputs().size() == 2)
			: Optional.empty();
	}

	private static boolean isConvolution(TfGraph.Op op) {
		return op.kind().equals("Conv2D") || op.kind().equals("DepthwiseConv2dNative");
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
		Optional<TfGraph.Op> convolution = biased(op);
		if (convolution.isPresent()) {
			convolution(convolution.get(), op, Optional.of(tensor(op, 1)));
			return;
		}
		if (FUNCTIONS.containsKey(op.kind())) {
			layer(op, new Activation(FUNCTIONS.get(op.kind())));
			return;
		}
		switch (op.kind()) {
			case "Conv2D", "DepthwiseConv2dNative" -> convolution(op, op, Optional.empty());
			case "MaxPool" -> pool(op, Pooling.Kind.MAX);
			case "AvgPool" -> pool(op, Pooling.Kind.AVERAGE);
			case "ResizeNearestNeighbor" -> layer(op, Upsampling.nearest(factor(op)));
			case "ConcatV2" -> concatenation(op);
			case "Add", "AddV2" -> layer(op, Join.add());
			case "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3" -> normalization(op);
			case "Mean" -> mean(op);
			case "Identity", "StopGradient" -> net.alias(op.name(), net.node(op.inputs().get(0)));
			default -> throw refusal(op, "Expected an operation that Fovea has, got this one.");
		}
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
		return graph.values(op.inputs().get(input)).orElseThrow(() -> refusal(op, "Expected weights as input " + (input + 1) + ", got a computed value."));
	}

	private void convolution(TfGraph.Op op, TfGraph.Op last, Optional<Tensor> bias) {
		requireChannelsLast(op);
		Tensor kernel = tensor(op, 1);
		if (kernel.rank() != 4) throw refusal(op, "Expected a kernel (height, width, input, output), got " + kernel + ".");
		boolean isDepthwise = op.kind().startsWith("Depthwise");
		Size stride = plane(op, op.wholes("strides", 1, 1, 1, 1));
		Size dilation = plane(op, op.wholes("dilations", 1, 1, 1, 1));
		if (dilation.height() != dilation.width()) throw refusal(op, "Expected one dilation, got " + dilation + ".");
		Convolution layer = new Convolution(kernel.extent(3), new Size(kernel.extent(0), kernel.extent(1)), stride, dilation.height(), padding(op),
			isDepthwise ? Convolution.Connection.DEPTHWISE : Convolution.Connection.FULL, bias.isPresent());
		String node = named(last.name(), layer, List.of(net.node(op.inputs().get(0))));
		weights.put(node + ".kernel", kernel);
		bias.ifPresent(values -> weights.put(node + ".bias", Tensor.of(values.data(), values.data().length)));
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
		layer(op, new Pooling(kind, plane(op, op.wholes("ksize")), plane(op, op.wholes("strides")), padding(op)));
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
			? size.inputs().stream().map(graph::wholes).flatMap(Optional::stream).findFirst()
			: Optional.empty();
		boolean isSquare = factors.isPresent() && factors.get().length == 2 && factors.get()[0] == factors.get()[1] && factors.get()[0] > 0;
		if (!isSquare || op.flag("align_corners", false)) throw refusal(op, "Expected the input's sides times a constant, got another size.");
		return Math.toIntExact(factors.get()[0]);
	}

	private void concatenation(TfGraph.Op op) {
		long[] axis = graph.wholes(op.inputs().get(op.inputs().size() - 1)).orElse(new long[0]);
		if (axis.length != 1 || axis[0] != 3 && axis[0] != -1) throw refusal(op, "Expected channels to be joined, got axis " + Arrays.toString(axis) + ".");
		layer(op, Join.concatenate());
	}

	private void mean(TfGraph.Op op) {
		long[] axes = graph.wholes(op.inputs().get(1)).orElse(new long[0]);
		if (!Arrays.equals(axes, new long[] { 1, 2 })) throw refusal(op, "Expected a mean over the plane, got axes " + Arrays.toString(axes) + ".");
		layer(op, new GlobalPooling(Pooling.Kind.AVERAGE));
	}

	private static IllegalArgumentException refusal(TfGraph.Op op, String problem) {
		return new IllegalArgumentException("Operation " + op.kind() + " \"" + op.name() + "\": " + problem);
	}
}

package sc.fovea.backend.reference;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Dropout;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Join;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Normalization;
import sc.fovea.net.Pooling;
import sc.fovea.net.RegionLayer;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.SoftArgmax;
import sc.fovea.net.Tensor;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.Upsampling;
import sc.fovea.net.Weights;
import sc.fovea.net.ZeroPadding;

/**
 * One pass through a network, node by node. Dropout passes its input on.
 *
 * @param network the network
 * @param weights its weights
 * @param training which nodes normalize by the statistics of the batch
 */
record Forward(Network network, Weights weights, Predicate<String> training) {

	/** The values of all inputs and of all nodes that the outputs need. @throws ShapeException if an input does not fit */
	Map<String, Images> run(Map<String, Tensor> inputs) {
		Map<String, Images> values = new LinkedHashMap<>();
		for (String name : network.inputs().keySet()) {
			if (inputs.containsKey(name)) {
				values.put(name, Images.of(name, inputs.get(name)));
			}
		}
		Map<String, Shape> given = new LinkedHashMap<>();
		values.forEach((name, images) -> given.put(name, images.shape()));
		Map<String, Shape> shapes = network.shapes(given);
		Set<String> needed = new LinkedHashSet<>();
		network.outputs().forEach(output -> needed.addAll(network.ancestors(output)));
		for (Node node : network.nodes()) {
			if (needed.contains(node.name())) {
				values.put(node.name(), value(node, node.inputs().stream().map(values::get).toList(), shapes.get(node.name())));
			}
		}
		return values;
	}

	private Images value(Node node, List<Images> inputs, Shape shape) {
		Images in = inputs.get(0);
		Parameters parameters = new Parameters(weights, node.name());
		if (node.layer() instanceof Convolution convolution) {
			return ConvolutionLoop.run(convolution, in, shape, parameters);
		}
		if (node.layer() instanceof TransposedConvolution convolution) {
			return TransposedConvolutionLoop.run(convolution, in, shape, parameters);
		}
		if (node.layer() instanceof Dense dense) {
			return DenseLoop.run(dense, in, shape, parameters);
		}
		if (node.layer() instanceof Normalization normalization) {
			NormalizationLoop loop = new NormalizationLoop(normalization, in, parameters);
			return training.test(node.name()) ? loop.inTraining() : loop.atInference();
		}
		if (node.layer() instanceof RegionLayer regions) {
			return new RegionLoop(regions, in, inputs.get(1)).run(node.name(), shape);
		}
		if (node.layer() instanceof Join join) {
			checkBatch(node, inputs);
			return JoinLoop.run(join, inputs, shape);
		}
		return weightless(node.layer(), in, shape);
	}

	private static Images weightless(Layer layer, Images in, Shape shape) {
		if (layer instanceof Pooling pooling) {
			return PoolingLoop.run(pooling, in, shape);
		}
		if (layer instanceof GlobalPooling pooling) {
			return PoolingLoop.run(pooling, in, shape);
		}
		if (layer instanceof SoftArgmax) {
			return SoftArgmaxLoop.run(in, shape);
		}
		if (layer instanceof Activation activation) {
			return ActivationLoop.run(activation, in);
		}
		if (layer instanceof ZeroPadding padding) {
			return ZeroPaddingLoop.run(padding, in, shape);
		}
		if (layer instanceof Upsampling upsampling) {
			return UpsamplingLoop.run(upsampling, in, shape);
		}
		if (layer instanceof Dropout) {
			return in;
		}
		throw new IllegalStateException("Expected a layer known to the reference backend, got " + layer + ".");
	}

	private static void checkBatch(Node node, List<Images> inputs) {
		List<Integer> batches = inputs.stream().map(Images::batch).distinct().toList();
		if (batches.size() > 1) {
			throw new ShapeException(node.name(), "inputs with equally many images", batches.toString());
		}
	}
}

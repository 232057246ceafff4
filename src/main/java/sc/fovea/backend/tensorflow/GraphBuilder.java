package sc.fovea.backend.tensorflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

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
import sc.fovea.net.RoiAlign;
import sc.fovea.net.RoiPooling;
import sc.fovea.net.Shape;
import sc.fovea.net.SoftArgmax;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.Upsampling;
import sc.fovea.net.ZeroPadding;

/**
 * Turns a network into operations of a graph. Number, height and width of images stay open where the network leaves them open, so
 * that one graph serves all sizes.
 */
final class GraphBuilder {

	/** Scope of the network's operations; a failing operation is called {@code net/<node>/...}. */
	static final String SCOPE = "net";

	private final Ops tf;
	private final Network network;

	/** Builds into the graph of {@code ops}. */
	GraphBuilder(Ops ops, Network network) {
		this.tf = ops.withSubScope(SCOPE);
		this.network = network;
	}

	/** A placeholder (N, H, W, C) for each input of the network. */
	Map<String, Placeholder<TFloat32>> inputs() {
		Map<String, Placeholder<TFloat32>> inputs = new LinkedHashMap<>();
		network.inputs().forEach((name, shape) -> inputs.put(name,
			tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(NativeTensors.open(shape)))));
		return inputs;
	}

	/**
	 * The values of all inputs and nodes.
	 *
	 * @param inputs values of the inputs
	 * @param weights values of the weights by name
	 * @param modes how each node works
	 */
	Map<String, Operand<TFloat32>> nodes(Map<String, ? extends Operand<TFloat32>> inputs, Map<String, Operand<TFloat32>> weights,
		Function<Node, NodeMode> modes) {
		Map<String, Shape> shapes = network.shapes();
		Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
		// TensorFlow refuses to fetch what is fed, so an input that is also an output, bare or behind a resting dropout, gets an
		// operation of its own.
		inputs.forEach((name, value) -> values.put(name, tf.identity(value)));
		for (Node node : network.nodes()) {
			List<Operand<TFloat32>> in = node.inputs().stream().map(values::get).toList();
			List<Shape> inShapes = node.inputs().stream().map(shapes::get).toList();
			values.put(node.name(), layer(new Site(tf.withSubScope(node.name()), node, in, inShapes, weights, modes.apply(node))));
		}
		return values;
	}

	private static Operand<TFloat32> layer(Site site) {
		Layer layer = site.node().layer();
		if (layer instanceof Convolution l) {
			return ConvolutionOps.convolution(site, l);
		}
		if (layer instanceof TransposedConvolution l) {
			return ConvolutionOps.transposed(site, l);
		}
		if (layer instanceof Dense l) {
			return ConvolutionOps.dense(site, l);
		}
		if (layer instanceof Pooling l) {
			return PoolingOps.pooling(site, l);
		}
		if (layer instanceof GlobalPooling l) {
			return PoolingOps.global(site, l);
		}
		if (layer instanceof Normalization l) {
			return NormalizationOps.normalization(site, l);
		}
		return pointwise(site, layer);
	}

	private static Operand<TFloat32> pointwise(Site site, Layer layer) {
		if (layer instanceof Activation l) {
			return ActivationOps.activation(site, l);
		}
		if (layer instanceof Dropout l) {
			return ActivationOps.dropout(site, l);
		}
		if (layer instanceof Upsampling l) {
			return ResamplingOps.upsampling(site, l);
		}
		if (layer instanceof ZeroPadding l) {
			return ResamplingOps.zeros(site, l);
		}
		if (layer instanceof Join l) {
			return ResamplingOps.join(site, l);
		}
		if (layer instanceof RoiAlign l) {
			return RegionOps.align(site, l);
		}
		if (layer instanceof RoiPooling l) {
			return RegionOps.pooling(site, l);
		}
		if (layer instanceof SoftArgmax) {
			return SoftArgmaxOps.softArgmax(site);
		}
		throw new IllegalStateException("Expected a layer known to the TensorFlow backend, got " + layer + ".");
	}
}

package sc.fovea.backend.tensorflow;

import java.util.List;
import java.util.Map;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import sc.fovea.net.Node;
import sc.fovea.net.Shape;

/**
 * Where a layer is built: what its operations read, and how it is to work.
 *
 * @param tf makes operations named after the node
 * @param node the node to build
 * @param inputs values of its inputs (N, H, W, C), in order
 * @param shapes declared shapes of its inputs, {@link Shape#ANY} where they depend on the image
 * @param weights all weights of the network by name
 * @param mode how the node works
 */
record Site(Ops tf, Node node, List<Operand<TFloat32>> inputs, List<Shape> shapes, Map<String, Operand<TFloat32>> weights,
	NodeMode mode) {

	/** The first input. */
	Operand<TFloat32> input() {
		return inputs.get(0);
	}

	/** Declared shape of the first input. */
	Shape shape() {
		return shapes.get(0);
	}

	/** A weight of this node, for example {@code kernel}. */
	Operand<TFloat32> weight(String name) {
		return weights.get(node.name() + "." + name);
	}

	/** The value with the node's bias added. */
	Operand<TFloat32> withBias(Operand<TFloat32> value) {
		return tf.nn.biasAdd(value, weight("bias"));
	}
}

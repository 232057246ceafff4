package sc.fovea.model.export;

import java.util.List;
import java.util.Map;

import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;

/**
 * A layer of a Keras model while it is written.
 *
 * @param name its own in the model
 * @param kind its class, for example {@code Conv2D}
 * @param config its settings besides the name
 * @param inputs names of the layers that it reads
 * @param shape of its answer
 * @param isVector whether the answer is (N, C), not an image
 * @param variables in Keras' order
 */
record KerasPart(String name, String kind, Map<String, Object> config, List<String> inputs, Shape shape, boolean isVector, List<Variable> variables) {

	/**
	 * A weight.
	 *
	 * @param name as Keras calls it, for example {@code gamma}
	 * @param values in Keras' order of extents
	 */
	record Variable(String name, Tensor values) {}

	/** Whether several images become one, which Keras reads from a list. */
	boolean joins() {
		return kind.equals("Add") || kind.equals("Concatenate");
	}
}

package sc.fovea.backend.tensorflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import sc.fovea.backend.OutOfMemoryException;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;

/**
 * A network in inference mode somewhere in a graph.
 *
 * @param network what is computed
 * @param engine the graph, which belongs to somebody else
 * @param inputs placeholders of the network's inputs by name; there may be others
 * @param values values of the network's nodes by name; there may be others
 */
record Inference(Network network, Engine engine, Map<String, ? extends Operand<TFloat32>> inputs, Map<String, Operand<TFloat32>> values) {

	private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

	/** The network's outputs for a batch; see {@link sc.fovea.backend.Runner#run(Map)}. */
	Map<String, Tensor> run(Map<String, Tensor> given) {
		BatchShapes shapes = BatchShapes.of(network, given);
		String words = shapes.describe(network);
		checkSize(shapes, words);
		shapes.checkMemory(network, engine.processor());
		Engine.Wanted wanted = new Engine.Wanted(network.outputs().stream().map(values::get).toList(), List.of());
		List<Tensor> fetched = engine.run(feeds -> network.inputs().keySet().forEach(name -> feeds.with(inputs.get(name), given.get(name))), wanted, words);
		Map<String, Tensor> answers = new LinkedHashMap<>();
		for (int i = 0; i < fetched.size(); i++) {
			answers.put(network.outputs().get(i), fetched.get(i));
		}
		return answers;
	}

	/** An answer that no Java array can hold is a lack of memory like any other: smaller tiles help. */
	private void checkSize(BatchShapes shapes, String words) {
		for (String output : network.outputs()) {
			if (shapes.values(output) > LARGEST_ARRAY) {
				throw new OutOfMemoryException("Expected an answer of at most " + LARGEST_ARRAY + " values at '" + output + "', got "
					+ shapes.values(output) + " for " + words + ".", new OutOfMemoryError("array size"));
			}
		}
	}
}

package sc.fovea.backend.reference;

import java.util.LinkedHashMap;
import java.util.Map;

import sc.fovea.backend.OutOfMemoryException;
import sc.fovea.backend.Runner;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** Inference in plain Java; immutable, so any number of threads may call it. */
record ReferenceRunner(Network network, Weights weights) implements Runner {

	@Override
	public Map<String, Tensor> run(Map<String, Tensor> inputs) {
		try {
			Map<String, Images> values = new Forward(network, weights, node -> false).run(inputs);
			Map<String, Tensor> answers = new LinkedHashMap<>();
			network.outputs().forEach(name -> answers.put(name, values.get(name).toTensor()));
			return answers;
		}
		catch (OutOfMemoryError e) {
			throw new OutOfMemoryException("The Java heap is too small to run inputs " + inputs + " on the reference backend.", e);
		}
	}

	@Override
	public void close() {
		// Nothing is held.
	}
}

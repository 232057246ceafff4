package sc.fovea.backend;

import java.util.Map;

import sc.fovea.net.Network;
import sc.fovea.net.Tensor;

/** A network with weights, in inference mode. Owner of native memory; may be called from several threads. */
public interface Runner extends AutoCloseable {

	/** The network that runs. */
	Network network();

	/**
	 * Runs a batch.
	 *
	 * @param inputs a tensor (N, H, W, C) for each input of the network
	 * @return a tensor for each output of the network
	 * @throws sc.fovea.net.ShapeException if an input does not fit
	 * @throws OutOfMemoryException if the device has not enough memory for this size; a smaller one may fit
	 * @throws BackendException if the library fails
	 */
	Map<String, Tensor> run(Map<String, Tensor> inputs);

	/** Runs a network of one input and returns its first output. */
	default Tensor run(Tensor input) {
		Map<String, Tensor> answers = run(Map.of(network().inputs().keySet().iterator().next(), input));
		return answers.get(network().outputs().get(0));
	}

	@Override
	void close();
}

package sc.fovea.backend.reference;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;

/** Runs networks in plain Java. It holds nothing that must be freed, so closing changes nothing. */
public final class ReferenceBackend implements Backend {

	@Override
	public String library() {
		return "Fovea's own, in plain Java";
	}

	@Override
	public String device() {
		return "CPU (reference, 1 thread)";
	}

	@Override
	public Runner runner(Network network, Weights weights) {
		weights.check(network);
		return new ReferenceRunner(network, weights);
	}

	@Override
	public void close() {
		// Nothing is held.
	}
}

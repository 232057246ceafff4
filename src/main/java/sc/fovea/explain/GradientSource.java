package sc.fovea.explain;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Gradients;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;

/** What the methods share. */
final class GradientSource {

	private GradientSource() {}

	/** Gradients of a part of a network. @throws IllegalArgumentException if the backend gives none */
	static Gradients open(Method method, Network part, Weights weights, List<String> sources, Backend backend) {
		if (backend instanceof TrainingBackend training) return training.gradients(part, weights.of(part), sources);
		throw new IllegalArgumentException("Method " + method.name() + " needs a backend that gives gradients, as one that trains networks does, got "
			+ backend.library() + "; occlusion works with every one.");
	}

	static void check(BooleanSupplier isStopped) {
		if (isStopped.getAsBoolean()) throw new CancellationException("Stopped.");
	}
}

package sc.fovea.backend;

import sc.fovea.net.Network;
import sc.fovea.net.Weights;

/** A backend that can also train. */
public interface TrainingBackend extends Backend {

	/**
	 * A network ready to learn.
	 *
	 * @param network its outputs are those that the losses name
	 * @param weights the beginning; not changed
	 * @param plan losses, optimizer, frozen nodes and seed
	 * @throws sc.fovea.net.ShapeException if the weights do not fit the network
	 */
	Learner learner(Network network, Weights weights, LearningPlan plan);
}

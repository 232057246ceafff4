package sc.fovea.backend;

import java.util.List;

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

	/**
	 * A network whose outputs can be differentiated.
	 *
	 * @param network its outputs are what is differentiated
	 * @param weights of all its layers; not changed
	 * @param sources names of inputs or nodes before the outputs, with respect to which gradients are taken, at least one
	 * @throws sc.fovea.net.ShapeException if the weights do not fit the network
	 * @throws IllegalArgumentException if there is no source, or no output depends on one smoothly
	 */
	Gradients gradients(Network network, Weights weights, List<String> sources);
}

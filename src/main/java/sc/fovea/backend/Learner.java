package sc.fovea.backend;

import java.util.List;
import java.util.Map;

import sc.fovea.net.Tensor;

/** A network in training. Owner of native memory; for one thread at a time. */
public interface Learner extends AutoCloseable {

	/**
	 * One step of the optimizer on one batch.
	 *
	 * @param batch inputs of the network, and targets and masks of the losses, by name
	 * @param learningRate rate of this step
	 * @return the losses <i>before</i> the step
	 * @throws sc.fovea.net.ShapeException if a tensor is missing or does not fit
	 */
	Step step(Map<String, Tensor> batch, double learningRate);

	/**
	 * What the network says as it is now: the values of nodes with the present weights, in inference mode. It is no step: weights, statistics and dropout's seed stay
	 * as they are. So the second part of a network can learn from what the first part finds:
	 *
	 * <pre>{@code
	 * Map<String, Tensor> found = learner.answer(Map.of("image", images), List.of("objectness", "shift"));
	 * learner.step(batchOf(images, found), rate);
	 * }</pre>
	 *
	 * @param inputs those inputs of the network that the nodes need, by name
	 * @param nodes names of nodes or inputs, at least one
	 * @return the value of each of them
	 * @throws IllegalArgumentException if there is no node of a name
	 * @throws sc.fovea.net.ShapeException if an input is missing or does not fit
	 */
	Map<String, Tensor> answer(Map<String, Tensor> inputs, List<String> nodes);

	/** Weights, optimizer's memory and step count: all that is needed to go on elsewhere. */
	LearnerState state();

	/** Goes on from a state that a learner of the same network and plan gave. */
	void restore(LearnerState state);

	@Override
	void close();

	/**
	 * What a step measured.
	 *
	 * @param loss the weighted sum of all losses
	 * @param parts each loss without its weight, in the plan's order
	 * @param gradientNorm Euclidean norm of the whole gradient before clipping
	 */
	record Step(double loss, List<Double> parts, double gradientNorm) {}
}

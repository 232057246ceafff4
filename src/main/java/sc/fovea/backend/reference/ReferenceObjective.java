package sc.fovea.backend.reference;

import java.util.List;
import java.util.Map;

import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.Loss;
import sc.fovea.net.Dropout;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * What a learner minimises, in double precision: the forward pass of training, in which batch normalization of nodes that are not frozen uses the
 * statistics of the batch. Central differences of it are an independent gradient.
 *
 * @param network the network
 * @param plan losses and frozen nodes
 */
public record ReferenceObjective(Network network, LearningPlan plan) {

	/** @throws IllegalArgumentException if a node that is not frozen drops values at random, for which there is no exact value */
	public ReferenceObjective {
		for (Node node : network.nodes()) {
			if (node.layer() instanceof Dropout dropout && dropout.rate() > 0 && !plan.isFrozen(node.name())) {
				throw new IllegalArgumentException(
					"Expected no dropout in training (rate 0, or the node frozen), got rate " + dropout.rate() + " at '" + node.name() + "'.");
			}
		}
	}

	/**
	 * The weighted sum of all losses.
	 *
	 * @param weights the point at which it is evaluated
	 * @param batch inputs of the network, targets and masks, by name
	 * @throws sc.fovea.net.ShapeException if a tensor is missing or does not fit
	 */
	public double value(Weights weights, Map<String, Tensor> batch) {
		List<Double> parts = parts(weights, batch);
		double sum = 0;
		for (int i = 0; i < parts.size(); i++) {
			sum += plan.losses().get(i).weight() * parts.get(i);
		}
		return sum;
	}

	/** Each loss without its weight, in the plan's order. @throws sc.fovea.net.ShapeException if a tensor is missing or does not fit */
	public List<Double> parts(Weights weights, Map<String, Tensor> batch) {
		weights.check(network);
		Network judged = network.withOutputs(plan.losses().stream().map(Loss::output).distinct().toArray(String[]::new));
		Map<String, Images> values = new Forward(judged, weights, node -> !plan.isFrozen(node)).run(batch);
		return plan.losses().stream().map(loss -> LossSum.of(loss, values.get(loss.output()), batch)).toList();
	}
}

package sc.fovea.backend;

import java.util.List;
import java.util.Map;

/**
 * What a learner minimises, and how.
 *
 * @param losses the terms of the objective
 * @param optimizer Adam's constants
 * @param rates factor of the learning rate by node name; 1 if absent. 0 freezes a node: it is not trained and works as at inference, so that its running
 *        statistics stay and its dropout is off
 * @param seed of dropout
 */
public record LearningPlan(List<Loss> losses, Adam optimizer, Map<String, Double> rates, long seed) {

	/** Copies its parts. @throws IllegalArgumentException if there is no loss or a rate is negative */
	public LearningPlan {
		losses = List.copyOf(losses);
		rates = Map.copyOf(rates);
		if (losses.isEmpty() || rates.values().stream().anyMatch(r -> !(r >= 0))) {
			throw new IllegalArgumentException("Expected at least one loss and rates of 0 or more, got " + losses + " and " + rates + ".");
		}
	}

	/** Whether a node is frozen. */
	public boolean isFrozen(String node) {
		return rate(node) == 0;
	}

	/** Factor of the learning rate for a node. */
	public double rate(String node) {
		return rates.getOrDefault(node, 1.0);
	}
}

package sc.fovea.train.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.train.loop.Stage;

/**
 * How fast the layers of a network learn whose trunk has learned before, beside new layers, which learn at the full rate.
 *
 * @param freeze layers that keep their weights
 * @param unfreeze steps in which the layers that are not frozen begin to learn, from the heads down to the image, over the first half of the training; 0 if all
 *        learn at once
 * @param pretrained share of the rate at which the trunk learns beside new layers
 */
public record LayerRates(Freeze freeze, int unfreeze, double pretrained) {

	/** For a trunk that has seen the like. */
	public static final double TENTH = 0.1;
	/** Progress at which the last layers begin to learn. */
	private static final double ALL_LEARN = 0.5;
	private static final int MOST_STEPS = 100;

	/** @throws IllegalArgumentException if the number of steps is not in 0–100 */
	public LayerRates {
		checkSteps(unfreeze);
	}

	/** @throws IllegalArgumentException if the number of steps between stages is not in 0–100 */
	public static void checkSteps(int unfreeze) {
		if (unfreeze < 0 || unfreeze > MOST_STEPS) {
			throw new IllegalArgumentException("Expected to unfreeze in 0 to " + MOST_STEPS + " steps, got " + unfreeze + ".");
		}
	}

	/**
	 * The stages of a training.
	 *
	 * @param network that learns
	 * @param weights that were learned before
	 * @param heads nodes behind the trunk
	 * @throws IllegalArgumentException if nothing would learn, or there is no layer to freeze of that name
	 */
	public List<Stage> stages(Network network, Weights weights, Set<String> heads) {
		Set<String> fresh = fresh(network, weights);
		List<String> kept = new ArrayList<>(Layers.weighted(network));
		Set<String> frozen = new LinkedHashSet<>(freeze.frozen(network, heads));
		frozen.removeAll(fresh);
		kept.removeAll(fresh);
		if (fresh.isEmpty() && frozen.containsAll(kept)) {
			throw new IllegalArgumentException("Expected a layer that learns, got all frozen by '" + freeze + "'.");
		}
		List<String> later = kept.stream().filter(name -> !frozen.contains(name) && !heads.contains(name)).toList();
		double factor = fresh.isEmpty() ? 1 : pretrained;
		int steps = Math.min(unfreeze, later.size());
		List<Stage> stages = new ArrayList<>();
		for (int i = 0; i <= steps; i++) {
			int waiting = steps == 0 ? 0 : later.size() - later.size() * i / steps;
			Map<String, Double> rates = new LinkedHashMap<>();
			kept.forEach(name -> rates.put(name, factor));
			frozen.forEach(name -> rates.put(name, 0.0));
			later.subList(0, waiting).forEach(name -> rates.put(name, 0.0));
			stages.add(new Stage(steps == 0 ? 0 : ALL_LEARN * i / steps, rates));
		}
		return stages;
	}

	/** Nodes with a weight that was not learned before. */
	private static Set<String> fresh(Network network, Weights weights) {
		Set<String> fresh = new LinkedHashSet<>();
		Weights fitted = weights.fitTo(network, 0);
		network.weightsByNode().forEach((node, specs) -> {
			if (specs.stream().anyMatch(spec -> fitted.get(spec.name()) != weights.tensors().get(spec.name()))) {
				fresh.add(node);
			}
		});
		return fresh;
	}
}

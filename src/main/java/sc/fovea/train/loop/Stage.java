package sc.fovea.train.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part of a training, in which the same layers learn. Each stage begins with a fresh memory of the optimizer, since layers that begin to learn have none.
 *
 * @param from progress of the training, 0–1, at which it begins
 * @param rates factor of the learning rate by node name, 1 if absent; 0 freezes a node
 */
public record Stage(double from, Map<String, Double> rates) {

	/** The whole training with all layers. */
	public static final Stage WHOLE = new Stage(0, Map.of());

	/** Copies the rates. @throws IllegalArgumentException if the beginning is not in 0–1 */
	public Stage {
		rates = Map.copyOf(rates);
		if (!(from >= 0 && from < 1)) {
			throw new IllegalArgumentException("Expected a stage that begins in 0-1, got " + from + ".");
		}
	}

	/** In short, for records: from when, and which nodes at which rate. */
	@Override
	public String toString() {
		Map<Double, List<String>> nodes = new TreeMap<>();
		rates.forEach((node, rate) -> nodes.computeIfAbsent(rate, r -> new ArrayList<>()).add(node));
		nodes.values().forEach(Collections::sort);
		return from + ": " + nodes;
	}
}

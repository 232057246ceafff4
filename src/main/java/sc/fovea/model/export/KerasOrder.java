package sc.fovea.model.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order that Keras gives the layers of a functional model when it opens it ({@code map_graph} in keras/src/ops/function.py): the farthest from the outputs first, of
 * those that are equally far the one that a walk from the outputs meets first. Weights are found by it, not by names.
 */
final class KerasOrder {

	private final Map<String, KerasPart> parts = new LinkedHashMap<>();
	private final Map<String, Integer> met = new HashMap<>();
	private final List<KerasPart> finished = new ArrayList<>();

	private KerasOrder(Collection<KerasPart> all) {
		all.forEach(part -> parts.put(part.name(), part));
	}

	/** The layers that outputs need, in Keras' order. */
	static List<KerasPart> of(Collection<KerasPart> parts, List<String> outputs) {
		KerasOrder order = new KerasOrder(parts);
		outputs.forEach(order::walk);
		Map<String, Integer> depths = order.depths();
		List<KerasPart> ordered = new ArrayList<>(order.finished);
		ordered.sort(Comparator.<KerasPart>comparingInt(part -> -depths.get(part.name())).thenComparingInt(part -> order.met.get(part.name())));
		return ordered;
	}

	private void walk(String name) {
		if (met.containsKey(name)) return;
		met.put(name, met.size());
		parts.get(name).inputs().forEach(this::walk);
		finished.add(parts.get(name));
	}

	/** The largest number of layers between each and an output. */
	private Map<String, Integer> depths() {
		Map<String, Integer> depths = new HashMap<>();
		for (int i = finished.size() - 1; i >= 0; i--) {
			KerasPart part = finished.get(i);
			int own = depths.merge(part.name(), 0, Math::max);
			part.inputs().forEach(input -> depths.merge(input, own + 1, Math::max));
		}
		return depths;
	}
}

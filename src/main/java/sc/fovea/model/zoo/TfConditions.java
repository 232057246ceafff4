package sc.fovea.model.zoo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Conditions of a TensorFlow 1 graph that are decided beforehand, as Keras writes them for layers that do otherwise while learning: a Switch passes its value on to one of
 * two branches, and the Merge behind them takes what arrives. Where the condition is a constant, or a placeholder with a default, the Merge becomes the branch that is taken.
 */
final class TfConditions {

	private static final int BOOL = 10;

	private final Map<String, TfGraph.Op> nodes;
	private final Map<String, List<String>> tensors;
	private final Map<String, TfGraph.Op> decided = new HashMap<>();

	private TfConditions(Map<String, TfGraph.Op> nodes, Map<String, List<String>> tensors) {
		this.nodes = nodes;
		this.tensors = tensors;
	}

	/**
	 * The nodes without conditions that are decided.
	 *
	 * @param nodes by name
	 * @param tensors what each reads, with the number of the output behind a colon where it is not the first
	 */
	static Map<String, TfGraph.Op> decided(Map<String, TfGraph.Op> nodes, Map<String, List<String>> tensors) {
		TfConditions conditions = new TfConditions(nodes, tensors);
		nodes.forEach(conditions::decide);
		Map<String, TfGraph.Op> all = new HashMap<>(nodes);
		all.putAll(conditions.decided);
		return all;
	}

	private void decide(String name, TfGraph.Op op) {
		if (op.kind().equals("Switch") && condition(op).isPresent()) passOn(op, op.inputs().get(0));
		if (!op.kind().equals("Merge")) return;
		List<String> taken = tensors.get(name).stream().filter(this::isTaken).map(TfGraph::node).toList();
		if (taken.size() == 1) passOn(op, taken.get(0));
	}

	private void passOn(TfGraph.Op op, String input) {
		decided.put(op.name(), new TfGraph.Op(op.name(), "Identity", List.of(input), Map.of()));
	}

	/** Whether a value arrives: no Switch before it sends its own elsewhere. */
	private boolean isTaken(String tensor) {
		Deque<String> waiting = new ArrayDeque<>(List.of(tensor));
		Set<String> seen = new HashSet<>();
		while (!waiting.isEmpty()) {
			String next = waiting.pop();
			TfGraph.Op op = nodes.get(TfGraph.node(next));
			if (op == null || !seen.add(next)) continue;
			Optional<Boolean> condition = op.kind().equals("Switch") ? condition(op) : Optional.empty();
			if (condition.isPresent() && condition.get() != next.endsWith(":1")) return false;
			if (condition.isEmpty()) waiting.addAll(tensors.get(op.name()));
		}
		return true;
	}

	/** What decides a Switch, if it is known. */
	private Optional<Boolean> condition(TfGraph.Op change) {
		if (change.inputs().size() != 2) return Optional.empty();
		TfGraph.Op op = nodes.get(change.inputs().get(1));
		Set<String> seen = new HashSet<>();
		while (op != null && Set.of("Identity", "PlaceholderWithDefault").contains(op.kind()) && !op.inputs().isEmpty() && seen.add(op.name())) {
			op = nodes.get(op.inputs().get(0));
		}
		return op != null && op.kind().equals("Const") ? truth(op) : Optional.empty();
	}

	private static Optional<Boolean> truth(TfGraph.Op constant) {
		return Optional.ofNullable(constant.attributes().get("value")).flatMap(value -> value.message(8)).filter(tensor -> tensor.whole(1, 0) == BOOL)
			.map(tensor -> tensor.wholes(11)).map(values -> values.length > 0 && values[0] != 0);
	}
}

package sc.fovea.model.zoo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.net.Tensor;

/**
 * Variables of a TensorFlow graph. Those of TensorFlow 1 are stored by their names; those of TensorFlow 2, of which several may have the same name, by a path in the tree of
 * objects, and which is whose is told by the function that would restore them: it is read, not run.
 *
 * @param stored values, if there are some
 * @param keys under which values are stored, by the name of the node that holds the variable
 */
record TfVariables(Optional<TensorBundle> stored, Map<String, String> keys) {

	private static final int MOST_HOPS = 100;

	/** Takes the keys from nodes that assign what is restored. */
	static TfVariables of(Optional<TensorBundle> stored, Map<String, TfGraph.Op> nodes) {
		Map<String, String> keys = new HashMap<>();
		for (TfGraph.Op op : nodes.values()) {
			if (!op.kind().equals("AssignVariableOp") || op.inputs().size() != 2) continue;
			key(nodes, op.inputs().get(1)).ifPresent(key -> keys.put(source(nodes, op.inputs().get(0)), key));
		}
		return new TfVariables(stored, keys);
	}

	/** The tensor behind nodes that pass it on. */
	private static String source(Map<String, TfGraph.Op> nodes, String tensor) {
		String source = tensor;
		for (int i = 0; i < MOST_HOPS; i++) {
			TfGraph.Op op = nodes.get(source);
			if (op == null || !op.kind().equals("Identity") || op.inputs().isEmpty()) break;
			source = op.inputs().get(0);
		}
		return source;
	}

	private static Optional<String> key(Map<String, TfGraph.Op> nodes, String value) {
		String tensor = source(nodes, value);
		TfGraph.Op restore = nodes.get(TfGraph.node(tensor));
		if (restore == null || !restore.kind().equals("RestoreV2") || restore.inputs().size() < 2) return Optional.empty();
		Optional<TfGraph.Op> names = Optional.ofNullable(nodes.get(source(nodes, restore.inputs().get(1))));
		List<String> keys = names.flatMap(op -> Optional.ofNullable(op.attributes().get("value"))).flatMap(attribute -> attribute.message(8))
			.map(texts -> texts.texts(8)).orElse(List.of());
		String number = tensor.equals(restore.name()) ? "0" : tensor.substring(restore.name().length() + 1);
		boolean isKnown = number.matches("\\d{1,6}") && Integer.parseInt(number) < keys.size();
		return isKnown ? Optional.of(keys.get(Integer.parseInt(number))) : Optional.empty();
	}

	/** The values of a variable, if values are stored. @throws IllegalArgumentException if this one's are not */
	Optional<Tensor> read(TfGraph.Op variable) {
		String shared = variable.text("shared_name", "");
		String usual = variable.kind().equals("VarHandleOp") && !shared.isEmpty() ? shared : variable.name();
		return stored.map(all -> all.read(keys.getOrDefault(variable.name(), usual)));
	}
}

package sc.fovea.model.zoo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The graph of a TensorFlow SavedModel (tensorflow/core/protobuf/saved_model.proto) with its variables, functions in place of
 * their calls: nodes by name, and which of them take the image and answer.
 *
 * @param nodes by name
 * @param input node that takes the image
 * @param output node that answers
 * @param version of the TensorFlow that wrote it
 * @param variables with their values
 * @param shape of the input as the signature tells it, -1 for an extent that is free; empty if it tells none
 */
record TfGraph(Map<String, Op> nodes, String input, String output, String version, TfVariables variables, List<Long> shape) {

	private static final int MOST_NODES = 100_000;
	private static final int MOST_HOPS = 100;
	private static final Set<String> CONDITIONS = Set.of("Switch", "Merge");

	/**
	 * An operation.
	 *
	 * @param name of the node
	 * @param kind for example {@code Conv2D}
	 * @param inputs names of nodes, or of second and later outputs with a number behind a colon; without those that only order the computation
	 * @param attributes by name
	 */
	record Op(String name, String kind, List<String> inputs, Map<String, ProtoMessage> attributes) {

		String text(String key, String usual) {
			return attributes.containsKey(key) && attributes.get(key).has(2) ? attributes.get(key).text(2) : usual;
		}

		float real(String key, float usual) {
			return attributes.containsKey(key) ? attributes.get(key).real(4, usual) : usual;
		}

		boolean flag(String key, boolean usual) {
			return attributes.containsKey(key) ? attributes.get(key).whole(5, usual ? 1 : 0) != 0 : usual;
		}

		/** Number of a type of values (tensorflow/core/framework/types.proto), 0 if none is told. */
		long type(String key) {
			return attributes.containsKey(key) ? attributes.get(key).whole(6, 0) : 0;
		}

		long[] wholes(String key, long... usual) {
			return attributes.containsKey(key) ? attributes.get(key).message(1).map(list -> list.wholes(3)).orElse(usual) : usual;
		}
	}

	/** Reads a model. @throws IllegalArgumentException if it is damaged, has several inputs or outputs, or calls functions that cannot be put in place of their calls */
	static TfGraph of(byte[] model, Optional<TensorBundle> stored) {
		List<ProtoMessage> graphs = ProtoMessage.of(model).messages(2);
		ProtoMessage chosen = graphs.stream().filter(g -> g.message(1).filter(info -> info.texts(4).contains("serve")).isPresent()).findFirst()
			.or(() -> graphs.stream().findFirst()).orElseThrow(() -> new IllegalArgumentException("Expected a graph, got none."));
		List<ProtoMessage> defs = chosen.message(2).map(graph -> graph.messages(1)).orElse(List.of());
		if (defs.size() > MOST_NODES) throw new IllegalArgumentException("Expected at most " + MOST_NODES + " nodes, got " + defs.size() + ".");
		Map<String, Op> nodes = new HashMap<>();
		defs.forEach(def -> nodes.put(def.text(1), op(def)));
		ProtoMessage signature = signature(chosen);
		ProtoMessage input = only(signature, 1, "input");
		String output = tensor(only(signature, 2, "output").text(1));
		List<ProtoMessage> library = chosen.message(2).flatMap(graph -> graph.message(2)).map(all -> all.messages(1)).orElse(List.of());
		TfFunctions functions = new TfFunctions(library, nodes);
		functions.inline(output);
		chosen.message(3).ifPresent(saver -> functions.inline(saver.text(3)));
		String version = chosen.message(1).map(info -> info.text(5)).orElse("");
		TfVariables variables = TfVariables.of(stored, nodes);
		return new TfGraph(TfConditions.decided(named(nodes), tensors(nodes)), node(input.text(1)), output, version, variables, shape(input));
	}

	/** Reads a node; what only orders the computation is left out. */
	static Op op(ProtoMessage def) {
		List<String> inputs = def.texts(3).stream().filter(input -> !input.startsWith("^")).map(TfGraph::tensor).toList();
		Map<String, ProtoMessage> attributes = new HashMap<>();
		for (ProtoMessage entry : def.messages(5)) {
			entry.message(2).ifPresent(value -> attributes.put(entry.text(1), value));
		}
		return new Op(def.text(1), def.text(2), inputs, attributes);
	}

	/** A first output is called like its node. */
	private static String tensor(String name) {
		return name.endsWith(":0") && name.indexOf(':') == name.length() - 2 ? node(name) : name;
	}

	private static Map<String, List<String>> tensors(Map<String, Op> nodes) {
		Map<String, List<String>> tensors = new HashMap<>();
		nodes.forEach((name, op) -> tensors.put(name, op.inputs()));
		return tensors;
	}

	/** What a condition passes on is called like its node, whichever branch takes it; other second outputs have names that no node has. */
	private static Map<String, Op> named(Map<String, Op> nodes) {
		Map<String, Op> named = new HashMap<>();
		nodes.forEach((name, op) -> named.put(name, new Op(name, op.kind(), op.inputs().stream().map(input -> {
			Op before = nodes.get(node(input));
			return before != null && CONDITIONS.contains(before.kind()) ? node(input) : input;
		}).toList(), op.attributes())));
		return named;
	}

	private static List<Long> shape(ProtoMessage input) {
		return input.message(3).map(shape -> shape.messages(2)).orElse(List.of()).stream().map(dimension -> dimension.whole(1, -1)).toList();
	}

	/** The node that gives a tensor. */
	static String node(String tensor) {
		int colon = tensor.indexOf(':');
		return colon < 0 ? tensor : tensor.substring(0, colon);
	}

	private static ProtoMessage signature(ProtoMessage graph) {
		for (ProtoMessage entry : graph.messages(5)) {
			if (entry.text(1).equals("serving_default")) {
				return entry.message(2).orElseThrow(() -> new IllegalArgumentException("Expected a signature, got an empty one."));
			}
		}
		throw new IllegalArgumentException("Expected the signature serving_default, got " + graph.messages(5).stream().map(e -> e.text(1)).toList() + ".");
	}

	private static ProtoMessage only(ProtoMessage signature, int field, String what) {
		List<ProtoMessage> entries = signature.messages(field);
		if (entries.size() != 1) {
			throw new IllegalArgumentException("Expected one " + what + ", got " + entries.stream().map(e -> e.text(1)).toList() + ".");
		}
		return entries.get(0).message(2).orElseThrow(() -> new IllegalArgumentException("Expected a tensor as " + what + ", got none."));
	}

	/** A node. @throws IllegalArgumentException if there is none of that name */
	Op op(String name) {
		Op op = nodes.get(name);
		if (op == null) throw new IllegalArgumentException("Expected a node \"" + name + "\", got none.");
		return op;
	}

	/** A node, or what stands behind nodes that pass a value on. */
	Op behindIdentity(String name) {
		Op op = op(name);
		for (int i = 0; i < MOST_HOPS && (op.kind().equals("Identity") || op.kind().equals("ReadVariableOp")) && !op.inputs().isEmpty(); i++) {
			op = op(op.inputs().get(0));
		}
		return op;
	}
}

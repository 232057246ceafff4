package sc.fovea.model.zoo;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.net.Tensor;

/**
 * The graph of a TensorFlow SavedModel (tensorflow/core/protobuf/saved_model.proto) with its variables: nodes by name, and which of them take the image and answer.
 *
 * @param nodes by name
 * @param input node that takes the image
 * @param output node that answers
 * @param version of the TensorFlow that wrote it
 * @param variables values, if there are some
 */
record TfGraph(Map<String, Op> nodes, String input, String output, String version, Optional<TensorBundle> variables) {

	private static final int FLOAT = 1, INT32 = 3, INT64 = 9;
	private static final int MOST_NODES = 100_000;
	private static final int MOST_HOPS = 100;

	/**
	 * An operation.
	 *
	 * @param name of the node
	 * @param kind for example {@code Conv2D}
	 * @param inputs names of nodes, without those that only order the computation
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

		long[] wholes(String key, long... usual) {
			return attributes.containsKey(key) ? attributes.get(key).message(1).map(list -> list.wholes(3)).orElse(usual) : usual;
		}
	}

	/** Reads a model. @throws IllegalArgumentException if it is damaged, or has several inputs or outputs */
	static TfGraph of(byte[] model, Optional<TensorBundle> variables) {
		List<ProtoMessage> graphs = ProtoMessage.of(model).messages(2);
		ProtoMessage chosen = graphs.stream().filter(g -> g.message(1).filter(info -> info.texts(4).contains("serve")).isPresent()).findFirst()
			.or(() -> graphs.stream().findFirst()).orElseThrow(() -> new IllegalArgumentException("Expected a graph, got none."));
		Map<String, Op> nodes = new HashMap<>();
		List<ProtoMessage> defs = chosen.message(2).map(graph -> graph.messages(1)).orElse(List.of());
		if (defs.size() > MOST_NODES) throw new IllegalArgumentException("Expected at most " + MOST_NODES + " nodes, got " + defs.size() + ".");
		Map<String, List<String>> tensors = new HashMap<>();
		defs.forEach(def -> {
			nodes.put(def.text(1), op(def));
			tensors.put(def.text(1), values(def));
		});
		ProtoMessage signature = signature(chosen);
		String version = chosen.message(1).map(info -> info.text(5)).orElse("");
		return new TfGraph(TfConditions.decided(nodes, tensors), only(signature, 1, "input"), only(signature, 2, "output"), version, variables);
	}

	private static Op op(ProtoMessage def) {
		List<String> inputs = values(def).stream().map(TfGraph::node).toList();
		Map<String, ProtoMessage> attributes = new HashMap<>();
		for (ProtoMessage entry : def.messages(5)) {
			entry.message(2).ifPresent(value -> attributes.put(entry.text(1), value));
		}
		return new Op(def.text(1), def.text(2), inputs, attributes);
	}

	/** What a node reads, without what only orders the computation. */
	private static List<String> values(ProtoMessage def) {
		return def.texts(3).stream().filter(input -> !input.startsWith("^")).toList();
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

	private static String only(ProtoMessage signature, int field, String what) {
		List<ProtoMessage> entries = signature.messages(field);
		if (entries.size() != 1) {
			throw new IllegalArgumentException("Expected one " + what + ", got " + entries.stream().map(e -> e.text(1)).toList() + ".");
		}
		return node(entries.get(0).message(2).map(info -> info.text(1)).orElse(""));
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

	/** The values of a constant or a variable, if it is one. */
	Optional<Tensor> values(String name) {
		Op op = behindIdentity(name);
		return switch (op.kind()) {
			case "Const" -> Optional.of(constant(op)).filter(Tensor.class::isInstance).map(Tensor.class::cast);
			case "VarHandleOp" -> variables.map(all -> all.read(op.text("shared_name", "").isEmpty() ? op.name() : op.text("shared_name", "")));
			case "VariableV2", "Variable" -> variables.map(all -> all.read(op.name()));
			default -> Optional.empty();
		};
	}

	/** Constant whole numbers, if they are some. */
	Optional<long[]> wholes(String name) {
		Op op = behindIdentity(name);
		return op.kind().equals("Const") && constant(op) instanceof long[] numbers ? Optional.of(numbers) : Optional.empty();
	}

	private static Object constant(Op op) {
		ProtoMessage tensor = Optional.ofNullable(op.attributes().get("value")).flatMap(value -> value.message(8))
			.orElseThrow(() -> new IllegalArgumentException("Expected a value of the constant \"" + op.name() + "\", got none."));
		int[] shape = tensor.message(2).map(s -> s.messages(2)).orElse(List.of()).stream().mapToInt(d -> Math.toIntExact(d.whole(1, 0))).toArray();
		int count = Math.toIntExact(Tensor.zeros(shape).data().length);
		ByteBuffer content = tensor.bytes(4);
		return switch ((int) tensor.whole(1, 0)) {
			case FLOAT -> Tensor.of(content.hasRemaining() ? floats(content, count) : repeated(tensor.reals(5), count), shape);
			case INT32 -> content.hasRemaining() ? ints(content, count) : repeated(tensor.wholes(7), count);
			case INT64 -> repeated(tensor.wholes(10), count);
			default -> new Object();
		};
	}

	private static float[] floats(ByteBuffer content, int count) {
		float[] values = new float[count];
		if (content.remaining() != 4L * count) throw new IllegalArgumentException("Expected " + count + " floats, got " + content.remaining() + " bytes.");
		content.asFloatBuffer().get(values);
		return values;
	}

	private static long[] ints(ByteBuffer content, int count) {
		if (content.remaining() != 4L * count) throw new IllegalArgumentException("Expected " + count + " numbers, got " + content.remaining() + " bytes.");
		long[] values = new long[count];
		Arrays.setAll(values, i -> content.getInt(4 * i));
		return values;
	}

	/** The last value stands for all that are not told. */
	private static float[] repeated(float[] told, int count) {
		float[] values = Arrays.copyOf(told, count);
		if (told.length > 0 && told.length < count) Arrays.fill(values, told.length, count, told[told.length - 1]);
		return values;
	}

	private static long[] repeated(long[] told, int count) {
		long[] values = Arrays.copyOf(told, count);
		if (told.length > 0 && told.length < count) Arrays.fill(values, told.length, count, told[told.length - 1]);
		return values;
	}
}

package sc.fovea.model.zoo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the functions of a TensorFlow 2 graph (tensorflow/core/framework/function.proto) in place of their calls, also where functions call functions. Nothing is executed;
 * functions that call themselves are refused by their name, and how deep and how large all may become is limited.
 */
final class TfFunctions {

	private static final Set<String> CALLS = Set.of("StatefulPartitionedCall", "PartitionedCall");
	/** Keras nests three or four; a function of each layer in a model in a model is far below this. */
	private static final int DEEPEST = 64;
	/** Nodes and their inputs that calls may add; a ResNet152 of Keras has about 10,000. */
	private static final int MOST_PARTS = 1_000_000;

	private final Map<String, ProtoMessage> library = new HashMap<>();
	private final Map<String, Function> read = new HashMap<>();
	private final Map<String, TfGraph.Op> nodes;
	private final Map<String, Frame> frames = new HashMap<>();
	private final Map<String, Integer> used = new HashMap<>();
	private int parts;

	/** A function: names of what it takes, what it gives as tensors of its body, and the body. */
	private record Function(List<String> arguments, List<String> results, List<TfGraph.Op> body) {}

	/** The call that a node comes from. */
	private record Frame(String function, Optional<Frame> outer, int depth) {

		boolean isIn(String name) {
			for (Optional<Frame> frame = Optional.of(this); frame.isPresent(); frame = frame.get().outer()) {
				if (frame.get().function().equals(name)) return true;
			}
			return false;
		}
	}

	/** Names of the nodes and arguments of a body as the whole graph knows them, and the nodes' kinds. */
	private record Scope(String function, Map<String, String> names, Map<String, String> kinds) {

		/** A tensor of a body is an argument, or {@code node:output:number}; of several outputs those of the first name come first. */
		String outside(String tensor) {
			String[] words = tensor.split(":");
			String name = words.length == 0 ? null : names.get(words[0]);
			if (name == null || words.length > 2 && !words[2].matches("\\d{1,5}")) {
				throw new IllegalArgumentException("Expected \"" + tensor + "\" in the function \"" + function + "\", got none.");
			}
			String kind = kinds.getOrDefault(words[0], "");
			boolean isFirst = !kind.startsWith("FusedBatchNorm") || words.length < 2 || words[1].equals("y");
			int number = (words.length > 2 ? Integer.parseInt(words[2]) : 0) + (isFirst ? 0 : 1);
			return number == 0 ? name : name + ":" + number;
		}
	}

	/**
	 * @param definitions the functions
	 * @param nodes of the graph by name, with their tensors as inputs; what stands in place of calls is added
	 */
	TfFunctions(List<ProtoMessage> definitions, Map<String, TfGraph.Op> nodes) {
		this.nodes = nodes;
		definitions.forEach(function -> library.put(function.message(1).map(signature -> signature.text(1)).orElse(""), function));
	}

	/** Replaces all calls that a node needs. @throws IllegalArgumentException naming the call and function that cannot be had */
	void inline(String wanted) {
		Deque<String> waiting = new ArrayDeque<>(List.of(wanted, TfGraph.node(wanted)));
		Set<String> seen = new HashSet<>();
		while (!waiting.isEmpty()) {
			// The node before its tensor: a call has to be replaced before its second output is there.
			String name = waiting.pollLast();
			TfGraph.Op op = nodes.get(name);
			if (op == null || !seen.add(name)) continue;
			if (CALLS.contains(op.kind())) call(op);
			else if (op.kind().equals("IdentityN")) passOn(op, op.inputs());
			for (String input : nodes.get(name).inputs()) {
				waiting.add(input);
				waiting.add(TfGraph.node(input));
			}
		}
	}

	private void call(TfGraph.Op op) {
		String name = Optional.ofNullable(op.attributes().get("f")).flatMap(value -> value.message(10)).map(function -> function.text(1)).orElse("");
		if (!library.containsKey(name)) throw refusal(op, "Expected a function of the graph, got \"" + name + "\".");
		Optional<Frame> outer = Optional.ofNullable(frames.get(op.name()));
		Frame frame = new Frame(name, outer, outer.map(Frame::depth).orElse(0) + 1);
		if (outer.isPresent() && outer.get().isIn(name)) throw refusal(op, "Expected functions that do not call themselves, got \"" + name + "\".");
		if (frame.depth() > DEEPEST) throw refusal(op, "Expected at most " + DEEPEST + " functions in each other, got more.");
		Function function = read.computeIfAbsent(name, this::read);
		if (function.arguments().size() != op.inputs().size()) {
			throw refusal(op, "Expected " + function.arguments().size() + " inputs of the function \"" + name + "\", got " + op.inputs().size() + ".");
		}
		parts += function.body().stream().mapToInt(node -> 1 + node.inputs().size()).sum();
		if (parts > MOST_PARTS) throw refusal(op, "Expected functions of at most " + MOST_PARTS + " nodes and inputs in all, got more.");
		Scope scope = scope(function, op, name);
		for (TfGraph.Op node : function.body()) {
			String own = scope.names().get(node.name());
			nodes.put(own, new TfGraph.Op(own, node.kind(), node.inputs().stream().map(scope::outside).toList(), node.attributes()));
			frames.put(own, frame);
		}
		passOn(op, function.results().stream().map(scope::outside).toList());
	}

	private Scope scope(Function function, TfGraph.Op call, String name) {
		Scope scope = new Scope(name, new HashMap<>(), new HashMap<>());
		for (TfGraph.Op node : function.body()) {
			scope.names().put(node.name(), free(node.name()));
			scope.kinds().put(node.name(), node.kind());
		}
		for (int i = 0; i < call.inputs().size(); i++)
			scope.names().put(function.arguments().get(i), call.inputs().get(i));
		return scope;
	}

	/** A name that no node has: its own, if that is free. */
	private String free(String name) {
		String free = name;
		while (nodes.containsKey(free) || used.containsKey(free)) {
			free = name + "_" + used.merge(name, 1, Integer::sum);
		}
		used.put(free, 0);
		return free;
	}

	/** Lets a node of several outputs give other tensors: the first by its name, others as {@code name:number}. */
	private void passOn(TfGraph.Op op, List<String> tensors) {
		nodes.put(op.name(), new TfGraph.Op(op.name(), "NoOp", List.of(), Map.of()));
		for (int i = 0; i < tensors.size(); i++) {
			String name = i == 0 ? op.name() : op.name() + ":" + i;
			nodes.put(name, new TfGraph.Op(name, "Identity", List.of(tensors.get(i)), Map.of()));
		}
	}

	private Function read(String name) {
		ProtoMessage definition = library.get(name);
		ProtoMessage signature = definition.message(1).orElseThrow();
		Map<String, String> returned = new HashMap<>();
		definition.messages(4).forEach(entry -> returned.put(entry.text(1), entry.text(2)));
		List<String> results = new ArrayList<>();
		for (ProtoMessage output : signature.messages(3)) {
			results.add(returned.getOrDefault(output.text(1), output.text(1)));
		}
		List<TfGraph.Op> body = definition.messages(3).stream().map(TfGraph::op).toList();
		return new Function(signature.messages(2).stream().map(argument -> argument.text(1)).toList(), results, body);
	}

	private static IllegalArgumentException refusal(TfGraph.Op op, String problem) {
		return new IllegalArgumentException("Operation " + op.kind() + " \"" + op.name() + "\": " + problem);
	}
}

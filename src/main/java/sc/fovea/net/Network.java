package sc.fovea.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network as a value: a directed acyclic graph of named layers, in an order in which each node stands behind its inputs.
 *
 * <pre>{@code
 * Network net = Network.input("image", 1)
 *     .then("conv", Convolution.of(16, 3))
 *     .then("relu", Activation.relu())
 *     .then("pool", Pooling.max(2))
 *     .then("head", Convolution.pointwise(2));
 * net.shapes(new Shape(64, 64, 1)).get("head");   // (32, 32, 2)
 * }</pre>
 *
 * @param inputs name and shape of each input; height and width may be {@link Shape#ANY}
 * @param nodes the layers, each behind its inputs
 * @param outputs names of the nodes whose values are the answer
 */
public record Network(Map<String, Shape> inputs, List<Node> nodes, List<String> outputs) {

	/**
	 * Copies its parts and checks the graph and the shapes.
	 *
	 * @throws IllegalArgumentException if a name is used twice or not known before its use, or there is no input or output
	 * @throws ShapeException if a node's inputs do not fit
	 */
	public Network {
		inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
		nodes = List.copyOf(nodes);
		outputs = List.copyOf(outputs);
		checkGraph(inputs, nodes, outputs);
		inferShapes(inputs, nodes);
	}

	/** A network of one input and no layer yet, for images of any size. */
	public static Network input(String name, int channels) {
		return input(name, Shape.ofChannels(channels));
	}

	/** A network of one input and no layer yet. */
	public static Network input(String name, Shape shape) {
		return new Network(Map.of(name, shape), List.of(), List.of(name));
	}

	/** With one more input. */
	public Network withInput(String name, Shape shape) {
		Map<String, Shape> more = new LinkedHashMap<>(inputs);
		more.put(name, shape);
		return new Network(more, nodes, outputs);
	}

	/** With a layer behind the last node (or the input), which becomes the output. */
	public Network then(String name, Layer layer) {
		return then(name, layer, last());
	}

	/** With a layer behind the named nodes, which becomes the output. */
	public Network then(String name, Layer layer, String... from) {
		List<Node> more = new ArrayList<>(nodes);
		more.add(new Node(name, layer, Arrays.asList(from)));
		return new Network(inputs, more, List.of(name));
	}

	/** The same for images of one size, to which the only input is fixed. @throws ShapeException if a node does not fit it */
	public Network withInputSize(Size size) {
		String name = inputs.keySet().iterator().next();
		return new Network(Map.of(name, new Shape(size.height(), size.width(), inputs.get(name).channels())), nodes, outputs);
	}

	/** The same with other outputs. */
	public Network withOutputs(String... names) {
		return new Network(inputs, nodes, Arrays.asList(names));
	}

	/** Name of the last node, or of the last input if there is none. */
	public String last() {
		return nodes.isEmpty() ? new ArrayList<>(inputs.keySet()).get(inputs.size() - 1) : nodes.get(nodes.size() - 1).name();
	}

	/** The part that the named nodes need, with them as outputs. @throws IllegalArgumentException if a name is unknown */
	public Network upTo(String... names) {
		Set<String> needed = new LinkedHashSet<>();
		for (String name : names) {
			needed.addAll(ancestors(name));
		}
		Map<String, Shape> kept = new LinkedHashMap<>(inputs);
		kept.keySet().retainAll(needed);
		return new Network(kept, nodes.stream().filter(n -> needed.contains(n.name())).toList(), Arrays.asList(names));
	}

	/**
	 * The part that is still to do once the values of the named nodes are known: they become inputs of the same name and shape, and what only led to them falls away.
	 * Outputs that depend on none of them fall away too. So a network runs in two parts, for example the second of them again and again:
	 *
	 * <pre>{@code
	 * Network trunk = net.upTo("features", "proposals");
	 * Network head = net.upTo("classes").after("features");   // inputs: features, and regions if the head reads this input
	 * Runner runner = backend.runner(head, weights.of(head));
	 * }</pre>
	 *
	 * @param names nodes; they come first among the inputs, if they are still needed
	 * @throws IllegalArgumentException if a name is unknown or no output lies behind one
	 */
	public Network after(String... names) {
		Set<String> known = new LinkedHashSet<>(Arrays.asList(names));
		Map<String, Shape> ports = new LinkedHashMap<>();
		for (String name : known) {
			ancestors(name);
			ports.put(name, shapes().get(name));
		}
		inputs.forEach(ports::putIfAbsent);
		String[] behind = outputs.stream().filter(o -> !known.contains(o) && !Collections.disjoint(ancestors(o), known)).toArray(String[]::new);
		if (behind.length == 0) {
			throw new IllegalArgumentException("Expected an output behind " + known + ", got only " + outputs + ".");
		}
		return new Network(ports, nodes.stream().filter(n -> !known.contains(n.name())).toList(), Arrays.asList(behind)).upTo(behind);
	}

	/**
	 * The part up to the named node, followed by another head: transfer learning in one call.
	 *
	 * @param name the last node to keep
	 * @param head a network of one input; its input becomes the kept node
	 * @throws IllegalArgumentException if the head has several inputs or a name that is taken
	 * @throws ShapeException if the head's input does not fit
	 */
	public Network replaceAfter(String name, Network head) {
		if (head.inputs.size() != 1) {
			throw new IllegalArgumentException("Expected a head with one input, got " + head.inputs.keySet() + ".");
		}
		Network trunk = upTo(name);
		String port = head.inputs.keySet().iterator().next();
		List<Node> joined = new ArrayList<>(trunk.nodes);
		for (Node node : head.nodes) {
			joined.add(new Node(node.name(), node.layer(), node.inputs().stream().map(i -> i.equals(port) ? name : i).toList()));
		}
		checkChannels(name, trunk.shapes().get(name), head.inputs.get(port));
		return new Network(trunk.inputs, joined, head.outputs.stream().map(o -> o.equals(port) ? name : o).toList());
	}

	/** A node by name. @throws IllegalArgumentException if there is none of that name */
	public Node node(String name) {
		return nodes.stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
			"Expected the name of a node, got '" + name + "'; nodes are " + nodes.stream().map(Node::name).toList() + "."));
	}

	/** Shape of every input and node for the declared inputs, {@link Shape#ANY} where it depends on the image. */
	public Map<String, Shape> shapes() {
		return inferShapes(inputs, nodes);
	}

	/** Shape of every input and node when the only input has the given shape. @throws ShapeException if it does not fit */
	public Map<String, Shape> shapes(Shape image) {
		return shapes(Map.of(inputs.keySet().iterator().next(), image));
	}

	/** Shape of every input and node for the given inputs. @throws ShapeException naming the input or node that does not fit */
	public Map<String, Shape> shapes(Map<String, Shape> given) {
		Map<String, Shape> all = new LinkedHashMap<>(inputs);
		all.replaceAll((name, declared) -> {
			Shape shape = given.get(name);
			if (shape == null || !fits(declared, shape)) {
				throw new ShapeException(name, "an input of shape " + declared, shape == null ? "none" : shape.toString());
			}
			return shape;
		});
		return inferShapes(all, nodes);
	}

	/** All weights, named {@code node.weight}, in the order of the nodes. */
	public List<WeightSpec> weights() {
		return weightsByNode().values().stream().flatMap(List::stream).toList();
	}

	/** The weights of each node, for nodes without weights an empty list. */
	public Map<String, List<WeightSpec>> weightsByNode() {
		Map<String, Shape> shapes = shapes();
		Map<String, List<WeightSpec>> specs = new LinkedHashMap<>();
		for (Node node : nodes) {
			List<Shape> in = node.inputs().stream().map(shapes::get).toList();
			specs.put(node.name(), node.weights(in).stream().map(w -> w.in(node.name())).toList());
		}
		return specs;
	}

	/** Names of all nodes and inputs that the named one depends on, itself included. */
	public Set<String> ancestors(String name) {
		Set<String> needed = new LinkedHashSet<>(Set.of(name));
		if (!inputs.containsKey(name)) {
			node(name);
		}
		for (int i = nodes.size() - 1; i >= 0; i--) {
			if (needed.contains(nodes.get(i).name())) {
				needed.addAll(nodes.get(i).inputs());
			}
		}
		return needed;
	}

	/** A table of nodes, shapes, weights, receptive field and halo; see {@link NetworkTable}. */
	public String describe() {
		return NetworkTable.of(this, shapes());
	}

	/** The same where the image, which is the first input, is of one size. @throws ShapeException if it does not fit */
	public String describe(Size image) {
		Map<String, Shape> given = new LinkedHashMap<>(inputs);
		String name = inputs.keySet().iterator().next();
		given.put(name, new Shape(image.height(), image.width(), inputs.get(name).channels()));
		return NetworkTable.of(this, shapes(given));
	}

	private static boolean fits(Shape declared, Shape given) {
		return declared.channels() == given.channels() && (declared.height() == Shape.ANY || declared.height() == given.height())
			&& (declared.width() == Shape.ANY || declared.width() == given.width());
	}

	private static void checkChannels(String name, Shape got, Shape expected) {
		if (!fits(expected, got)) {
			throw new ShapeException(name, "the head's input of shape " + expected, got.toString());
		}
	}

	private static Map<String, Shape> inferShapes(Map<String, Shape> inputs, List<Node> nodes) {
		Map<String, Shape> shapes = new LinkedHashMap<>(inputs);
		for (Node node : nodes) {
			shapes.put(node.name(), node.output(node.inputs().stream().map(shapes::get).toList()));
		}
		return shapes;
	}

	private static void checkGraph(Map<String, Shape> inputs, List<Node> nodes, List<String> outputs) {
		inputs.keySet().forEach(Node::checkName);
		Set<String> known = new LinkedHashSet<>(inputs.keySet());
		for (Node node : nodes) {
			if (!known.containsAll(node.inputs())) {
				throw new IllegalArgumentException("Expected inputs of node '" + node.name() + "' among " + known + ", got " + node.inputs() + ".");
			}
			if (!known.add(node.name())) {
				throw new IllegalArgumentException("Expected each name once, got '" + node.name() + "' twice.");
			}
		}
		if (inputs.isEmpty() || outputs.isEmpty() || !known.containsAll(outputs)) {
			throw new IllegalArgumentException("Expected an input, and outputs among " + known + ", got " + outputs + ".");
		}
	}
}

package sc.fovea.model.zoo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;

/**
 * A network in the making: nodes are added in the order of a foreign graph, whose names are kept as far as Fovea's rules for names allow.
 * <p>
 * It also keeps which values the other program holds as vectors (N, C), which here are images of one pixel or, before a dense layer, of more.
 */
final class Assembly {

	private final Map<String, String> nodes = new HashMap<>();
	private final Map<String, Shape> shapes = new HashMap<>();
	private final Set<String> vectors = new HashSet<>();
	private Network net;

	/** Begins with an input. */
	Assembly(String foreign, Shape shape) {
		String name = free(foreign);
		this.net = Network.input(name, shape);
		nodes.put(foreign, name);
		shapes.put(name, shape);
	}

	/** Adds a layer. @return the node's name here */
	String add(String foreign, Layer layer, List<String> from) {
		String name = free(foreign);
		net = net.then(name, layer, from.toArray(String[]::new));
		nodes.put(foreign, name);
		shapes.put(name, layer.output(from.stream().map(shapes::get).toList()));
		if (vectors.containsAll(from)) {
			vectors.add(name);
		}
		return name;
	}

	/** Lets another foreign name stand for a node. */
	void alias(String foreign, String node) {
		nodes.put(foreign, node);
	}

	/** Whether there is a value of that foreign name. */
	boolean knows(String foreign) {
		return nodes.containsKey(foreign);
	}

	/** The node of a foreign name. @throws IllegalArgumentException if there is none */
	String node(String foreign) {
		String node = nodes.get(foreign);
		if (node == null) {
			throw new IllegalArgumentException("Expected \"" + foreign + "\" before it is read, got no such layer.");
		}
		return node;
	}

	/** The shape of a node. */
	Shape shape(String node) {
		return shapes.get(node);
	}

	/** The layer of a node; empty for an input. */
	Optional<Layer> layer(String node) {
		return net.inputs().containsKey(node) ? Optional.empty() : Optional.of(net.node(node).layer());
	}

	/** From here on the other program holds the node's value as a vector. */
	void makeVector(String node) {
		vectors.add(node);
	}

	/** Whether the other program holds the node's value as a vector. */
	boolean isVector(String node) {
		return vectors.contains(node);
	}

	/** The network as it is. */
	Network network() {
		return net;
	}

	private String free(String foreign) {
		String plain = foreign.replaceAll("[^A-Za-z0-9_-]", "_");
		String name = plain.matches("[A-Za-z].*") ? plain : "n" + plain;
		String free = name;
		for (int i = 2; shapes.containsKey(free); i++) {
			free = name + "_" + i;
		}
		return free;
	}
}

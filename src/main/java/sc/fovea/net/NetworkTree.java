package sc.fovea.net;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A network as a tree of maps, lists, strings, numbers and booleans, which is what JSON holds; the text itself is the business of {@code model}.
 * <p>
 * A layer is a map of its record's fields plus {@code layer}, the record's name:
 * {@code {"name": "conv", "layer": "Dropout", "rate": 0.5, "inputs": ["image"]}}. Layers are found among the permitted records of {@link Layer}, never by
 * class name, so that a hostile file can name no other class.
 */
public final class NetworkTree {

	private NetworkTree() {}

	/** The tree of a network. */
	public static Map<String, Object> of(Network network) {
		Map<String, Object> inputs = new LinkedHashMap<>();
		network.inputs().forEach((name, s) -> inputs.put(name, List.of(s.height(), s.width(), s.channels())));
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("inputs", inputs);
		tree.put("nodes", network.nodes().stream().map(NetworkTree::of).toList());
		tree.put("outputs", network.outputs());
		return tree;
	}

	/**
	 * The network of a tree.
	 *
	 * @throws IllegalArgumentException naming the node and the field, if something is missing, unknown or of the wrong kind
	 */
	public static Network parse(Map<String, ?> tree) {
		Map<String, Shape> inputs = new LinkedHashMap<>();
		map(tree.get("inputs")).forEach((name, extents) -> inputs.put(name, shape(extents)));
		List<Node> nodes = new ArrayList<>();
		for (Object node : cast(tree, "nodes", List.class)) {
			nodes.add(node(map(node)));
		}
		return new Network(inputs, nodes, strings(tree, "outputs"));
	}

	private static Map<String, Object> of(Node node) {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("name", node.name());
		tree.put("layer", node.layer().getClass().getSimpleName());
		for (RecordComponent component : node.layer().getClass().getRecordComponents()) {
			tree.put(component.getName(), plain(read(component, node.layer())));
		}
		tree.put("inputs", node.inputs());
		return tree;
	}

	private static Object plain(Object value) {
		if (value instanceof Size size) {
			return List.of(size.height(), size.width());
		}
		return value instanceof Enum<?> constant ? constant.name() : value;
	}

	private static Object read(RecordComponent component, Layer layer) {
		try {
			return component.getAccessor().invoke(layer);
		}
		catch (ReflectiveOperationException e) {
			throw new IllegalStateException("Field " + component.getName() + " of " + layer + " cannot be read.", e);
		}
	}

	private static Node node(Map<String, ?> tree) {
		String name = cast(tree, "name", String.class);
		String type = cast(tree, "layer", String.class);
		Class<?> record = records(Layer.class).filter(c -> c.getSimpleName().equals(type)).findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Expected a known layer at node '" + name + "', got '" + type + "'."));
		try {
			return new Node(name, layer(record, tree), strings(tree, "inputs"));
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("Node '" + name + "' cannot be read: " + e.getMessage(), e);
		}
	}

	private static Stream<Class<?>> records(Class<?> type) {
		return type.isRecord() ? Stream.of(type) : Arrays.stream(type.getPermittedSubclasses()).flatMap(NetworkTree::records);
	}

	private static Layer layer(Class<?> record, Map<String, ?> tree) {
		RecordComponent[] components = record.getRecordComponents();
		checkFields(tree, components);
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		Object[] values = Arrays.stream(components).map(c -> value(c, tree)).toArray();
		try {
			Constructor<?> constructor = record.getDeclaredConstructor(types);
			return (Layer) constructor.newInstance(values);
		}
		catch (InvocationTargetException e) {
			throw new IllegalArgumentException(e.getCause().getMessage(), e);
		}
		catch (ReflectiveOperationException e) {
			throw new IllegalStateException("Layer " + record.getSimpleName() + " cannot be made.", e);
		}
	}

	private static void checkFields(Map<String, ?> tree, RecordComponent[] components) {
		Set<String> known = new LinkedHashSet<>(List.of("name", "layer", "inputs"));
		Arrays.stream(components).forEach(c -> known.add(c.getName()));
		if (!known.containsAll(tree.keySet())) {
			throw new IllegalArgumentException("Expected only the fields " + known + ", got " + tree.keySet() + ".");
		}
	}

	private static Object value(RecordComponent component, Map<String, ?> tree) {
		Class<?> type = component.getType();
		String key = component.getName();
		if (type == int.class) {
			return whole(cast(tree, key, Number.class), key);
		}
		if (type == double.class) {
			return cast(tree, key, Number.class).doubleValue();
		}
		if (type == boolean.class) {
			return cast(tree, key, Boolean.class);
		}
		if (type == Size.class) {
			int[] extents = wholes(cast(tree, key, List.class), 2);
			return new Size(extents[0], extents[1]);
		}
		return constant(type, cast(tree, key, String.class));
	}

	private static Object constant(Class<?> type, String name) {
		return Arrays.stream(type.getEnumConstants()).filter(c -> ((Enum<?>) c).name().equals(name)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("Expected one of " + Arrays.toString(type.getEnumConstants()) + ", got '" + name + "'."));
	}

	private static Shape shape(Object extents) {
		int[] e = wholes(extents, 3);
		return new Shape(e[0], e[1], e[2]);
	}

	private static int[] wholes(Object list, int length) {
		if (!(list instanceof List<?> values) || values.size() != length || !values.stream().allMatch(Number.class::isInstance)) {
			throw new IllegalArgumentException("Expected a list of " + length + " numbers, got " + list + ".");
		}
		return values.stream().mapToInt(v -> whole((Number) v, "extent")).toArray();
	}

	private static int whole(Number number, String key) {
		double value = number.doubleValue();
		if (value != (int) value) {
			throw new IllegalArgumentException("Expected a whole number of 32 bits for '" + key + "', got " + number + ".");
		}
		return (int) value;
	}

	private static List<String> strings(Map<String, ?> tree, String key) {
		List<String> strings = new ArrayList<>();
		for (Object value : cast(tree, key, List.class)) {
			if (!(value instanceof String name)) {
				throw new IllegalArgumentException("Expected '" + key + "' to hold names, got " + value + ".");
			}
			strings.add(name);
		}
		return strings;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		if (!(value instanceof Map<?, ?>)) {
			throw new IllegalArgumentException("Expected a map, got " + value + ".");
		}
		return (Map<String, Object>) value;
	}

	private static <T> T cast(Map<String, ?> tree, String key, Class<T> type) {
		Object value = tree.get(key);
		if (!type.isInstance(value)) {
			throw new IllegalArgumentException("Expected '" + key + "' to be a " + type.getSimpleName() + ", got " + value + ".");
		}
		return type.cast(value);
	}
}

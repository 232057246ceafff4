package sc.fovea.model.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.net.Network;
import sc.fovea.net.Shape;

/** The layers of a Keras model as its configuration tells them, in the words of Keras 2 or of Keras 3. */
final class KerasTree {

	private final boolean isOld;
	private final Map<String, KerasPart> byName = new HashMap<>();

	private KerasTree(List<KerasPart> parts, boolean isOld) {
		this.isOld = isOld;
		parts.forEach(part -> byName.put(part.name(), part));
	}

	/** The configuration. @param parts in Keras' order @param isOld whether Keras 2 shall read it */
	static Map<String, Object> of(Network network, List<KerasPart> parts, boolean isOld) {
		KerasTree tree = new KerasTree(parts, isOld);
		List<String> inputs = List.copyOf(network.inputs().keySet());
		Map<String, Object> config = ordered("name", "network", "trainable", true, "layers", parts.stream().map(tree::layer).toList(), "input_layers",
			tree.histories(inputs), "output_layers", tree.histories(network.outputs()));
		return isOld
			? ordered("class_name", "Functional", "config", config)
			: ordered("module", "keras.src.models.functional", "class_name", "Functional", "config", config, "registered_name", "Functional");
	}

	/** Keras 3 gives a single answer alone, not in a list, where it stands alone here. */
	private List<Object> histories(List<String> layers) {
		return layers.size() == 1 && !isOld ? history(layers.get(0)) : layers.stream().<Object>map(KerasTree::history).toList();
	}

	private static List<Object> history(String layer) {
		return List.of(layer, 0, 0);
	}

	private static Map<String, Object> ordered(Object... keysAndValues) {
		Map<String, Object> tree = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2)
			tree.put((String) keysAndValues[i], keysAndValues[i + 1]);
		return tree;
	}

	private Map<String, Object> layer(KerasPart part) {
		Map<String, Object> config = ordered("name", part.name(), "dtype", "float32");
		if (part.inputs().isEmpty()) config.put(isOld ? "batch_input_shape" : "batch_shape", extents(part));
		part.config().forEach((key, value) -> config.put(isOld && key.equals("negative_slope") ? "alpha" : key, value));
		Map<String, Object> layer = ordered("class_name", part.kind(), "config", config, "name", part.name(), "inbound_nodes", calls(part));
		if (!isOld) layer.put("module", "keras.layers");
		return layer;
	}

	private List<Object> calls(KerasPart part) {
		if (part.inputs().isEmpty()) return List.of();
		if (isOld) return List.of(part.inputs().stream().map(input -> List.of(input, 0, 0, Map.of())).toList());
		List<Object> tensors = new ArrayList<>();
		part.inputs().forEach(input -> tensors.add(tensor(byName.get(input))));
		return List.of(ordered("args", part.joins() ? List.of(tensors) : tensors, "kwargs", Map.of()));
	}

	private static Map<String, Object> tensor(KerasPart from) {
		return ordered("class_name", "__keras_tensor__", "config", ordered("shape", extents(from), "dtype", "float32", "keras_history", history(from.name())));
	}

	/** Extents that are free are null. */
	private static List<Integer> extents(KerasPart part) {
		Shape shape = part.shape();
		if (part.isVector()) return Arrays.asList(null, shape.isFixed() ? Integer.valueOf(Math.toIntExact(shape.count())) : null);
		return Arrays.asList(null, free(shape.height()), free(shape.width()), shape.channels());
	}

	private static Integer free(int extent) {
		return extent == Shape.ANY ? null : Integer.valueOf(extent);
	}
}

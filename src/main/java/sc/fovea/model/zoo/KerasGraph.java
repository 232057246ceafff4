package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import sc.fovea.model.ModelFormatException;

/**
 * The layers of a Keras model as its configuration lists them: sequential, or functional as Keras 2 and 3 write it.
 *
 * @param layers in Keras' order
 * @param outputs names of the layers that answer
 */
record KerasGraph(List<Item> layers, List<String> outputs) {

	private static final int MOST_LAYERS = 5000;

	/**
	 * A layer.
	 *
	 * @param name its own
	 * @param kind its class, for example {@code Conv2D}
	 * @param config its settings
	 * @param inputs names of the layers that it reads
	 */
	record Item(String name, String kind, ForeignSettings config, List<String> inputs) {}

	/** Reads a configuration. @throws ModelFormatException if it is of another kind of model, or something is missing */
	static KerasGraph of(ForeignFiles files, String entry, Map<String, Object> model) throws ModelFormatException {
		ForeignSettings top = new ForeignSettings(files, entry, model);
		String kind = top.text("class_name", "");
		Map<String, Object> config = map(top, "config", model.get("config"));
		List<?> layers = list(top, "layers", config.get("layers"));
		if (layers.size() > MOST_LAYERS) {
			throw top.refusal("layers", "at most " + MOST_LAYERS, layers.size());
		}
		return switch (kind) {
			case "Sequential" -> sequential(top, layers);
			case "Functional", "Model" -> functional(top, layers, config.get("output_layers"));
			default -> throw top.refusal("class_name", "a Sequential or Functional model", kind);
		};
	}

	private static KerasGraph sequential(ForeignSettings top, List<?> layers) throws ModelFormatException {
		List<Item> items = new ArrayList<>();
		for (Object layer : layers) {
			Item item = item(top, map(top, "layers", layer), List.of());
			boolean needsInput = items.isEmpty() && !item.kind().equals("InputLayer");
			if (needsInput) {
				items.add(new Item("input", "InputLayer", item.config(), List.of()));
			}
			List<String> from = items.isEmpty() ? List.of() : List.of(items.get(items.size() - 1).name());
			items.add(new Item(item.name(), item.kind(), item.config(), from));
		}
		if (items.isEmpty()) {
			throw top.refusal("layers", "at least one layer", "none");
		}
		return new KerasGraph(items, List.of(items.get(items.size() - 1).name()));
	}

	private static KerasGraph functional(ForeignSettings top, List<?> layers, Object answers) throws ModelFormatException {
		List<Item> items = new ArrayList<>();
		for (Object layer : layers) {
			Map<String, Object> tree = map(top, "layers", layer);
			items.add(item(top, tree, inbound(top, tree)));
		}
		List<String> outputs = new ArrayList<>();
		collect(answers, outputs);
		if (outputs.isEmpty()) {
			throw top.refusal("output_layers", "names of layers", answers);
		}
		return new KerasGraph(items, outputs);
	}

	private static Item item(ForeignSettings top, Map<String, Object> tree, List<String> inputs) throws ModelFormatException {
		Map<String, Object> config = map(top, "config", tree.get("config"));
		ForeignSettings layer = new ForeignSettings(top.files(), top.entry(), tree);
		String kind = layer.text("class_name", "");
		String name = config.get("name") instanceof String own ? own : layer.text("name", "");
		if (name.isEmpty()) {
			throw layer.refusal("name", "the name of a layer " + kind, "none");
		}
		return new Item(name, kind, new ForeignSettings(top.files(), top.entry() + ", layer " + name, config), inputs);
	}

	/** Keras 2 lists {@code [[["conv", 0, 0, {}]]]}, Keras 3 tensors with a history; one list for each use of the layer. */
	private static List<String> inbound(ForeignSettings top, Map<String, Object> tree) throws ModelFormatException {
		if (!(tree.get("inbound_nodes") instanceof List<?> uses) || uses.isEmpty()) {
			return List.of();
		}
		if (uses.size() > 1) {
			throw top.refusal(String.valueOf(tree.get("name")), "each layer used once", uses.size() + " uses");
		}
		List<String> names = new ArrayList<>();
		Object use = uses.get(0);
		if (use instanceof Map<?, ?> call) {
			history(call.get("args"), names);
		}
		else {
			collect(use, names);
		}
		return names;
	}

	/** Names of {@code ["conv", 0, 0, ...]}, alone or in lists. */
	private static void collect(Object tree, List<String> names) {
		if (!(tree instanceof List<?> list) || list.isEmpty()) {
			return;
		}
		if (list.get(0) instanceof String name) {
			names.add(name);
			return;
		}
		list.forEach(element -> collect(element, names));
	}

	private static void history(Object tree, List<String> names) {
		if (tree instanceof List<?> list) {
			list.forEach(element -> history(element, names));
		}
		else if (tree instanceof Map<?, ?> tensor && tensor.get("config") instanceof Map<?, ?> config) {
			collect(config.get("keras_history"), names);
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(ForeignSettings top, String key, Object value) throws ModelFormatException {
		if (!(value instanceof Map<?, ?>)) {
			throw top.refusal(key, "a map", value);
		}
		return (Map<String, Object>) value;
	}

	private static List<?> list(ForeignSettings top, String key, Object value) throws ModelFormatException {
		if (!(value instanceof List<?> list)) {
			throw top.refusal(key, "a list", value);
		}
		return list;
	}
}

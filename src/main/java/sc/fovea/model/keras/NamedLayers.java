package sc.fovea.model.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fovea.model.ModelFormatException;

/**
 * The layers of a Keras 2 file. One that Keras named itself ({@code conv2d_17}: the count goes on from model to model) is found by its place among the
 * layers of its kind.
 */
final class NamedLayers implements LayerSource {

	private final String file;
	private final Map<String, Map<String, StoredWeight>> stored;
	private final Map<KerasLayer, String> names = new HashMap<>();

	NamedLayers(LayerGroups groups, List<KerasLayer> layers) throws ModelFormatException {
		this.file = groups.file();
		Set<String> known = layers.stream().map(KerasLayer::name).filter(name -> !name.isEmpty()).collect(Collectors.toSet());
		this.stored = groups.weights(known);
		Map<String, List<String>> unnamed = new LinkedHashMap<>();
		stored.keySet().stream().filter(name -> !known.contains(name)).forEach(name -> unnamed.computeIfAbsent(kind(name), k -> new ArrayList<>()).add(name));
		for (KerasLayer layer : layers) {
			names.put(layer, layer.name().isEmpty() ? next(unnamed, layer) : layer.name());
		}
	}

	private static String kind(String name) {
		return name.replaceFirst("_\\d+$", "");
	}

	private String next(Map<String, List<String>> unnamed, KerasLayer layer) throws ModelFormatException {
		List<String> left = unnamed.getOrDefault(layer.kind(), List.of());
		if (left.isEmpty()) {
			throw new ModelFormatException(file, layer.node(), "Expected one more layer " + layer.kind() + ", got only " + stored.keySet() + ".");
		}
		return left.remove(0);
	}

	@Override
	public Map<String, StoredWeight> weights(KerasLayer layer) throws ModelFormatException {
		Map<String, StoredWeight> weights = stored.get(names.get(layer));
		if (weights == null) {
			throw new ModelFormatException(file, layer.name(), "Expected the weights of a layer of this name, got only " + stored.keySet() + ".");
		}
		return weights;
	}
}

package sc.fovea.model.keras;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.jhdf.api.Group;

import sc.fovea.model.ModelFormatException;

/**
 * The layers of a Keras 3 file ({@code .weights.h5}): groups {@code layers/conv2d_3/vars}, counted for each kind in the model's order from 0, the first
 * without a number; the variables in them are numbered too. The model's own names of layers are not there.
 */
final class NumberedLayers implements LayerSource {

	private static final String VARIABLES = "vars";

	private final LayerGroups groups;
	private final Map<KerasLayer, String> paths = new HashMap<>();

	NumberedLayers(LayerGroups groups, List<KerasLayer> layers) {
		this.groups = groups;
		Map<String, Integer> counts = new HashMap<>();
		for (KerasLayer layer : layers) {
			int index = counts.merge(layer.kind(), 1, Integer::sum) - 1;
			paths.put(layer, index == 0 ? layer.kind() : layer.kind() + "_" + index);
		}
	}

	@Override
	public Map<String, StoredWeight> weights(KerasLayer layer) throws ModelFormatException {
		Group variables = groups.group(groups.group(groups.numbered(), paths.get(layer)), VARIABLES);
		Map<String, StoredWeight> weights = new LinkedHashMap<>();
		List<String> names = layer.weights();
		for (int i = 0; i < names.size() && variables.getChildren().containsKey(Integer.toString(i)); i++) {
			weights.put(names.get(i), new StoredWeight(groups, variables, Integer.toString(i)));
		}
		return weights;
	}
}

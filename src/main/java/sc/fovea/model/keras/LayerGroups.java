package sc.fovea.model.keras;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;

import sc.fovea.model.ModelFormatException;

/**
 * The groups of a Keras file, one for each layer, with a list of the weights in it: {@code conv1} holds {@code conv1/kernel:0}.
 *
 * @param file its name, for messages
 * @param hdf the open file
 */
record LayerGroups(String file, HdfFile hdf) {

	/** Where {@code model.save} puts what {@code model.save_weights} puts at the root. */
	private static final String WITHIN_MODEL = "model_weights";

	/** Where the layers of a Keras 3 file are: of Keras 3 itself, and of the Keras 2.13 to 2.15 that began to write such files. */
	private static final List<String> NUMBERED = List.of("layers", "_layer_checkpoint_dependencies");

	/** Whether it is a file of Keras 3, in which layers and variables have numbers. */
	boolean isNumbered() {
		return NUMBERED.stream().anyMatch(hdf.getChildren()::containsKey);
	}

	/** The group of the layers of a Keras 3 file. */
	Group numbered() throws ModelFormatException {
		return group(hdf, NUMBERED.stream().filter(hdf.getChildren()::containsKey).findFirst().orElse(NUMBERED.get(0)));
	}

	/**
	 * The weights by layer and by their own name, for example {@code kernel}. In a model inside a model the layer is the last but one part of the
	 * weight's name, the group being that of the inner model. A slash in the name of a layer becomes an underscore.
	 *
	 * @param wanted names of layers
	 * @throws ModelFormatException if there are no such groups
	 */
	Map<String, Map<String, StoredWeight>> weights(Set<String> wanted) throws ModelFormatException {
		Group root = hdf.getChildren().containsKey(WITHIN_MODEL) ? group(hdf, WITHIN_MODEL) : hdf;
		Map<String, Map<String, StoredWeight>> layers = new LinkedHashMap<>();
		for (String name : names(root, "layer_names")) {
			Group layer = group(root, name);
			for (String path : names(layer, "weight_names")) {
				String[] parts = path.split("/");
				String own = name.replace('/', '_');
				String owner = parts.length == 1 || wanted.contains(own) ? own : parts[parts.length - 2];
				String weight = parts[parts.length - 1].replaceFirst(":\\d+$", "");
				layers.computeIfAbsent(owner, key -> new LinkedHashMap<>()).put(weight, new StoredWeight(this, layer, path));
			}
		}
		return layers;
	}

	private String[] names(Group group, String attribute) throws ModelFormatException {
		Attribute names = group.getAttributes().get(attribute);
		if (names == null) {
			throw new ModelFormatException(file, group.getName(), "Expected the list " + attribute
				+ " of a Keras weights file (.h5; not .weights.h5 or .keras), got none.");
		}
		if (names.isEmpty() || names.getSize() == 0) {
			return new String[0];
		}
		if (!(names.getData() instanceof String[] list)) {
			throw new ModelFormatException(file, group.getName(), "Expected a list of names as " + attribute + ", got " + names.getJavaType() + ".");
		}
		return list;
	}

	Group group(Group parent, String name) throws ModelFormatException {
		Group group = parent;
		for (String part : name.split("/")) {
			if (!(child(group, part) instanceof Group inner)) {
				throw new ModelFormatException(file, name, "Expected a group, got a single array.");
			}
			group = inner;
		}
		return group;
	}

	/** A member of a group; links are not followed, because they may lead to other files. */
	Node child(Group parent, String name) throws ModelFormatException {
		Node child = parent.getChildren().get(name);
		if (child == null || child instanceof Link) {
			throw new ModelFormatException(file, parent.getPath() + name, "Expected an entry of this name, got " + (child == null ? "none." : "a link."));
		}
		return child;
	}
}

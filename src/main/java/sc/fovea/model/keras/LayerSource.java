package sc.fovea.model.keras;

import java.util.Map;

import sc.fovea.model.ModelFormatException;

/** Where the weights of a layer are in a file. */
@FunctionalInterface
interface LayerSource {

	/** The weights of a layer by their Keras names. @throws ModelFormatException if the file has no such layer */
	Map<String, StoredWeight> weights(KerasLayer layer) throws ModelFormatException;
}

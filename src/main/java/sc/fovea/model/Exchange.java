package sc.fovea.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an archive holds besides so that other programs can use it as a model of bioimage.io: weights in their formats, and test tensors (N, C, H, W) before
 * preprocessing.
 *
 * @param files content by the name of the entry
 * @param weights formats, the first being the parent of the others
 * @param tests entry of the test tensor of each input and output
 */
public record Exchange(Map<String, byte[]> files, List<Format> weights, Map<String, String> tests) {

	/** For Fovea alone. */
	public static final Exchange NONE = new Exchange(Map.of(), List.of(), Map.of());

	/** Copies its parts; the contents are shared. */
	public Exchange {
		files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
		weights = List.copyOf(weights);
		tests = Map.copyOf(tests);
	}

	/**
	 * Weights of one format.
	 *
	 * @param name as bioimage.io calls it, for example {@code onnx}
	 * @param file the entry
	 * @param settings what the format needs besides, for example {@code opset_version}
	 */
	public record Format(String name, String file, Map<String, Object> settings) {}

	/** Whether other programs can use the archive. */
	boolean isOpen() {
		return !weights.isEmpty();
	}
}

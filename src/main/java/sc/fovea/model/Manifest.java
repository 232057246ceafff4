package sc.fovea.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fovea's own part of {@code rdf.yaml}, under {@code config: fovea}: number of the format, the model's card, input and task, and a
 * checksum for every entry.
 *
 * @param summary card, input and task
 * @param files SHA-256 in hexadecimal by the name of the entry
 */
record Manifest(ModelSummary summary, Map<String, String> files) {

	/** The format that this version writes, and the only one there is. */
	private static final int FORMAT = 1;
	/** The first version of Fovea that reads it. A later format states a later one, so that we can say what is needed. */
	private static final String SINCE = "0.1.0";

	/** The tree to keep. */
	Map<String, Object> tree() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("format", FORMAT);
		tree.put("since", SINCE);
		tree.putAll(RecordTree.of(summary));
		tree.put("files", new LinkedHashMap<>(files));
		return tree;
	}

	/**
	 * The manifest in a whole {@code rdf.yaml}.
	 *
	 * @throws IllegalArgumentException if it is not Fovea's, of another format, or something is missing or does not fit
	 */
	static Manifest parse(Map<?, ?> description) {
		if (!(description.get("config") instanceof Map<?, ?> config) || !(config.get("fovea") instanceof Map<?, ?> tree)) {
			throw new IllegalArgumentException("Expected a model that Fovea wrote, with 'config: fovea:', got none.");
		}
		if (!(tree.get("format") instanceof Integer format)) {
			throw new IllegalArgumentException("Expected a number as 'config: fovea: format:', got none.");
		}
		if (format != FORMAT) {
			Object since = tree.get("since");
			throw new IllegalArgumentException("Expected archive format " + FORMAT + ", got " + format + ", which "
				+ (since instanceof String version ? "Fovea " + version + " or newer reads." : "a newer version of Fovea reads."));
		}
		return new Manifest(RecordTree.parse(ModelSummary.class, tree), files(tree.get("files")));
	}

	private static Map<String, String> files(Object tree) {
		if (!(tree instanceof Map<?, ?> map)) {
			throw new IllegalArgumentException("Expected checksums as 'config: fovea: files:', got none.");
		}
		Map<String, String> files = new LinkedHashMap<>();
		map.forEach((name, sum) -> {
			if (!(name instanceof String) || !(sum instanceof String text) || !text.matches("[0-9a-f]{64}")) {
				throw new IllegalArgumentException("Expected 64 hexadecimal digits as checksum of '" + name + "', got something else.");
			}
			files.put((String) name, text);
		});
		return files;
	}
}

package sc.fovea.model;

import java.util.Map;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/** YAML as trees of maps, lists, texts and numbers. Reading knows no tags that make objects, no aliases of collections, and has limits. */
final class YamlText {

	private static final int LARGEST = 1 << 20;
	private static final int DEEPEST = 30;

	private YamlText() {}

	/** A tree in block style. */
	static String of(Map<String, ?> tree) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setDereferenceAliases(true);
		options.setSplitLines(false);
		options.setLineBreak(DumperOptions.LineBreak.UNIX);
		return new Yaml(new Representer(options), options).dump(tree);
	}

	/** The map that a text holds. @throws IllegalArgumentException saying where it is not YAML, or if it is something else or beyond the limits */
	static Map<?, ?> parse(String text) {
		LoaderOptions options = new LoaderOptions();
		options.setMaxAliasesForCollections(0);
		options.setNestingDepthLimit(DEEPEST);
		options.setCodePointLimit(LARGEST);
		options.setAllowDuplicateKeys(false);
		options.setAllowRecursiveKeys(false);
		try {
			Object tree = new Yaml(new SafeConstructor(options)).load(text);
			if (tree instanceof Map<?, ?> map) {
				return map;
			}
		}
		catch (YAMLException e) {
			throw new IllegalArgumentException("Expected YAML, got an error: " + e.getMessage(), e);
		}
		throw new IllegalArgumentException("Expected a YAML map, got something else.");
	}
}

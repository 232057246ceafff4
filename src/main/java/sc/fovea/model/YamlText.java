package sc.fovea.model;

import java.util.Map;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** YAML as trees of maps, lists, texts and numbers. Reading knows no tags that make objects, no aliases of collections, and has limits. */
public final class YamlText {

	private static final int LARGEST = 1 << 20;
	private static final int DEEPEST = 30;
	private static final int FOREIGN_ALIASES = 50;

	/**
	 * Puts texts with Unicode's own line breaks in double quotes, where they are escaped; elsewhere SnakeYAML would turn them
	 * into line feeds.
	 */
	private static final class Quoting extends Representer {

		private static final Pattern BREAKS = Pattern.compile("[\\u0085\\u2028\\u2029]");

		Quoting(DumperOptions options) {
			super(options);
		}

		@Override
		protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
			return super.representScalar(tag, value, BREAKS.matcher(value).find() ? DumperOptions.ScalarStyle.DOUBLE_QUOTED : style);
		}
	}

	private YamlText() {}

	/** A tree in block style. */
	static String of(Map<String, ?> tree) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setDereferenceAliases(true);
		options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
		options.setSplitLines(false);
		options.setLineBreak(DumperOptions.LineBreak.UNIX);
		return new Yaml(new Quoting(options), options).dump(tree);
	}

	/**
	 * The map that a text holds.
	 *
	 * @throws IllegalArgumentException saying where it is not YAML, or if it is something else or
	 * beyond the limits
	 */
	static Map<?, ?> parse(String text) {
		return parse(text, 0);
	}

	/** The map that a text of another program holds, which may say by a few aliases that parts are equal. @throws IllegalArgumentException as for Fovea's own */
	public static Map<?, ?> parseForeign(String text) {
		return parse(text, FOREIGN_ALIASES);
	}

	private static Map<?, ?> parse(String text, int aliases) {
		LoaderOptions options = new LoaderOptions();
		options.setMaxAliasesForCollections(aliases);
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
		catch (YAMLException | ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
			// The first is what SnakeYAML documents; "!!set x", for one, ends in a ClassCastException.
			throw new IllegalArgumentException("Expected YAML, got an error: " + e.getMessage(), e);
		}
		throw new IllegalArgumentException("Expected a YAML map, got something else.");
	}
}

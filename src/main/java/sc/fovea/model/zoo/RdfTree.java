package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.model.ModelFormatException;
import sc.fovea.model.YamlText;

/**
 * The description of a model of bioimage.io, 0.4 or 0.5, asked for what both say in different words.
 *
 * @param files where it is
 * @param entry its name
 * @param tree what it says
 */
record RdfTree(ForeignFiles files, String entry, Map<?, ?> tree) {

	private static final List<String> NAMES = List.of("rdf.yaml", "bioimageio.yaml", "model.yaml");

	/** A step of pre- or postprocessing. */
	record Step(String name, Map<?, ?> settings) {

		double number(String key, double usual) {
			Object value = settings.get(key);
			Object single = value instanceof List<?> list && list.size() == 1 ? list.get(0) : value;
			return single instanceof Number number ? number.doubleValue() : usual;
		}
	}

	/** The name of a description among files. */
	static Optional<String> find(ForeignFiles files) {
		return NAMES.stream().filter(files::has).findFirst().or(() -> files.entries().stream().filter(name -> name.endsWith(".rdf.yaml")).findFirst());
	}

	/** Reads it. @throws ModelFormatException if it is no YAML */
	static RdfTree read(ForeignFiles files, String entry) throws ModelFormatException {
		try {
			return new RdfTree(files, entry, YamlText.parseForeign(files.text(entry)));
		}
		catch (IllegalArgumentException e) {
			throw files.refusal(entry, e.getMessage().replaceFirst("[.]?$", "."));
		}
	}

	/** Text of a key. */
	String text(String key) {
		return tree.get(key) == null ? "" : String.valueOf(tree.get(key));
	}

	/** The only tensor under {@code inputs} or the first under {@code outputs}. */
	Map<?, ?> tensor(String side) throws ModelFormatException {
		if (!(tree.get(side) instanceof List<?> list) || list.isEmpty() || !(list.get(0) instanceof Map<?, ?> first)) {
			throw refusal("Expected a list of " + side + ", got " + tree.get(side) + ".");
		}
		if (side.equals("inputs") && list.size() > 1) {
			throw refusal("Expected one input, got " + list.size() + ".");
		}
		return first;
	}

	/** How many outputs there are. */
	int outputs() {
		return tree.get("outputs") instanceof List<?> list ? list.size() : 0;
	}

	/** The axes of a tensor as letters, for example {@code bcyx}. */
	String axes(Map<?, ?> tensor) throws ModelFormatException {
		if (tensor.get("axes") instanceof String letters) {
			return letters;
		}
		if (!(tensor.get("axes") instanceof List<?> axes)) {
			throw refusal("Expected axes, got " + tensor.get("axes") + ".");
		}
		StringBuilder letters = new StringBuilder();
		for (Object axis : axes) {
			letters.append(axis instanceof Map<?, ?> map ? letter(map) : String.valueOf(axis));
		}
		return letters.toString();
	}

	private static String letter(Map<?, ?> axis) {
		return switch (String.valueOf(axis.get("type"))) {
			case "batch" -> "b";
			case "channel" -> "c";
			case "space" -> axis.get("id") == null ? "x" : String.valueOf(axis.get("id"));
			default -> "i";
		};
	}

	/** Names of the channels of a tensor, if it tells them. */
	List<String> channels(Map<?, ?> tensor) {
		if (tensor.get("axes") instanceof List<?> axes) {
			for (Object axis : axes) {
				if (axis instanceof Map<?, ?> map && map.get("channel_names") instanceof List<?> names) {
					return names.stream().map(String::valueOf).toList();
				}
			}
		}
		return List.of();
	}

	/** Pre- or postprocessing of a tensor, without steps that change nothing here. */
	List<Step> steps(Map<?, ?> tensor, String key) {
		List<Step> steps = new ArrayList<>();
		if (tensor.get(key) instanceof List<?> list) {
			for (Object element : list) {
				if (element instanceof Map<?, ?> step) {
					String name = String.valueOf(step.get("id") == null ? step.get("name") : step.get("id"));
					Map<?, ?> settings = step.get("kwargs") instanceof Map<?, ?> given ? given : Map.of();
					if (!name.equals("ensure_dtype")) steps.add(new Step(name, settings));
				}
			}
		}
		return steps;
	}

	/** The file of a tensor's test values: {@code test_tensor}, or of 0.4 {@code test_inputs} and {@code test_outputs}. */
	Optional<String> test(Map<?, ?> tensor, String list) {
		Object test = tensor.get("test_tensor");
		Object source = test instanceof Map<?, ?> file ? file.get("source") : test;
		if (source == null && tree.get(list) instanceof List<?> files && !files.isEmpty()) {
			source = files.get(0);
		}
		return Optional.ofNullable(source).map(String::valueOf).map(name -> name.replaceFirst("^\\./", ""));
	}

	/** The file of weights of a format. */
	Optional<String> weights(String format) {
		boolean isThere = tree.get("weights") instanceof Map<?, ?> all && all.get(format) instanceof Map<?, ?> entry && entry.get("source") != null;
		return isThere
			? Optional.of(String.valueOf(((Map<?, ?>) ((Map<?, ?>) tree.get("weights")).get(format)).get("source")).replaceFirst("^\\./", ""))
			: Optional.empty();
	}

	/** Names of the formats in which there are weights. */
	String formats() {
		return tree.get("weights") instanceof Map<?, ?> all ? String.valueOf(all.keySet()) : "none";
	}

	/** A refusal of something in the description. */
	ModelFormatException refusal(String problem) {
		return files.refusal(entry, problem);
	}
}

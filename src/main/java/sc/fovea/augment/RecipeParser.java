package sc.fovea.augment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes a recipe of its tree.
 *
 * @param catalogue the augmentations that may be named
 */
record RecipeParser(Catalogue catalogue) {

	private static final Set<String> KEYS = Set.of("name", "description", "border", "fill", "visible", "steps");
	private static final String PROBABILITY = "probability";

	/** @throws IllegalArgumentException naming the entry that does not fit */
	Recipe recipe(Map<String, Object> tree) {
		for (String key : tree.keySet()) {
			if (!KEYS.contains(key)) {
				throw new IllegalArgumentException("Expected " + KEYS.stream().sorted().toList() + " in a recipe, got '" + key + "'.");
			}
		}
		Framing standard = Framing.MIRRORED;
		Framing framing = new Framing(border(text(tree, "border", standard.border().name())), number(tree, "fill", standard.fill()),
			number(tree, "visible", standard.visible()));
		return new Recipe(text(tree, "name", "recipe"), text(tree, "description", ""), framing, steps("steps", tree.get("steps")));
	}

	private static Border border(String name) {
		return Arrays.stream(Border.values()).filter(b -> b.name().equals(name.toUpperCase(Locale.ROOT))).findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Expected mirror, edge or constant as border, got '" + name + "'."));
	}

	private List<Step> steps(String path, Object value) {
		if (!(value instanceof List<?> list)) {
			throw new IllegalArgumentException("Expected a list of entries as " + path + ", got " + (value == null ? "none" : value) + ".");
		}
		List<Step> steps = new ArrayList<>();
		for (Object entry : list) {
			steps.add(step(path + "[" + steps.size() + "]", entry));
		}
		return steps;
	}

	private Step step(String path, Object value) {
		if (!(value instanceof Map<?, ?> map)) {
			throw new IllegalArgumentException("Expected an entry {...} as " + path + ", got " + value + ".");
		}
		Map<String, Object> entry = new LinkedHashMap<>();
		map.forEach((key, item) -> entry.put(String.valueOf(key), item));
		try {
			return step(path, entry);
		}
		catch (IllegalArgumentException e) {
			throw e.getMessage().startsWith("In ") ? e : new IllegalArgumentException("In " + path + ": " + e.getMessage(), e);
		}
	}

	private Step step(String path, Map<String, Object> entry) {
		double probability = number(entry, PROBABILITY, 1);
		entry.remove(PROBABILITY);
		for (String group : List.of("one_of", "sequence")) {
			if (entry.containsKey(group)) {
				requireOnly(group, entry);
				List<Step> steps = steps(path + "." + group, entry.get(group));
				return group.equals("one_of") ? new Step.OneOf(steps, probability) : new Step.Sequence(steps, probability);
			}
		}
		String name = text(entry, "use", "");
		entry.remove("use");
		return use(name, entry, probability);
	}

	private static void requireOnly(String group, Map<String, Object> entry) {
		if (entry.size() > 1) {
			throw new IllegalArgumentException("Expected only " + group + " and probability, got " + entry.keySet() + ".");
		}
	}

	private Step use(String name, Map<String, Object> given, double probability) {
		AugmentationFactory factory = catalogue.named(name);
		try {
			return Step.Use.of(factory, given, probability);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
		}
	}

	private static String text(Map<String, Object> tree, String key, String standard) {
		Object value = tree.getOrDefault(key, standard);
		if (!(value instanceof String text)) {
			throw new IllegalArgumentException("Expected a text as " + key + ", got " + value + ".");
		}
		return text;
	}

	private static double number(Map<String, Object> tree, String key, double standard) {
		Object value = tree.getOrDefault(key, standard);
		if (!(value instanceof Number number)) {
			throw new IllegalArgumentException("Expected a number as " + key + ", got " + value + ".");
		}
		return number.doubleValue();
	}
}

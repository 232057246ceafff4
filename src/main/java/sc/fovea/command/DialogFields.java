package sc.fovea.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The fields of a dialog in their order: what a person must say first, and in groups what is right for most, which a dialog shows on demand.
 *
 * @param first shown always
 * @param more the others by the headings of their groups
 */
record DialogFields(List<CommandInput> first, Map<String, List<CommandInput>> more) {

	/** A dialog of so few fields shows all. */
	private static final int FEW = 6;

	private static final Map<String, List<String>> GROUPS = groups();

	/** Settings that have the same name mean the same in all commands. */
	private static Map<String, List<String>> groups() {
		Map<String, List<String>> groups = new LinkedHashMap<>();
		groups.put("What counts", List.of("probability", "overlap", "scale", "roi", "slices", "shape", "margin", "larger", "divisions", "gap"));
		groups.put("What comes out", List.of("measured", "maps", "worst", "sanity", "baseline", "patch", "grid"));
		groups.put("Length of the training", List.of("steps", "epochs", "resume"));
		groups.put("Images of the training", List.of("recipe", "pixel_size", "split_masks", "seed", "strict"));
		groups.put("Network", List.of("width", "depth", "pooling", "pooling_size", "pooling_stride", "dropout", "freeze", "unfreeze"));
		groups.put("Where it runs", List.of("device", "backend"));
		return groups;
	}

	/** Sorts fields. */
	static DialogFields of(List<CommandInput> inputs) {
		if (inputs.size() <= FEW) return new DialogFields(List.copyOf(inputs), Map.of());
		Map<String, List<CommandInput>> more = new LinkedHashMap<>();
		GROUPS.forEach((heading, names) -> {
			List<CommandInput> group = inputs.stream().filter(input -> !input.isRequired() && names.contains(input.name())).toList();
			if (!group.isEmpty()) more.put(heading, group);
		});
		List<CommandInput> first = new ArrayList<>(inputs);
		more.values().forEach(first::removeAll);
		return new DialogFields(first, more);
	}

	/** All of them, in the order of the dialog. */
	List<CommandInput> all() {
		return Stream.concat(first.stream(), more.values().stream().flatMap(List::stream)).toList();
	}

	/** With what was typed before. @param typed values by name, those of other fields among them */
	DialogFields with(Map<String, Object> typed) {
		Map<String, List<CommandInput>> others = new LinkedHashMap<>();
		more.forEach((heading, group) -> others.put(heading, with(group, typed)));
		return new DialogFields(with(first, typed), others);
	}

	private static List<CommandInput> with(List<CommandInput> inputs, Map<String, Object> typed) {
		return inputs.stream().map(input -> typed.containsKey(input.name()) ? input.withValue(typed.get(input.name())) : input).toList();
	}

	/** Whether one of {@link #more} must be seen: it differs from what it usually is, or is named in what went wrong. */
	boolean isMoreNeeded(DialogFields usual, String problem) {
		List<CommandInput> now = more.values().stream().flatMap(List::stream).toList();
		List<CommandInput> before = usual.more.values().stream().flatMap(List::stream).toList();
		boolean isNamed = now.stream().anyMatch(input -> problem.contains("\"" + input.name() + "\"") || problem.contains("\"" + input.label() + "\""));
		return isNamed || !Objects.equals(now, before);
	}

	/** What the fields mean, as HTML for ImageJ's help window. */
	static String help(String title, List<CommandInput> inputs) {
		StringBuilder html = new StringBuilder("<html><h2>").append(escaped(title)).append("</h2>");
		for (CommandInput input : inputs) {
			html.append("<p><b>").append(escaped(input.label())).append("</b> (<code>").append(escaped(input.name())).append("</code>): ")
				.append(escaped(input.description())).append("</p>");
		}
		return html.append("</html>").toString();
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	/** What a field means, with its values, for the line below the fields. */
	static String note(CommandInput input) {
		String range = input.slider().isEmpty() ? "" : " " + input.slider().get(0) + " to " + input.slider().get(1) + ".";
		return input.description() + range + " (" + input.name() + ")";
	}
}

package sc.fovea.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;

/** Options of tasks in one text, written as in a macro: {@code system=fast-r-cnn proposals=2000}. */
final class TaskKeys {

	private TaskKeys() {}

	/** The values of options, with their standard values where none is written. @throws IllegalArgumentException naming a key that is unknown or does not fit */
	static OptionValues parse(String text, List<Option> options) {
		Map<String, Object> values = new LinkedHashMap<>(OptionValues.standard(options).values());
		MacroOptions.parse(text).values().forEach((key, value) -> values.put(key, input(key, options).parse(value)));
		return new OptionValues(values);
	}

	private static CommandInput input(String key, List<Option> options) {
		return options.stream().filter(option -> option.name().equals(key)).findFirst().map(CommandInput::of).orElseThrow(() -> new IllegalArgumentException(
			"There is no option \"" + key + "\"; the options of tasks are " + options.stream().map(Option::name).collect(Collectors.joining(", ")) + "."));
	}

	/** A text that {@link #parse} reads. @param values by name */
	static String written(Map<String, Object> values) {
		return values.entrySet().stream().map(entry -> entry.getKey() + "=[" + entry.getValue() + "]").collect(Collectors.joining(" "));
	}
}

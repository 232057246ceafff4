package sc.fovea.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.scijava.command.Command;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.backend.BackendOptions;
import sc.fovea.command.CommandInput;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;

/**
 * The settings of an ImageJ command as options: the same names, descriptions, defaults and checks; {@code pixel_size} becomes {@code --pixel-size}, and what can
 * be ticked an option without a value.
 *
 * <pre>{@code
 * CommandOptions settings = CommandOptions.of(Evaluate.class, Set.of());
 * settings.addTo(spec);              // --model, --data, ...
 * settings.text(parsed, "model");    // as given, or the command's own
 * }</pre>
 *
 * @param inputs in the order in which the help lists them, without those in groups
 * @param groups options of tasks
 */
record CommandOptions(List<CommandInput> inputs, List<Group> groups) {

	/**
	 * Options under a heading of their own.
	 *
	 * @param heading for the help
	 * @param inputs some of all
	 */
	record Group(String heading, List<CommandInput> inputs) {}

	/** The settings of a command. @param except names of those that are no options */
	static CommandOptions of(Class<? extends Command> command, Set<String> except) {
		return new CommandOptions(CommandInput.of(command).stream().filter(input -> !except.contains(input.name())).toList(), List.of());
	}

	/** The same with the options of all tasks, in the help under the names of the tasks that have them. @param which gives those of a task */
	CommandOptions withTasks(Function<Task<?>, List<Option>> which) {
		Map<String, List<CommandInput>> headings = new LinkedHashMap<>();
		for (Option option : Tasks.installed().options(which)) {
			String having = Tasks.installed().tasks().stream().filter(task -> which.apply(task).contains(option)).map(Task::name)
				.collect(Collectors.joining(", "));
			headings.computeIfAbsent(having, heading -> new ArrayList<>()).add(CommandInput.of(option));
		}
		return new CommandOptions(inputs, headings.entrySet().stream().map(entry -> new Group("For " + entry.getKey() + ":", entry.getValue())).toList());
	}

	/** An option of any name, whose description is plain text. */
	static OptionSpec.Builder option(String name, String label, String description) {
		return OptionSpec.builder(name).paramLabel(label).description(description.replace("%", "%%"));
	}

	/** The option that {@link #backend} reads beside the command's. */
	static OptionSpec threads() {
		return option("--threads", "N", "CPU threads; 0 for all cores.").type(int.class).defaultValue("0").build();
	}

	/** Adds an option for each setting. They are texts to picocli, since {@link CommandInput#parse} has the better sentences. */
	void addTo(CommandSpec spec) {
		inputs.forEach(input -> spec.addOption(option(input)));
		for (Group group : groups) {
			ArgGroupSpec.Builder args = ArgGroupSpec.builder().exclusive(false).validate(false).multiplicity("0..1").heading(group.heading() + "%n");
			group.inputs().forEach(input -> args.addArg(option(input)));
			spec.addArgGroup(args.build());
		}
	}

	private static OptionSpec option(CommandInput input) {
		if (input.type() == boolean.class) return OptionSpec.builder(name(input)).description(input.description()).type(boolean.class).build();
		return option(name(input), label(input), description(input)).names(names(input)).type(String.class).required(input.isRequired()).build();
	}

	private static String name(CommandInput input) {
		return "--" + input.name().replace('_', '-');
	}

	/** What the table is for is asked with a verb on the command line, where nothing can be ticked beside it. */
	private static String[] names(CommandInput input) {
		return input.name().equals("measured") ? new String[] { "--measure", name(input) } : new String[] { name(input) };
	}

	private static String label(CommandInput input) {
		if (!input.choices().isEmpty()) return String.join("|", input.choices());
		if (input.type() != String.class) return input.type() == int.class ? "N" : "X";
		return switch (input.name()) {
			case "data", "predicted" -> "FOLDER";
			case "output" -> input.description().startsWith("File") ? "FILE" : "FOLDER";
			case "classes", "measured" -> "NAME,...";
			case "recipe" -> "NAME|FILE";
			case "weights" -> "FILE|URL";
			case "freeze" -> "automatic|none|head|LAYER|N%";
			default -> "NAME";
		};
	}

	private static String description(CommandInput input) {
		String value = String.valueOf(input.value()).replaceFirst("\\.0$", "");
		return input.description() + (value.isEmpty() ? "" : " Default: " + value + ".");
	}

	/** What was given for a text, or the command's own. @throws IllegalArgumentException if it is not one of the choices */
	String text(ParseResult parsed, String name) {
		return (String) value(parsed, name);
	}

	/** What was given for anything, or the command's own, as text. @throws IllegalArgumentException if it is not of the type that the command has */
	String written(ParseResult parsed, String name) {
		return String.valueOf(value(parsed, name));
	}

	/** Whether what can be ticked was given. */
	boolean truth(ParseResult parsed, String name) {
		return (boolean) value(parsed, name);
	}

	/** What was given for a whole number, or the command's own. @throws IllegalArgumentException if it is none */
	int whole(ParseResult parsed, String name) {
		return (int) value(parsed, name);
	}

	/** What was given for a number, or the command's own. @throws IllegalArgumentException if it is none */
	double number(ParseResult parsed, String name) {
		return (double) value(parsed, name);
	}

	/** All values by the command's own keys. @throws IllegalArgumentException if one is not of its type, or not one of its choices */
	Map<String, Object> values(ParseResult parsed) {
		Map<String, Object> values = new LinkedHashMap<>();
		inputs.forEach(input -> values.put(input.name(), value(parsed, input)));
		values.putAll(taskValues(parsed).values());
		return values;
	}

	/** The values of the options of tasks. @throws IllegalArgumentException as {@link #values} */
	OptionValues taskValues(ParseResult parsed) {
		Map<String, Object> values = new LinkedHashMap<>();
		groups.forEach(group -> group.inputs().forEach(input -> values.put(input.name(), value(parsed, input))));
		return new OptionValues(values);
	}

	private Object value(ParseResult parsed, String name) {
		return value(parsed, inputs.stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow());
	}

	private static Object value(ParseResult parsed, CommandInput input) {
		if (input.type() == boolean.class) return parsed.hasMatchedOption(name(input));
		String text = parsed.matchedOptionValue(name(input), (String) null);
		return text == null ? input.value() : input.parse(text);
	}

	/** Where to compute, of a command that has a device. @throws IllegalArgumentException if there is no such device */
	BackendOptions backend(ParseResult parsed) {
		BackendOptions.Device device = BackendOptions.Device.valueOf(text(parsed, "device").toUpperCase(Locale.ROOT));
		return new BackendOptions(device, parsed.matchedOptionValue("--threads", 0), text(parsed, "backend"));
	}

	/** Thresholds and scale, of a command that segments. @throws IllegalArgumentException if one is outside its range */
	SegmentationOptions segmentation(ParseResult parsed) {
		return new SegmentationOptions(number(parsed, "probability"), number(parsed, "overlap"), number(parsed, "scale"), 0);
	}
}

package sc.fovea.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.backend.BackendOptions;
import sc.fovea.command.CommandInput;
import sc.fovea.command.Evaluate;
import sc.fovea.command.EvaluationJob;
import sc.fovea.command.SegmenterRequest;
import sc.fovea.task.SegmentationOptions;
import sc.fovea.tile.MemoryBudget;

/**
 * What {@code fovea evaluate} was asked for: the keys of the ImageJ command, and threads.
 *
 * @param job to be done
 * @param request model and device
 */
record EvaluateOptions(EvaluationJob job, SegmenterRequest request) {

	static CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("evaluate");
		spec.usageMessage().header("Says how good a model, or labels of any program, are on annotated images.").description("Writes:",
			"  evaluation.csv, .png     scores at each IoU threshold, or of each class", "  summary.csv              all images together",
			"  images.csv               a row for each image, the worst first", "  objects_by_size.csv      which objects are found, by their area in pixels",
			"  confusion_matrix.csv     which classes are taken for which", "  worst_1_NAME.png, ...    truth blue, prediction orange, both white", "");
		settings().forEach(input -> spec.addOption(option(input).build()));
		spec.addOption(OptionSpec.builder("--threads").paramLabel("N").description("CPU threads; 0 for all cores.").type(int.class).defaultValue("0").build());
		return spec;
	}

	private static OptionSpec.Builder option(CommandInput input) {
		String value = String.valueOf(input.value()).replaceFirst("\\.0$", "");
		String description = (input.description() + (value.isEmpty() ? "" : " Default: " + value + ".")).replace("%", "%%");
		return OptionSpec.builder("--" + input.name()).paramLabel(label(input)).description(description).type(String.class);
	}

	private static String label(CommandInput input) {
		if (!input.choices().isEmpty()) return String.join("|", input.choices());
		if (input.type() != String.class) return input.type() == int.class ? "N" : "X";
		return input.name().equals("model") ? "NAME" : "FOLDER";
	}

	private static List<CommandInput> settings() {
		return CommandInput.of(Evaluate.class);
	}

	/** @throws IllegalArgumentException if a value is outside its range; the message is one sentence */
	static EvaluateOptions of(ParseResult parsed) {
		EvaluationJob.Places places = EvaluationJob.Places.of(text(parsed, "model"), text(parsed, "predicted"), text(parsed, "data"), text(parsed, "output"));
		SegmentationOptions segmentation = new SegmentationOptions((double) value(parsed, "probability"), (double) value(parsed, "overlap"),
			(double) value(parsed, "scale"), (int) value(parsed, "channel"));
		EvaluationJob job = new EvaluationJob(places, EvaluationJob.Kind.of(text(parsed, "task")), (int) value(parsed, "worst"), segmentation);
		BackendOptions.Device device = BackendOptions.Device.valueOf(text(parsed, "device").toUpperCase(Locale.ROOT));
		BackendOptions backend = new BackendOptions(device, parsed.matchedOptionValue("--threads", 0));
		return new EvaluateOptions(job, new SegmenterRequest(text(parsed, "model"), backend, MemoryBudget.automatic()));
	}

	private static String text(ParseResult parsed, String name) {
		return (String) value(parsed, name);
	}

	private static Object value(ParseResult parsed, String name) {
		CommandInput input = settings().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
		String text = parsed.matchedOptionValue("--" + name, (String) null);
		return text == null ? input.value() : input.parse(text);
	}
}

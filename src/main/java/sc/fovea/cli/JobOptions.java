package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.backend.BackendOptions;
import sc.fovea.command.Formats;
import sc.fovea.model.ModelCard;
import sc.fovea.train.TrainingJob;

/** Options of every training beside its plan: what is read and written, what the new model says of itself, and where to compute. */
final class JobOptions {

	private JobOptions() {}

	/** Adds what is read and written. */
	static void addPlacesTo(CommandSpec spec) {
		spec.addOption(option("--data", "FOLDER", "Folder with \"images\" and \"labels\"; files that belong together have the same name.").type(Path.class)
			.required(true).build());
		spec.addOption(option("--output", "FILE", "Where the model goes, for example cells.zip.").type(Path.class).required(true).build());
	}

	/** Adds what is to be learned. @param standard of the option, in words */
	static void addTaskTo(CommandSpec spec, String standard) {
		spec.addOption(option("--task", String.join("|", tasks()), "Labels are ids of objects, ids of classes, or boxes of classes. Default: " + standard + ".")
			.type(String.class).build());
	}

	/** Adds what the model says of itself, and where to compute. */
	static void addTo(CommandSpec spec) {
		spec.addOption(option("--name", "NAME", "Name of the model: a-z, 0-9 and -. Default: that of the file.").type(String.class).build());
		spec.addOption(option("--pixel-size", "UM", "Side of a pixel of the images in micrometres: calibrated images will be resampled to it.")
			.type(double.class).build());
		spec.addOption(option("--description", "TEXT", "For which images the model is.").type(String.class).build());
		spec.addOption(option("--author", "TEXT", "Who made it.").type(String.class).build());
		spec.addOption(option("--licence", "SPDX", "Its licence, for example CC-BY-4.0.").type(String.class).build());
		spec.addOption(OptionSpec.builder("--resume").description("Go on with the training that was stopped.").type(boolean.class).build());
		spec.addOption(option("--device", "any|cpu|gpu", "Where to compute. Default: any.").type(String.class).build());
		spec.addOption(CommandOptions.threads());
		spec.usageMessage().description("Writes beside the model FILE.zip:",
			"  FILE_training.csv, .png  losses and scores of each validation, to see overfitting",
			"  FILE_events              the same for TensorBoard: tensorboard --logdir FILE_events", "");
		spec.usageMessage().footer("", "Ctrl-C ends the training early; the best model so far is written. While it runs, its state is kept in FILE.checkpoint.",
			"Of fewer than 10 images a quarter of each is held back to judge by, of more some whole images.",
			"With --steps or --epochs alone, the same images, options and seed give the same model on one CPU.");
	}

	/** Names of the tasks as users write them. */
	static List<String> tasks() {
		return Arrays.stream(TrainingJob.Kind.values()).map(JobOptions::written).toList();
	}

	private static String written(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** What is read and written. */
	static TrainingJob.Places places(ParseResult parsed) {
		return new TrainingJob.Places(parsed.matchedOptionValue("--data", Path.of("")), parsed.matchedOptionValue("--output", Path.of("")),
			Formats.installed());
	}

	/** What is to be learned, if it was said. @throws IllegalArgumentException if there is no such task */
	static Optional<TrainingJob.Kind> kind(ParseResult parsed) {
		return parsed.hasMatchedOption("--task")
			? Optional.of(choice(TrainingJob.Kind.class, "task", parsed.matchedOptionValue("--task", "")))
			: Optional.empty();
	}

	/** Where to compute. @throws IllegalArgumentException if there is no such device */
	static BackendOptions backend(ParseResult parsed) {
		return new BackendOptions(choice(BackendOptions.Device.class, "device", parsed.matchedOptionValue("--device", "any")),
			parsed.matchedOptionValue("--threads", 0));
	}

	/** What the model says of itself. @throws IllegalArgumentException if its name or licence cannot be one */
	static TrainingJob.About about(ParseResult parsed) {
		ModelCard named = TrainingJob.About.named(parsed.matchedOptionValue("--name", name(parsed.matchedOptionValue("--output", Path.of(""))))).card();
		ModelCard.Credits credits = new ModelCard.Credits(List.of(parsed.matchedOptionValue("--author", named.credits().authors().get(0))), List.of(),
			parsed.matchedOptionValue("--licence", named.credits().licence()));
		ModelCard card = new ModelCard(named.name(), parsed.matchedOptionValue("--description", ""), named.version(), credits, named.trainingData(),
			named.scores(), named.limitations());
		return new TrainingJob.About(card, parsed.hasMatchedOption("--pixel-size")
			? OptionalDouble.of(parsed.matchedOptionValue("--pixel-size", 0.0))
			: OptionalDouble.empty());
	}

	/** The file's name as a model's: {@code My cells.zip} becomes {@code my-cells}. */
	private static String name(Path output) {
		String stem = String.valueOf(output.getFileName()).replaceFirst("\\.[^.]*$", "");
		return stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
	}

	private static <E extends Enum<E>> E choice(Class<E> type, String name, String text) {
		List<String> choices = Arrays.stream(type.getEnumConstants()).map(JobOptions::written).toList();
		if (!choices.contains(text)) {
			throw new IllegalArgumentException("\"" + name + "\" must be one of " + String.join(", ", choices) + ", but is \"" + text + "\".");
		}
		return type.getEnumConstants()[choices.indexOf(text)];
	}
}

package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.augment.Recipe;
import sc.fovea.backend.BackendOptions;
import sc.fovea.command.RecipeBook;
import sc.fovea.model.ModelCard;
import sc.fovea.train.Budget;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.TrainingPlan;

/**
 * What {@code fovea train} was asked for.
 *
 * @param job to be done
 * @param backend device and threads
 */
record TrainOptions(TrainingJob job, BackendOptions backend) {

	private static final double MINUTES = 60;

	static CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("train");
		spec.usageMessage().header("Trains a model from annotated images: a folder with images/NAME.tif and labels/NAME.tif for each.");
		spec.usageMessage().description("Writes beside the model FILE.zip:",
			"  FILE_training.csv, .png  losses and scores of each validation, to see overfitting",
			"  FILE_events              the same for TensorBoard: tensorboard --logdir FILE_events", "");
		spec.usageMessage().footer("", "Ctrl-C ends the training early; the best model so far is written. While it runs, its state is kept in FILE.checkpoint.",
			"With --steps alone, the same images, options and seed give the same model on one CPU.");
		spec.addOption(option("--data", "FOLDER", "Folder with \"images\" and \"labels\"; files that belong together have the same name.").type(Path.class)
			.required(true).build());
		spec.addOption(option("--output", "FILE", "Where the model goes, for example cells.zip.").type(Path.class).required(true).build());
		spec.addOption(option("--task", String.join("|", tasks()), "Labels are ids of objects, or ids of classes. Default: " + tasks().get(0) + ".")
			.type(String.class).build());
		spec.addOption(option("--minutes", "N", "Time for training. Default: 60, if there is no limit of steps.").type(double.class).build());
		spec.addOption(option("--steps", "N", "Steps of training.").type(long.class).build());
		spec.addOption(option("--seed", "N", "Chooses validation images, first weights and patches. Default: 1.").type(long.class).build());
		spec.addOption(option("--name", "NAME", "Name of the model: a-z, 0-9 and -. Default: that of the file.").type(String.class).build());
		spec.addOption(option("--recipe", "NAME|FILE", "Augmentation, as \"fovea recipes\" lists them, or none. Default: turns, size, brightness, noise.")
			.type(String.class).build());
		spec.addOption(option("--pixel-size", "UM", "Side of a pixel of the images in micrometres: calibrated images will be resampled to it.")
			.type(double.class).build());
		spec.addOption(option("--description", "TEXT", "For which images the model is.").type(String.class).build());
		spec.addOption(option("--author", "TEXT", "Who made it.").type(String.class).build());
		spec.addOption(option("--licence", "SPDX", "Its licence, for example CC-BY-4.0.").type(String.class).build());
		spec.addOption(option("--start", "MODEL", "A model file whose weights to begin with.").type(Path.class).build());
		spec.addOption(OptionSpec.builder("--resume").description("Go on with the training that was stopped.").type(boolean.class).build());
		spec.addOption(option("--device", "any|cpu|gpu", "Where to compute. Default: any.").type(String.class).build());
		spec.addOption(CommandOptions.threads());
		return spec;
	}

	/** Names of the tasks as users write them. */
	static List<String> tasks() {
		return Arrays.stream(TrainingJob.Kind.values()).map(TrainOptions::written).toList();
	}

	private static String written(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * @throws IllegalArgumentException if a value is outside its range; the message is one sentence
	 * @throws IOException if the recipe cannot be read; the message is one sentence
	 */
	static TrainOptions of(ParseResult parsed) throws IOException {
		Path output = parsed.matchedOptionValue("--output", Path.of(""));
		TrainingJob.Places places = new TrainingJob.Places(parsed.matchedOptionValue("--data", Path.of("")), output,
			Optional.ofNullable(parsed.matchedOptionValue("--start", (Path) null)));
		TrainingJob.Kind kind = choice(TrainingJob.Kind.class, "task", parsed.matchedOptionValue("--task", tasks().get(0)));
		TrainingPlan standard = TrainingPlan.standard(budget(parsed), parsed.matchedOptionValue("--seed", 1L));
		TrainingPlan plan = parsed.hasMatchedOption("--recipe") ? standard.withAugmentation(recipe(parsed.matchedOptionValue("--recipe", ""))) : standard;
		BackendOptions.Device device = choice(BackendOptions.Device.class, "device", parsed.matchedOptionValue("--device", "any"));
		return new TrainOptions(new TrainingJob(places, kind, plan, about(parsed, output), parsed.hasMatchedOption("--resume")),
			new BackendOptions(device, parsed.matchedOptionValue("--threads", 0)));
	}

	private static Recipe recipe(String text) throws IOException {
		return text.equals("none") ? Recipe.none() : RecipeBook.installed().named(text);
	}

	private static TrainingJob.About about(ParseResult parsed, Path output) {
		ModelCard named = TrainingJob.About.named(parsed.matchedOptionValue("--name", name(output))).card();
		ModelCard.Credits credits = new ModelCard.Credits(List.of(parsed.matchedOptionValue("--author", named.credits().authors().get(0))), List.of(),
			parsed.matchedOptionValue("--licence", named.credits().licence()));
		ModelCard card = new ModelCard(named.name(), parsed.matchedOptionValue("--description", ""), named.version(), credits, named.trainingData(),
			named.scores(), named.limitations());
		return new TrainingJob.About(card, parsed.hasMatchedOption("--pixel-size")
			? OptionalDouble.of(parsed.matchedOptionValue("--pixel-size", 0.0))
			: OptionalDouble.empty());
	}

	private static Budget budget(ParseResult parsed) {
		boolean isCounted = parsed.hasMatchedOption("--steps");
		return new Budget(parsed.matchedOptionValue("--steps", Long.MAX_VALUE),
			parsed.matchedOptionValue("--minutes", isCounted ? Double.POSITIVE_INFINITY : MINUTES));
	}

	/** The file's name as a model's: {@code My cells.zip} becomes {@code my-cells}. */
	private static String name(Path output) {
		String stem = String.valueOf(output.getFileName()).replaceFirst("\\.[^.]*$", "");
		return stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
	}

	private static <E extends Enum<E>> E choice(Class<E> type, String name, String text) {
		List<String> choices = Arrays.stream(type.getEnumConstants()).map(TrainOptions::written).toList();
		if (!choices.contains(text)) {
			throw new IllegalArgumentException("\"" + name + "\" must be one of " + String.join(", ", choices) + ", but is \"" + text + "\".");
		}
		return type.getEnumConstants()[choices.indexOf(text)];
	}
}

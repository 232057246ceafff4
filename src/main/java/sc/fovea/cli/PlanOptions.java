package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.augment.Augmentation;
import sc.fovea.augment.Recipe;
import sc.fovea.command.RecipeBook;
import sc.fovea.command.TrunkCatalogue;
import sc.fovea.train.PlanRequest;

/** Options by which a user shapes a training; what is left out follows from the images. */
final class PlanOptions {

	private PlanOptions() {}

	/** Adds those of every training. */
	static void addTo(CommandSpec spec) {
		spec.addOption(option("--minutes", "N", "Time for training. Default: 60, if there is no other limit.").type(double.class).build());
		spec.addOption(option("--steps", "N", "Steps of training.").type(long.class).build());
		spec.addOption(option("--epochs", "N", "Epochs of training: in one, as many pixels are seen as the images have.").type(double.class).build());
		spec.addOption(option("--patience", "N", "Ends after N validations without a better score; 0: never. Default: half of all validations.")
			.type(int.class).build());
		spec.addOption(option("--seed", "N", "Chooses validation images, first weights and patches. Default: 1.").type(long.class).build());
		spec.addOption(option("--recipe", "NAME|FILE", "Augmentation, as \"fovea recipes\" lists them, or none. Default: one for grey, one for colour images.")
			.type(String.class).build());
		spec.addOption(
			option("--patch", "N", "Side of the patches that are learned from, in pixels. Default: by the size of objects.").type(int.class).build());
		spec.addOption(option("--batch", "N", "Patches in a step. Default: by the patch.").type(int.class).build());
		spec.addOption(option("--learning-rate", "X", "Highest learning rate. Default: 0.001, or less for a model that goes on.").type(double.class).build());
		spec.addOption(option("--weight-decay", "X", "Decay of weights. Default: 0.01.").type(double.class).build());
	}

	/** Adds those of a network that is new. */
	static void addNewTo(CommandSpec spec) {
		spec.addOption(option("--architecture", "NAME", "Network. Default: unet.").type(String.class).build());
		spec.addOption(option("--dropout", "X", "Rate of dropout in the deepest layers, 0-1. Default: 0.").type(double.class).build());
	}

	/**
	 * What was asked for.
	 *
	 * @throws IllegalArgumentException if a value is outside its range; the message is one sentence
	 * @throws IOException if the recipe cannot be read; the message is one sentence
	 */
	static PlanRequest of(ParseResult parsed) throws IOException {
		PlanRequest.Length length = new PlanRequest.Length(given(parsed, "--steps", 0L).map(OptionalLong::of).orElseGet(OptionalLong::empty),
			number(parsed, "--minutes"), number(parsed, "--epochs"));
		PlanRequest.Sampling sampling = new PlanRequest.Sampling(whole(parsed, "--patch"), whole(parsed, "--batch"), augmentation(parsed));
		PlanRequest.Learning learning = new PlanRequest.Learning(number(parsed, "--learning-rate"), number(parsed, "--weight-decay"),
			number(parsed, "--dropout"), whole(parsed, "--patience"));
		PlanRequest request = PlanRequest.of(length, parsed.matchedOptionValue("--seed", 1L)).with(sampling).with(learning);
		return given(parsed, "--architecture", "").map(name -> request.with(TrunkCatalogue.installed().named(name))).orElse(request);
	}

	private static Optional<Augmentation> augmentation(ParseResult parsed) throws IOException {
		Optional<String> text = given(parsed, "--recipe", "");
		if (text.isEmpty()) return Optional.empty();
		return Optional.of(text.get().equals("none") ? Recipe.none() : RecipeBook.installed().named(text.get()));
	}

	private static OptionalDouble number(ParseResult parsed, String name) {
		return given(parsed, name, 0.0).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
	}

	private static OptionalInt whole(ParseResult parsed, String name) {
		return given(parsed, name, 0).map(OptionalInt::of).orElseGet(OptionalInt::empty);
	}

	/** The value of an option that was given. @param type any value of its type */
	private static <T> Optional<T> given(ParseResult parsed, String name, T type) {
		return parsed.hasMatchedOption(name) ? Optional.of(parsed.matchedOptionValue(name, type)) : Optional.empty();
	}
}

package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.plan.PlanRequest;

/** Options by which an expert shapes a training beside those of the ImageJ commands; what is left out follows from the images. */
final class PlanOptions {

	private PlanOptions() {}

	/** Adds those of every training. */
	static void addTo(CommandSpec spec) {
		spec.addOption(option("--patience", "N", "Ends after N validations without a better score; 0: never. Default: half of all validations.")
			.type(int.class).build());
		spec.addOption(
			option("--patch", "N", "Side of the patches that are learned from, in pixels. Default: by the size of objects.").type(int.class).build());
		spec.addOption(option("--batch", "N", "Patches in a step. Default: by the patch.").type(int.class).build());
		spec.addOption(option("--learning-rate", "X", "Highest learning rate. Default: 0.001, or less for a model that goes on.").type(double.class).build());
		spec.addOption(option("--weight-decay", "X", "Decay of weights. Default: 0.01.").type(double.class).build());
	}

	/** The plan with what was given. @throws IllegalArgumentException if a value is outside its range; the message is one sentence */
	static PlanRequest shaped(PlanRequest plan, ParseResult parsed) {
		return plan.with(new PlanRequest.Sampling(whole(parsed, "--patch"), whole(parsed, "--batch"), plan.sampling().augmentation()))
			.with(new PlanRequest.Learning(number(parsed, "--learning-rate"), number(parsed, "--weight-decay"), plan.learning().dropout(),
				whole(parsed, "--patience")));
	}

	/** @throws IllegalArgumentException if patches are asked for where whole images are learned */
	static void check(TrainingJob job, ParseResult parsed) {
		if (parsed.hasMatchedOption("--patch") && !(job instanceof PatchTraining)) {
			throw new IllegalArgumentException(
				"\"patch\" does not go with classification or localization, which see whole images: \"train\" has \"side\" for them.");
		}
	}

	private static OptionalDouble number(ParseResult parsed, String name) {
		return parsed.hasMatchedOption(name) ? OptionalDouble.of(parsed.matchedOptionValue(name, 0.0)) : OptionalDouble.empty();
	}

	private static OptionalInt whole(ParseResult parsed, String name) {
		return parsed.hasMatchedOption(name) ? OptionalInt.of(parsed.matchedOptionValue(name, 0)) : OptionalInt.empty();
	}
}

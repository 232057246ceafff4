package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.train.ClassApproach;
import sc.fovea.train.ClassificationJob;
import sc.fovea.train.ModelJob;

/** Options by which an expert shapes a classification of images beside those of the ImageJ command. */
final class ClassOptions {

	private ClassOptions() {}

	/** Adds them. */
	static void addTo(CommandSpec spec) {
		spec.addOption(option("--unfreeze", "N", "Classification: begins with the head, and lets the layers before it learn in N steps over the first half."
			+ " Default: 0, all learn at once.").type(int.class).build());
		spec.addOption(option("--label-smoothing", "X", "Classification: share of the truth that is spread over all classes, 0-1. Default: 0.")
			.type(double.class).build());
	}

	/** The job with what was given. @throws IllegalArgumentException if a value is outside its range, or the job is for another task */
	static ModelJob shaped(ModelJob job, ParseResult parsed) {
		boolean isShaped = parsed.hasMatchedOption("--unfreeze") || parsed.hasMatchedOption("--label-smoothing");
		if (job instanceof ClassificationJob own) {
			ClassApproach approach = own.approach();
			ClassApproach shaped = new ClassApproach(approach.plan(), approach.start().unfreezing(parsed.matchedOptionValue("--unfreeze", 0)), approach.side(),
				parsed.matchedOptionValue("--label-smoothing", 0.0), approach.folds());
			return new ClassificationJob(own.places(), shaped, own.about(), own.resume());
		}
		if (isShaped) throw new IllegalArgumentException("\"unfreeze\" and \"label-smoothing\" go with task classification only.");
		return job;
	}
}

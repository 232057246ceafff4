package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.model.TaskSettings.ImageClasses;
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
		spec.addOption(option("--orientations", "N", "Classification: 8 to average the scores of an image over its turns by quarters and their mirror images,"
			+ " which is steadier and takes eight times as long. Default: 1.").type(int.class).build());
	}

	/** The job with what was given. @throws IllegalArgumentException if a value is outside its range, or the job is for another task */
	static ModelJob shaped(ModelJob job, ParseResult parsed) {
		boolean isShaped = parsed.hasMatchedOption("--unfreeze") || parsed.hasMatchedOption("--label-smoothing")
			|| parsed.hasMatchedOption("--orientations");
		if (job instanceof ClassificationJob own) {
			ClassApproach approach = own.approach();
			ClassApproach shaped = new ClassApproach(approach.plan(), approach.start().unfreezing(parsed.matchedOptionValue("--unfreeze", 0)), approach.side(),
				new ClassApproach.Scoring(parsed.matchedOptionValue("--label-smoothing", 0.0), hasAllOrientations(parsed)), approach.folds());
			return new ClassificationJob(own.places(), shaped, own.about(), own.resume());
		}
		if (isShaped) throw new IllegalArgumentException("\"unfreeze\", \"label-smoothing\" and \"orientations\" go with task classification only.");
		return job;
	}

	private static boolean hasAllOrientations(ParseResult parsed) {
		int orientations = parsed.matchedOptionValue("--orientations", 1);
		if (orientations != 1 && orientations != ImageClasses.ALL_ORIENTATIONS) {
			throw new IllegalArgumentException("Expected 1 or " + ImageClasses.ALL_ORIENTATIONS + " orientations, got " + orientations + ".");
		}
		return orientations == ImageClasses.ALL_ORIENTATIONS;
	}
}

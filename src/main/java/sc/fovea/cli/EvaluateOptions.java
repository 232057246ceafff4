package sc.fovea.cli;

import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Evaluate;
import sc.fovea.job.EvaluationJob;
import sc.fovea.job.Formats;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.video.VideoEvaluationJob;
import sc.fovea.task.Task;
import sc.fovea.tile.MemoryBudget;

/**
 * What {@code fovea evaluate} was asked for: the keys of the ImageJ command, and threads.
 *
 * @param job to be done
 * @param request model and device
 */
record EvaluateOptions(EvaluationJob job, ModelRequest request) {

	private static final CommandOptions SETTINGS = CommandOptions.of(Evaluate.class, Set.of("options")).withTasks(Task::usageOptions);

	private static final Set<String> OF_VIDEO = Set.of("--task", "--data", "--predicted", "--output");

	static CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("evaluate");
		spec.usageMessage().header("Says how good a model, or labels of any program, are on annotated images.").description("Writes:",
			"  evaluation.csv, .png     scores at each IoU threshold, or of each class", "  summary.csv              all images together",
			"  images.csv               a row for each image, the worst first", "  objects_by_size.csv      which objects are found, by their area in pixels",
			"  confusion_matrix.csv     which classes are taken for which", "  roc.csv                  of a classification, what is found at each threshold",
			"  precision_recall.csv     of boxes, at each score",
			"  frames.csv               of films (--task video, with --data and --predicted alone): IoU and wrong pixels of each frame",
			"  worst_1_NAME.png, ...    truth blue, prediction orange, both white",
			"of tracks (a folder with res_track.txt, against man_track.txt) evaluation.csv with TRA, DET, LNK and the F1 of divisions", "");
		SETTINGS.addTo(spec);
		spec.addOption(CommandOptions.threads());
		return spec;
	}

	/** Whether films are compared. */
	static boolean isVideo(ParseResult parsed) {
		return parsed.matchedOptionValue("--task", "").equals(VideoEvaluationJob.TASK);
	}

	/** The comparison of films. @throws IllegalArgumentException if another option is given than those that count for it */
	static VideoEvaluationJob video(ParseResult parsed) {
		for (OptionSpec option : parsed.matchedOptions()) {
			if (!OF_VIDEO.contains(option.longestName())) {
				throw new IllegalArgumentException("With --task video only --data, --predicted and --output count, but " + option.longestName() + " is given.");
			}
		}
		EvaluationJob.Places places = EvaluationJob.Places.of("", SETTINGS.text(parsed, "predicted"), SETTINGS.text(parsed, "data"),
			SETTINGS.text(parsed, "output"));
		return new VideoEvaluationJob(places.data(), places.predicted().orElseThrow(), places.output());
	}

	/** @throws IllegalArgumentException if a value is outside its range; the message is one sentence */
	static EvaluateOptions of(ParseResult parsed) {
		EvaluationJob.Places places = EvaluationJob.Places.of(SETTINGS.text(parsed, "model"), SETTINGS.text(parsed, "predicted"),
			SETTINGS.text(parsed, "data"), SETTINGS.text(parsed, "output"));
		EvaluationJob job = new EvaluationJob(places, EvaluationJob.task(SETTINGS.text(parsed, "task")), SETTINGS.whole(parsed, "worst"),
			SETTINGS.segmentation(parsed), SETTINGS.text(parsed, "channel"),
			Formats.installed().strict(SETTINGS.truth(parsed, "strict")).splitting(SETTINGS.truth(parsed, "split_masks")));
		return new EvaluateOptions(job, new ModelRequest(SETTINGS.text(parsed, "model"), SETTINGS.backend(parsed), MemoryBudget.automatic())
			.with(SETTINGS.taskValues(parsed)));
	}
}

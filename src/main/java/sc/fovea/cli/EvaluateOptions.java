package sc.fovea.cli;

import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Evaluate;
import sc.fovea.job.EvaluationJob;
import sc.fovea.job.ModelRequest;
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

	static CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("evaluate");
		spec.usageMessage().header("Says how good a model, or labels of any program, are on annotated images.").description("Writes:",
			"  evaluation.csv, .png     scores at each IoU threshold, or of each class", "  summary.csv              all images together",
			"  images.csv               a row for each image, the worst first", "  objects_by_size.csv      which objects are found, by their area in pixels",
			"  confusion_matrix.csv     which classes are taken for which", "  roc.csv                  of a classification, what is found at each threshold",
			"  precision_recall.csv     of boxes, at each score",
			"  worst_1_NAME.png, ...    truth blue, prediction orange, both white",
			"of tracks (a folder with res_track.txt, against man_track.txt) evaluation.csv with TRA, DET, LNK and the F1 of divisions", "");
		SETTINGS.addTo(spec);
		spec.addOption(CommandOptions.threads());
		return spec;
	}

	/** @throws IllegalArgumentException if a value is outside its range; the message is one sentence */
	static EvaluateOptions of(ParseResult parsed) {
		EvaluationJob.Places places = EvaluationJob.Places.of(SETTINGS.text(parsed, "model"), SETTINGS.text(parsed, "predicted"),
			SETTINGS.text(parsed, "data"), SETTINGS.text(parsed, "output"));
		EvaluationJob job = new EvaluationJob(places, EvaluationJob.task(SETTINGS.text(parsed, "task")), SETTINGS.whole(parsed, "worst"),
			SETTINGS.segmentation(parsed));
		return new EvaluateOptions(job, new ModelRequest(SETTINGS.text(parsed, "model"), SETTINGS.backend(parsed), MemoryBudget.automatic())
			.with(SETTINGS.taskValues(parsed)));
	}
}

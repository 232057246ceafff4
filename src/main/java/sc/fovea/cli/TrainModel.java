package sc.fovea.cli;

import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Train;
import sc.fovea.job.TrainingSettings;
import sc.fovea.task.Task;
import sc.fovea.train.TrainingJob;

/** {@code fovea train}: annotated images in, a model out. */
final class TrainModel implements Subcommand {

	private static final CommandOptions SETTINGS = CommandOptions.of(Train.class, Set.of("measure", "options")).withTasks(Task::trainingOptions);

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("train");
		spec.usageMessage().header("Trains a model from annotated images: a folder with images/NAME.tif and labels/NAME.tif for each,",
			"or, to classify images, with a folder of images for each class.");
		SETTINGS.addTo(spec);
		PlanOptions.addTo(spec);
		JobOptions.addTo(spec);
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		TrainingSettings settings = new TrainingSettings(SETTINGS.values(parsed));
		TrainingJob job = settings.training(PlanOptions.shaped(settings.plan(), parsed));
		PlanOptions.check(job, parsed);
		return new TrainingRun(JobOptions.described(job, parsed), SETTINGS.backend(parsed)).run(terminal);
	}
}

package sc.fovea.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.train.TrainingJob;

/** {@code fovea train}: annotated images in, a model out. */
final class TrainModel implements Subcommand {

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("train");
		spec.usageMessage().header("Trains a model from annotated images: a folder with images/NAME.tif and labels/NAME.tif for each.");
		JobOptions.addPlacesTo(spec);
		JobOptions.addTaskTo(spec, JobOptions.tasks().get(0));
		PlanOptions.addTo(spec);
		PlanOptions.addNewTo(spec);
		JobOptions.addTo(spec);
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		TrainingJob.Kind kind = JobOptions.kind(parsed).orElse(TrainingJob.Kind.INSTANCE_SEGMENTATION);
		TrainingJob job = new TrainingJob(JobOptions.places(parsed), kind, TrainingJob.Approach.fromScratch(PlanOptions.of(parsed)), JobOptions.about(parsed),
			parsed.hasMatchedOption("--resume"));
		return new TrainingRun(job, JobOptions.backend(parsed)).run(terminal);
	}
}

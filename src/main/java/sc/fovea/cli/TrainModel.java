package sc.fovea.cli;

import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Train;
import sc.fovea.command.TrainingSettings;
import sc.fovea.train.TrainingJob;

/** {@code fovea train}: annotated images in, a model out. */
final class TrainModel implements Subcommand {

	private static final CommandOptions SETTINGS = CommandOptions.of(Train.class, Set.of());

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("train");
		spec.usageMessage().header("Trains a model from annotated images: a folder with images/NAME.tif and labels/NAME.tif for each.");
		SETTINGS.addTo(spec);
		PlanOptions.addTo(spec);
		PlanOptions.addNewTo(spec);
		JobOptions.addTo(spec);
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		TrainingSettings settings = new TrainingSettings(SETTINGS.values(parsed));
		TrainingJob job = Train.of(settings, PlanOptions.shaped(settings.plan(), parsed));
		return new TrainingRun(JobOptions.described(job, parsed), SETTINGS.backend(parsed)).run(terminal);
	}
}

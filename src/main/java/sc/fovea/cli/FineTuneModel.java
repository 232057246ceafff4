package sc.fovea.cli;

import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.FineTune;
import sc.fovea.job.TrainingSettings;
import sc.fovea.task.Task;
import sc.fovea.train.TrainingJob;

/** {@code fovea finetune}: a model and a few annotated images in, a model for such images out. */
final class FineTuneModel implements Subcommand {

	private static final CommandOptions SETTINGS = CommandOptions.of(FineTune.class, Set.of("measure", "options")).withTasks(Task::tuningOptions);

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("finetune");
		spec.usageMessage().header("Teaches a model other images: a few annotated ones are enough.");
		SETTINGS.addTo(spec);
		PlanOptions.addTo(spec);
		JobOptions.addTo(spec);
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		TrainingSettings settings = new TrainingSettings(SETTINGS.values(parsed));
		TrainingJob job = settings.tuning(PlanOptions.shaped(settings.plan(), parsed));
		PlanOptions.check(job, parsed);
		return new TrainingRun(JobOptions.described(job, parsed), SETTINGS.backend(parsed)).run(terminal);
	}
}

package sc.fovea.cli;

import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.FineTune;
import sc.fovea.command.TrainingSettings;
import sc.fovea.train.ModelJob;

/** {@code fovea finetune}: a model and a few annotated images in, a model for such images out. */
final class FineTuneModel implements Subcommand {

	private static final CommandOptions SETTINGS = CommandOptions.of(FineTune.class, Set.of());

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
		ModelJob job = FineTune.of(settings, PlanOptions.shaped(settings.plan(), parsed));
		PlanOptions.check(job, parsed);
		return new TrainingRun(JobOptions.described(job, parsed), SETTINGS.backend(parsed)).run(terminal);
	}
}

package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.train.Freeze;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.Transfer;

/** {@code fovea finetune}: a model and a few annotated images in, a model for such images out. */
final class FineTuneModel implements Subcommand {

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("finetune");
		spec.usageMessage().header("Teaches a model other images: a few annotated ones are enough.");
		spec.addOption(option("--from", "MODEL", "Name or file of the model to begin with; \"fovea models\" lists them.").type(String.class).required(true)
			.build());
		JobOptions.addPlacesTo(spec);
		JobOptions.addTaskTo(spec, "as the model");
		spec.addOption(option("--freeze", "none|head|LAYER|N%", "Which layers stay as they are: none; all but the head; all up to a layer; the first N percent."
			+ " Default: none.").type(String.class).build());
		spec.addOption(option("--unfreeze", "N", "Begins with the head, and lets the layers before it learn in N steps over the first half. Default: 0,"
			+ " all learn at once.").type(int.class).build());
		PlanOptions.addTo(spec);
		JobOptions.addTo(spec);
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		Freeze freeze = Freeze.parse(parsed.matchedOptionValue("--freeze", "none"));
		Model source = ModelStore.standard().load(parsed.matchedOptionValue("--from", ""));
		Transfer transfer = new Transfer(source, freeze, parsed.matchedOptionValue("--unfreeze", 0));
		TrainingJob.Kind kind = JobOptions.kind(parsed).orElseGet(() -> TrainingJob.Kind.of(source));
		TrainingJob job = new TrainingJob(JobOptions.places(parsed), kind, TrainingJob.Approach.from(transfer, PlanOptions.of(parsed)),
			JobOptions.about(parsed), parsed.hasMatchedOption("--resume"));
		return new TrainingRun(job, JobOptions.backend(parsed)).run(terminal);
	}
}

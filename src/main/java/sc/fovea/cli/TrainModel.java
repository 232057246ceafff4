package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Train;
import sc.fovea.command.TrainingSettings;
import sc.fovea.train.ModelJob;

/** {@code fovea train}: annotated images in, a model out. */
final class TrainModel implements Subcommand {

	/** The only detector so far: scores and distances to the edges at every cell of a grid. */
	private static final String SYSTEM = "single-stage";
	private static final CommandOptions SETTINGS = CommandOptions.of(Train.class, Set.of());

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("train");
		spec.usageMessage().header("Trains a model from annotated images: a folder with images/NAME.tif and labels/NAME.tif for each,",
			"or, to classify images, with a folder of images for each class.");
		SETTINGS.addTo(spec);
		PlanOptions.addTo(spec);
		PlanOptions.addNewTo(spec);
		ClassOptions.addTo(spec);
		spec.addOption(option("--system", SYSTEM, "How boxes are found, for detection. Default: " + SYSTEM + ".").type(String.class).build());
		JobOptions.addTo(spec);
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		TrainingSettings settings = new TrainingSettings(SETTINGS.values(parsed));
		checkSystem(parsed, settings.text("task"));
		ModelJob job = ClassOptions.shaped(Train.of(settings, PlanOptions.shaped(settings.plan(), parsed)), parsed);
		return new TrainingRun(JobOptions.described(job, parsed), SETTINGS.backend(parsed)).run(terminal);
	}

	private static void checkSystem(ParseResult parsed, String task) {
		if (!parsed.hasMatchedOption("--system")) return;
		if (!task.equals("detection")) {
			throw new IllegalArgumentException("\"system\" is for the task detection, but the task is " + task + ".");
		}
		String system = parsed.matchedOptionValue("--system", SYSTEM);
		if (!system.equals(SYSTEM)) throw new IllegalArgumentException("\"system\" must be " + SYSTEM + ", but is \"" + system + "\".");
	}
}

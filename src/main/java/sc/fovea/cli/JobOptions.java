package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.model.ModelCard;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.TrainingJob;

/** What only the command line asks about a training beside its plan: what the new model says of itself, and threads. */
final class JobOptions {

	private JobOptions() {}

	static void addTo(CommandSpec spec) {
		spec.addOption(option("--description", "TEXT", "For which images the model is.").type(String.class).build());
		spec.addOption(option("--author", "TEXT", "Who made it.").type(String.class).build());
		spec.addOption(option("--licence", "SPDX", "Its licence, for example CC-BY-4.0.").type(String.class).build());
		spec.addOption(CommandOptions.threads());
		spec.usageMessage().description("Writes beside the model FILE.zip:", "  FILE_training.csv, .png  losses and scores, to see overfitting",
			"  FILE_events              the same for TensorBoard", "");
		spec.usageMessage().footer("", "Ctrl-C ends the training early; the best model so far is written. While it runs, its state is kept in FILE.checkpoint.",
			"If that is there, because the training was stopped or killed, --resume goes on with it; to begin anew delete it, or choose another --output.",
			"Of fewer than 10 images a quarter of each is held back to judge by, of more some whole images.",
			"With --steps or --epochs alone, the same images, options and seed give the same model on one CPU.");
	}

	/** The training with what its model says of itself. @throws IllegalArgumentException if its licence cannot be one */
	static TrainingJob described(TrainingJob job, ParseResult parsed) {
		ModelCard card = job.about().card();
		ModelCard.Credits credits = new ModelCard.Credits(List.of(parsed.matchedOptionValue("--author", card.credits().authors().get(0))), List.of(),
			parsed.matchedOptionValue("--licence", card.credits().licence()));
		ModelCard described = new ModelCard(card.name(), parsed.matchedOptionValue("--description", card.description()), card.version(), credits,
			card.trainingData(), card.scores(), card.limitations());
		return job.with(new TrainingJob.About(described, job.about().pixelSizeMicrometres()));
	}
}

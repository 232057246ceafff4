package sc.fovea.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.Collectors;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.command.CurveFiles;
import sc.fovea.command.Platform;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.train.TrainingHistory;
import sc.fovea.train.TrainingJob;

/**
 * A training from the command line: shows how it goes, and says how it ended.
 *
 * @param job to be done
 * @param options device and threads
 */
record TrainingRun(TrainingJob job, BackendOptions options) {

	/** Trains. @return the exit code @throws IOException if there is no model in the end; the message is one sentence */
	int run(Terminal terminal) throws IOException {
		try (Backend backend = Platform.backendProvider().open(options)) {
			if (!(backend instanceof TrainingBackend training)) {
				throw new BackendException("Expected a library that can train networks, got one that only runs them on " + backend.device() + ".");
			}
			return train(training, terminal);
		}
		catch (UncheckedIOException e) {
			throw new IOException(e.getMessage(), e);
		}
	}

	private int train(TrainingBackend backend, Terminal terminal) throws IOException {
		terminal.progress("Reading images...");
		try (StopSignal stop = StopSignal.install()) {
			CurveFiles curves = new CurveFiles(job.places().output(), new TrainingProgress(terminal, backend.device(), stop));
			Model model = job.run(backend, curves);
			curves.problem().ifPresent(sentence -> terminal.error("fovea: " + sentence));
			terminal.line(summary(model) + " The model is in " + job.places().output().toAbsolutePath().normalize());
			TrainingHistory.of(model.training()).advice().ifPresent(terminal::line);
			if (stop.isRequested()) terminal.line("Add --resume to go on.");
			return Subcommand.SUCCESS;
		}
	}

	/** How it ended, after how many steps, and how good the model is. */
	private static String summary(Model model) {
		ModelCard.Scores scores = model.card().scores();
		String values = scores.values().entrySet().stream().map(s -> String.format(Locale.ROOT, "%s %.3f", s.getKey(), s.getValue()))
			.collect(Collectors.joining(", "));
		Object steps = model.training().tree().get("steps");
		String judged = values.isEmpty() ? "not judged yet" : values + " on " + scores.images();
		return ending(model) + " after " + steps + (steps.equals(1L) ? " step: " : " steps: ") + judged + ".";
	}

	private static String ending(Model model) {
		return switch (String.valueOf(model.training().tree().get("ended_by"))) {
			case "cancelled" -> "Stopped";
			case "diverged" -> "Ended early, because the loss was no longer a finite number,";
			case "no_improvement" -> "Validation stopped improving at step " + best(model) + "; the best is kept. Ended";
			default -> "Trained";
		};
	}

	private static long best(Model model) {
		return TrainingHistory.of(model.training()).best().orElseThrow().step();
	}
}

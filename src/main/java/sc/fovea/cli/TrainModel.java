package sc.fovea.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.command.CurveFiles;
import sc.fovea.command.Platform;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.train.TrainingHistory;
import sc.fovea.train.TrainingJob;

/** {@code fovea train}: annotated images in, a model out. */
final class TrainModel implements Subcommand {

	@Override
	public CommandSpec spec() {
		return TrainOptions.spec();
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		TrainOptions options = TrainOptions.of(parsed);
		try (Backend backend = Platform.backendProvider().open(options.backend())) {
			if (!(backend instanceof TrainingBackend training)) {
				throw new BackendException("Expected a library that can train networks, got one that only runs them on " + backend.device() + ".");
			}
			return train(options.job(), training, terminal);
		}
		catch (UncheckedIOException e) {
			throw new IOException(e.getMessage(), e);
		}
	}

	private static int train(TrainingJob job, TrainingBackend backend, Terminal terminal) throws IOException {
		terminal.progress("Reading images...");
		try (StopSignal stop = StopSignal.install()) {
			CurveFiles curves = new CurveFiles(job.places().output(), new TrainingProgress(terminal, backend.device(), stop));
			Model model = job.run(backend, curves);
			curves.problem().ifPresent(sentence -> terminal.error("fovea: " + sentence));
			terminal.line(summary(model) + " The model is in " + job.places().output().toAbsolutePath().normalize());
			TrainingHistory.of(model.training()).advice().ifPresent(terminal::line);
			if (stop.isRequested()) terminal.line("Add --resume to go on.");
			return SUCCESS;
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
			default -> "Trained";
		};
	}
}

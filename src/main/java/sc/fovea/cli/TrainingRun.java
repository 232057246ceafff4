package sc.fovea.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.job.Platform;
import sc.fovea.job.TrainingReport;
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
		try (Backend backend = Platform.backends().openTraining(options); StopSignal stop = StopSignal.install()) {
			terminal.progress("Reading images...");
			TrainingReport report = TrainingReport.of(job, backend, new TrainingProgress(terminal, backend.device(), stop));
			report.problem().ifPresent(sentence -> terminal.error("fovea: " + sentence));
			report.sentences().forEach(terminal::line);
			return Subcommand.SUCCESS;
		}
		catch (CancellationException e) {
			throw new IOException(e.getMessage(), e);
		}
		catch (UncheckedIOException e) {
			throw new IOException(e.getMessage(), e);
		}
	}
}

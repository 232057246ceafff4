package sc.fovea.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.job.EvaluationJob;
import sc.fovea.job.ModelCache;
import sc.fovea.job.tracking.TrackEvaluation;
import sc.fovea.job.video.VideoEvaluationJob;
import sc.fovea.tile.Progress;

/** {@code fovea evaluate}: how good a model is, as tables, a plot and pictures. */
final class EvaluateModel implements Subcommand {

	@Override
	public CommandSpec spec() {
		return EvaluateOptions.spec();
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		if (EvaluateOptions.isVideo(parsed)) return compareFilms(EvaluateOptions.video(parsed), terminal);
		EvaluateOptions options = EvaluateOptions.of(parsed);
		long start = System.nanoTime();
		EvaluationJob.Places places = options.job().places();
		Optional<TrackEvaluation> tracks = places.predicted().isPresent() ? TrackEvaluation.of(places.data(), places.predicted().get()) : Optional.empty();
		if (tracks.isPresent()) {
			options.job().requireWholeMasks("tracks are compared by their numbers");
			terminal.line(TrackEvaluation.sentence(tracks.get().run(places.output(), new Percent(terminal))));
			terminal.line(String.format(Locale.ROOT, "Tracks compared in %.1f s. Results are in %s", (System.nanoTime() - start) / 1e9,
				places.output().toAbsolutePath().normalize()));
			return SUCCESS;
		}
		try (ModelCache cache = new ModelCache()) {
			terminal.progress("Evaluating...");
			EvaluationJob.Outcome outcome = options.job().run(cache, options.request(), new Percent(terminal));
			outcome.lines().forEach(line -> terminal.error("fovea: " + line));
			terminal.line(outcome.of() + ": " + outcome.sentence());
			int images = outcome.report().images().size();
			terminal.line(String.format(Locale.ROOT, "%d image%s, %.1f s%s. Results are in %s", images, images == 1 ? "" : "s",
				(System.nanoTime() - start) / 1e9, outcome.device().map(device -> " on " + device).orElse(""),
				options.job().places().output().toAbsolutePath().normalize()));
			return outcome.failures() == 0 ? SUCCESS : SOME_FAILED;
		}
	}

	private static int compareFilms(VideoEvaluationJob job, Terminal terminal) throws IOException {
		VideoEvaluationJob.Outcome outcome = job.run(new Percent(terminal));
		terminal.line(outcome.sentence() + ". Results are in " + job.output().toAbsolutePath().normalize());
		return SUCCESS;
	}

	/** How far the evaluation is. It is stopped by the end of the process; a hidden folder that may be left is removed by the next run. */
	private record Percent(Terminal terminal) implements Progress {

		@Override
		public void progress(long done, long total) {
			terminal.progress("Evaluating  " + 100 * done / total + "%");
		}

		@Override
		public boolean isCancelled() {
			return false;
		}
	}
}

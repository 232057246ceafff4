package sc.fovea.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import sc.fovea.backend.Learner;
import sc.fovea.job.TrainingPace;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;

/** Shows how a training goes: one line that is rewritten on a terminal, a line for each validation in a file. */
final class TrainingProgress implements TrainingListener {

	/** Share of the old loss in the shown one, which would jump otherwise. */
	private static final double SMOOTHING = 0.98;
	private static final long BETWEEN_LINES = 250_000_000L;

	private final Terminal terminal;
	private final String device;
	private final StopSignal stop;
	private final TrainingPace pace = new TrainingPace();
	private long shown;
	private double loss = Double.NaN;
	private String score = "";

	TrainingProgress(Terminal terminal, String device, StopSignal stop) {
		this.terminal = terminal;
		this.device = device;
		this.stop = stop;
	}

	@Override
	public void told(String sentence) {
		terminal.detail(sentence);
	}

	@Override
	public void stepped(long step, double progress, Learner.Step measured) {
		long now = System.nanoTime();
		loss = Double.isNaN(loss) ? measured.loss() : SMOOTHING * loss + (1 - SMOOTHING) * measured.loss();
		String left = pace.after(step, progress);
		if (now - shown > BETWEEN_LINES) {
			shown = now;
			terminal.progress(line(step, left.isEmpty() ? "" : ", " + left));
		}
	}

	private String line(long step, String left) {
		return (stop.isRequested() ? "Stopping; " : "") + String.format(Locale.ROOT, "step %d, loss %.3f", step, loss) + score + left + ", " + device;
	}

	@Override
	public void started(TrainingHistory history) {
		terminal.detail(history.rows().isEmpty() ? "Training..." : "Going on after step " + history.last().step() + "...");
	}

	@Override
	public void validated(TrainingHistory history) {
		TrainingHistory.Row row = history.last();
		Score judged = row.score();
		score = String.format(Locale.ROOT, ", score %.3f", judged.value());
		String metrics = judged.metrics().entrySet().stream().map(m -> String.format(Locale.ROOT, "%s %.3f", m.getKey(), m.getValue()))
			.collect(Collectors.joining(", "));
		String training = Double.isNaN(row.trainingScore())
			? ""
			: String.format(Locale.ROOT, ", in training %s %.3f", history.scoreName(), row.trainingScore());
		terminal.detail(
			String.format(Locale.ROOT, "step %d: loss %.3f, validation %.3f, %s%s%s", row.step(), row.trainingLoss(), row.validationLoss(), metrics, training,
				history.best().orElseThrow() == row ? " (best)" : ""));
	}

	@Override
	public boolean isCancelled() {
		return stop.isRequested();
	}
}

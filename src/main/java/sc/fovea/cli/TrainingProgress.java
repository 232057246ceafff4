package sc.fovea.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import sc.fovea.backend.Learner;
import sc.fovea.train.Score;
import sc.fovea.train.TrainingHistory;
import sc.fovea.train.TrainingListener;

/** Shows how a training goes: one line that is rewritten on a terminal, a line for each validation in a file. */
final class TrainingProgress implements TrainingListener {

	/** Share of the old loss in the shown one, which would jump otherwise. */
	private static final double SMOOTHING = 0.98;
	private static final long BETWEEN_LINES = 250_000_000L;

	private final Terminal terminal;
	private final String device;
	private final StopSignal stop;
	private long start;
	private long shown;
	private long firstStep;
	private double firstProgress;
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
		if (Double.isNaN(loss)) {
			start = now;
			firstStep = step;
			firstProgress = progress;
			loss = measured.loss();
		}
		loss = SMOOTHING * loss + (1 - SMOOTHING) * measured.loss();
		if (now - shown > BETWEEN_LINES) {
			shown = now;
			terminal.progress(line(step, progress, (now - start) / 1e9));
		}
	}

	private String line(long step, double progress, double seconds) {
		String speed = seconds > 1 ? String.format(Locale.ROOT, ", %.1f steps/s", (step - firstStep) / seconds) : "";
		double share = progress - firstProgress;
		String left = share > 0 && seconds > 1 ? ", " + duration(seconds * (1 - progress) / share) + " left" : "";
		return (stop.isRequested() ? "Stopping; " : "") + String.format(Locale.ROOT, "step %d, loss %.3f", step, loss) + score + speed + left + ", " + device;
	}

	/** Hours and minutes, minutes, or seconds. */
	static String duration(double seconds) {
		long minutes = Math.round(seconds / 60);
		if (minutes >= 60) return minutes / 60 + " h " + minutes % 60 + " min";
		return seconds >= 60 ? minutes + " min" : Math.round(seconds) + " s";
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
		terminal.detail(String.format(Locale.ROOT, "step %d: loss %.3f, validation %.3f, %s%s", row.step(), row.trainingLoss(), row.validationLoss(), metrics,
			history.best().orElseThrow() == row ? " (best)" : ""));
	}

	@Override
	public boolean isCancelled() {
		return stop.isRequested();
	}
}

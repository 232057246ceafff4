package sc.fovea.job;

import java.util.Locale;

/** How fast a training goes, how long it has taken and will still take, from the first step that it is told; time in which it rests does not count. */
public final class TrainingPace {

	private static final double SECONDS_NEEDED = 1;

	private long start;
	private long firstStep = -1;
	private double firstProgress;
	private long rested;
	private long restsSince;
	private boolean isPaused;

	/**
	 * After a step.
	 *
	 * @param step steps done
	 * @param progress share of the budget that is used, 0–1
	 * @return steps per second and time left, for example {@code 3.1 steps/s, 12 min left}; empty in the first second
	 */
	public synchronized String after(long step, double progress) {
		if (firstStep < 0) {
			start = System.nanoTime();
			rested = 0;
			restsSince = start;
			firstStep = step;
			firstProgress = progress;
		}
		double seconds = seconds();
		if (seconds <= SECONDS_NEEDED) return "";
		double share = progress - firstProgress;
		String speed = String.format(Locale.ROOT, "%.1f steps/s", (step - firstStep) / seconds);
		return share > 0 ? speed + ", " + duration(seconds * (1 - progress) / share) + " left" : speed;
	}

	private double seconds() {
		long now = System.nanoTime();
		return (now - start - rested - (isPaused ? now - restsSince : 0)) / 1e9;
	}

	/** How long it has gone on, for example {@code 3 min}. */
	public synchronized String elapsed() {
		return duration(firstStep < 0 ? 0 : seconds());
	}

	/** Lets it rest, or go on. */
	public synchronized void pause(boolean shallRest) {
		if (shallRest && !isPaused) restsSince = System.nanoTime();
		if (!shallRest && isPaused) rested += System.nanoTime() - restsSince;
		isPaused = shallRest;
	}

	/** Whether it shall rest. */
	public synchronized boolean isPaused() {
		return isPaused;
	}

	/** Hours and minutes, minutes, or seconds. */
	public static String duration(double seconds) {
		long minutes = Math.round(seconds / 60);
		if (minutes >= 60) return minutes / 60 + " h " + minutes % 60 + " min";
		return seconds >= 60 ? minutes + " min" : Math.round(seconds) + " s";
	}
}

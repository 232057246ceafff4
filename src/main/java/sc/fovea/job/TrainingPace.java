package sc.fovea.job;

import java.util.Locale;

/** How fast a training goes, and how long it will still take; from the first step that it is told. */
public final class TrainingPace {

	private static final double SECONDS_NEEDED = 1;

	private long start;
	private long firstStep = -1;
	private double firstProgress;

	/**
	 * After a step.
	 *
	 * @param step steps done
	 * @param progress share of the budget that is used, 0–1
	 * @return steps per second and time left, for example {@code 3.1 steps/s, 12 min left}; empty in the first second
	 */
	public String after(long step, double progress) {
		long now = System.nanoTime();
		if (firstStep < 0) {
			start = now;
			firstStep = step;
			firstProgress = progress;
		}
		double seconds = (now - start) / 1e9;
		if (seconds <= SECONDS_NEEDED) return "";
		double share = progress - firstProgress;
		String speed = String.format(Locale.ROOT, "%.1f steps/s", (step - firstStep) / seconds);
		return share > 0 ? speed + ", " + duration(seconds * (1 - progress) / share) + " left" : speed;
	}

	/** Hours and minutes, minutes, or seconds. */
	public static String duration(double seconds) {
		long minutes = Math.round(seconds / 60);
		if (minutes >= 60) return minutes / 60 + " h " + minutes % 60 + " min";
		return seconds >= 60 ? minutes + " min" : Math.round(seconds) + " s";
	}
}

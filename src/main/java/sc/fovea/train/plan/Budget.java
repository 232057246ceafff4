package sc.fovea.train.plan;

/**
 * When a training ends: after a number of steps or of minutes, whichever comes first. With minutes the result depends on the machine's speed; with steps alone
 * it does not.
 *
 * @param steps most steps
 * @param minutes most minutes; infinite for no limit
 */
public record Budget(long steps, double minutes) {

	/** @throws IllegalArgumentException if a limit is not above 0 */
	public Budget {
		if (steps < 1 || !(minutes > 0)) {
			throw new IllegalArgumentException("Expected at least 1 step and more than 0 minutes, got " + steps + " and " + minutes + ".");
		}
	}

	/** Steps alone: reproducible. */
	public static Budget ofSteps(long steps) {
		return new Budget(steps, Double.POSITIVE_INFINITY);
	}

	/** Minutes alone. */
	public static Budget ofMinutes(double minutes) {
		return new Budget(Long.MAX_VALUE, minutes);
	}

	/** Share of the budget that is used, 0–1. */
	public double progress(long step, double elapsedMinutes) {
		return Math.min(1, Math.max((double) step / steps, elapsedMinutes / minutes));
	}
}

package sc.fovea.train.plan;

/**
 * Learning-rate schedule: the learning rate over a training goes up on a straight line during the warm-up, then down on half a cosine (Loshchilov and Hutter 2017, arXiv:1608.03983).
 *
 * @param rate highest learning rate
 * @param finalRate learning rate at the end
 * @param warmup steps of the rise
 */
public record Schedule(double rate, double finalRate, int warmup) {

	/** @throws IllegalArgumentException unless 0 &lt; finalRate ≤ rate and warmup ≥ 0 */
	public Schedule {
		if (!(finalRate > 0 && finalRate <= rate) || warmup < 0) {
			throw new IllegalArgumentException("Expected 0 < final rate <= rate and warm-up >= 0, got " + finalRate + ", " + rate + ", " + warmup + ".");
		}
	}

	/** 1e-3 down to 1e-5 after 100 steps of rise. */
	public static Schedule standard() {
		return new Schedule(1e-3, 1e-5, 100);
	}

	/** The learning rate of a step. @param step from 0 @param progress share of the training that is done, 0–1 */
	public double at(long step, double progress) {
		double rise = warmup == 0 ? 1 : Math.min(1, (step + 1.0) / warmup);
		return rise * (finalRate + (rate - finalRate) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress))));
	}
}

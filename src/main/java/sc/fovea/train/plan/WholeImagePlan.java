package sc.fovea.train.plan;

import sc.fovea.augment.Augmentation;
import sc.fovea.backend.Adam;

/**
 * The plan of a training on whole images that are stretched to one size, where the user left it open: 16 images in a step, up to 1e-3, twenty
 * validations; the training ends when half of them go by without a better score.
 *
 * @param request what the user asks for
 * @param side of the images in pixels
 * @param augmentation if the user asks for no other
 */
public record WholeImagePlan(PlanRequest request, int side, Augmentation augmentation) {

	private static final int BATCH = 16;
	private static final double RATE = 1e-3;
	private static final double FINAL_SHARE = 0.01;
	private static final double WEIGHT_DECAY = 0.01;
	private static final int WARM_UP = 50;
	private static final int VALIDATIONS = 20;
	private static final long AVERAGE_EVERY = 10;
	/** Updates that the average of weights needs at least, to forget the first ones. */
	private static final long AVERAGES = 200;

	/** The limits that the user gave. @param images that teach @param steps if there is no limit */
	public Budget budget(int images, long steps) {
		if (request.length().isOpen()) return Budget.ofSteps(steps);
		return request.length().budget((long) images * side * side, (long) batch() * side * side);
	}

	private int batch() {
		return request.sampling().batch().orElse(BATCH);
	}

	/** The plan with a budget. */
	public TrainingPlan of(Budget budget) {
		double rate = request.learning().rate().orElse(RATE);
		Schedule schedule = new Schedule(rate, FINAL_SHARE * rate, (int) Math.max(1, Math.min(WARM_UP, budget.steps() / 10)));
		Adam adam = new Adam(0.9, 0.999, 1e-7, request.learning().weightDecay().orElse(WEIGHT_DECAY), 5);
		TrainingPlan.Sampling sampling = new TrainingPlan.Sampling(side, batch(), request.sampling().augmentation().orElse(augmentation));
		int patience = request.learning().patience().orElse(VALIDATIONS / 2);
		TrainingPlan.Validating validating = new TrainingPlan.Validating(1, 1.0 / VALIDATIONS, patience == 0 ? TrainingPlan.Validating.ENDLESS : patience,
			(int) Math.max(1, Math.min(AVERAGE_EVERY, budget.steps() / AVERAGES)), 0.99);
		return new TrainingPlan(budget, schedule, adam, sampling, validating, request.seed());
	}
}

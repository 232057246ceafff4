package sc.fovea.train.plan;

import java.util.LinkedHashMap;
import java.util.Map;

import sc.fovea.augment.Augmentation;
import sc.fovea.augment.Recipes;
import sc.fovea.backend.Adam;

/**
 * Everything that a training's result depends on besides network, samples and targets; stored in the model.
 *
 * @param budget when it ends
 * @param schedule learning rate
 * @param optimizer constants of Adam
 * @param sampling patch size, batch and augmentation
 * @param validation when it is scored, and the averaging of weights that are scored
 * @param seed of initial weights, draws and dropout
 */
public record TrainingPlan(Budget budget, Schedule schedule, Adam optimizer, Sampling sampling, Validating validation, long seed) {

	/**
	 * What a step sees.
	 *
	 * @param patch side of a patch in pixels
	 * @param batch patches per step
	 * @param augmentation drawn anew for every patch
	 */
	public record Sampling(int patch, int batch, Augmentation augmentation) {

		/** @throws IllegalArgumentException if the patch is odd or below 2, or the batch below 1 */
		public Sampling {
			if (patch < 2 || patch % 2 != 0 || batch < 1) {
				throw new IllegalArgumentException(
					"Expected an even patch of at least 2 pixels and a batch of at least 1, got " + patch + " and " + batch + ".");
			}
		}
	}

	/**
	 * When and what is scored.
	 *
	 * @param every steps after which weights may be scored
	 * @param share of the budget that must go by between two validations, 0–1; 0 to score whenever steps allow it
	 * @param patience early stopping: validations without a better score after which the training ends; {@link #ENDLESS} for no such end
	 * @param averageEvery steps between two updates of the weights' average
	 * @param averageDecay share of the old average in an update, 0–1
	 */
	public record Validating(int every, double share, int patience, int averageEvery, double averageDecay) {

		/** Patience that no training exhausts. */
		public static final int ENDLESS = Integer.MAX_VALUE;

		/** Scored whenever the steps have gone by, to the end. */
		public Validating(int every, int averageEvery, double averageDecay) {
			this(every, 0, ENDLESS, averageEvery, averageDecay);
		}

		/** @throws IllegalArgumentException if a number of steps or the patience is below 1, or share or decay not in 0–1 */
		public Validating {
			if (!(share >= 0 && share <= 1) || patience < 1) {
				throw new IllegalArgumentException("Expected a share in 0-1 and a patience of at least 1 validation, got " + share + " and " + patience + ".");
			}
			if (every < 1 || averageEvery < 1 || !(averageDecay >= 0 && averageDecay <= 1)) {
				throw new IllegalArgumentException(
					"Expected steps of at least 1 and a decay in 0-1, got " + every + ", " + averageEvery + " and " + averageDecay
						+ ".");
			}
		}
	}

	/** Batches of 4 augmented patches of 128², Adam, cosine from 1e-3 to 1e-5, averaged weights scored every 1,000 steps. */
	public static TrainingPlan standard(Budget budget, long seed) {
		return new TrainingPlan(budget, Schedule.standard(), new Adam(0.9, 0.999, 1e-7, 0, 5), new Sampling(128, 4, Recipes.standard(Recipes.TRAINING)),
			new Validating(1000, 10, 0.99), seed);
	}

	/** The plan as a tree of maps, texts and numbers for the model's training record. */
	public Map<String, Object> tree() {
		Map<String, Object> tree = new LinkedHashMap<>();
		if (budget.steps() < Long.MAX_VALUE) {
			tree.put("steps", budget.steps());
		}
		if (budget.minutes() < Double.POSITIVE_INFINITY) {
			tree.put("minutes", budget.minutes());
		}
		tree.putAll(course());
		return tree;
	}

	/** The plan without its budget: what must stay the same when a training is resumed. */
	public Map<String, Object> course() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("rate", schedule.rate());
		tree.put("final_rate", schedule.finalRate());
		tree.put("warmup", schedule.warmup());
		tree.put("adam", optimizer.toString());
		tree.put("patch", sampling.patch());
		tree.put("batch", sampling.batch());
		tree.put("augmentation", sampling.augmentation().toString());
		tree.put("validate_every", validation.every());
		tree.put("validate_share", validation.share());
		if (validation.patience() != Validating.ENDLESS) {
			tree.put("patience", validation.patience());
		}
		tree.put("average_every", validation.averageEvery());
		tree.put("average_decay", validation.averageDecay());
		tree.put("seed", seed);
		return tree;
	}
}

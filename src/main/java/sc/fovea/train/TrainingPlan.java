package sc.fovea.train;

import java.util.LinkedHashMap;
import java.util.Map;

import sc.fovea.backend.Adam;

/**
 * Everything that a training's result depends on besides network, samples and targets; stored in the model.
 *
 * @param budget when it ends
 * @param schedule learning rate
 * @param optimizer constants of Adam
 * @param sampling patch size and batch
 * @param validation when it is scored, and the averaging of weights that are scored
 * @param seed of initial weights, draws and dropout
 */
public record TrainingPlan(Budget budget, Schedule schedule, Adam optimizer, Sampling sampling, Validating validation, long seed) {

	/**
	 * What a step sees.
	 *
	 * @param patch side of a patch in pixels
	 * @param batch patches per step
	 */
	public record Sampling(int patch, int batch) {}

	/**
	 * When and what is scored.
	 *
	 * @param every steps between two validations
	 * @param averageEvery steps between two updates of the weights' average
	 * @param averageDecay share of the old average in an update, 0–1
	 */
	public record Validating(int every, int averageEvery, double averageDecay) {}

	/** Batches of 4 patches of 128², Adam, cosine from 1e-3 to 1e-5, averaged weights scored every 1,000 steps. */
	public static TrainingPlan standard(Budget budget, long seed) {
		return new TrainingPlan(budget, Schedule.standard(), new Adam(0.9, 0.999, 1e-7, 0, 5), new Sampling(128, 4), new Validating(1000, 10, 0.99), seed);
	}

	/** The plan as a tree of maps and numbers for the model's training record. */
	public Map<String, Object> tree() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("steps", budget.steps());
		if (budget.minutes() < Double.POSITIVE_INFINITY) {
			tree.put("minutes", budget.minutes());
		}
		tree.put("rate", schedule.rate());
		tree.put("final_rate", schedule.finalRate());
		tree.put("warmup", schedule.warmup());
		tree.put("adam", optimizer.toString());
		tree.put("patch", sampling.patch());
		tree.put("batch", sampling.batch());
		tree.put("validate_every", validation.every());
		tree.put("average_every", validation.averageEvery());
		tree.put("average_decay", validation.averageDecay());
		tree.put("seed", seed);
		return tree;
	}
}

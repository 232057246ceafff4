package sc.fovea.train;

import java.util.List;

import sc.fovea.data.Sample;
import sc.fovea.model.RegionLook;

/**
 * What a training is about.
 *
 * @param task that is learned
 * @param samples with labels as the task needs them
 * @param beginning of the training
 */
record Lesson(TrainingTask task, List<Sample> samples, Beginning beginning) {

	/** From scratch. */
	Lesson(TrainingTask task, List<Sample> samples) {
		this(task, samples, Beginning.FROM_SCRATCH);
	}

	/** Whether regions are cut out of the images and learned one by one. */
	boolean isOfCrops() {
		return task instanceof RegionTask regions && regions.settings().look() instanceof RegionLook.Warped;
	}

	/** The plan. @param isPretrained whether all layers come from a model that did the same */
	TrainingPlan plan(PlanAdvice advice, Split split, boolean isPretrained) {
		return isOfCrops() ? advice.cropPlan(split) : advice.plan(task, split, isPretrained);
	}

	/** What learns it. @param noted the beginning with all that shall be recorded */
	SplitTraining training(TrainingPlan plan, Beginning noted, Packaging packaging) {
		return isOfCrops() ? new CropModelTraining((RegionTask) task, plan, noted, packaging) : new ModelTraining(task, plan, noted, packaging);
	}
}

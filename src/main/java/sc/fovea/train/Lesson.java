package sc.fovea.train;

import java.util.List;

import sc.fovea.data.Sample;

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
}

package sc.fovea.task;

import java.io.IOException;
import java.util.Optional;

import sc.fovea.train.TrainingJob;
import sc.fovea.train.TrainingPlaces;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.transfer.Transfer;

/**
 * What a training is asked for.
 *
 * @param places what is read and written
 * @param plan length, sampling, learning and design; what is left open follows from the images
 * @param transfer model to begin with, if any
 * @param about what the model says of itself
 * @param resume whether an unfinished training is continued
 * @param options of the task: {@link Task#trainingOptions}, or {@link Task#tuningOptions} where there is a model to begin with
 */
public record TrainingRequest(TrainingPlaces places, PlanRequest plan, Optional<Transfer> transfer, TrainingJob.About about, boolean resume,
	OptionValues options) {

	/** The plan, with published weights where a new network of a task with {@link PretrainedOption} is to begin with them. @throws IOException if they cannot be fetched */
	public PlanRequest begun() throws IOException {
		return transfer.isPresent() ? plan : PretrainedOption.begun(plan, options);
	}
}

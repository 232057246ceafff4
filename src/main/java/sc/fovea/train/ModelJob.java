package sc.fovea.train;

import java.io.IOException;

import sc.fovea.backend.TrainingBackend;
import sc.fovea.model.Model;

/** A training from a folder of annotated images to a model in a file. */
public sealed interface ModelJob permits TrainingJob, ClassificationJob, LocalizationJob {

	/** Key of the training record of a classification: the class that most of the images have. */
	String MAJORITY_CLASS = "majority_class";

	/** Key of the training record of a classification: the share of the images that have this class, which a guess would be right about. */
	String MAJORITY_SHARE = "majority_share";

	/** Value of {@code validation_by} in the training record: what was judged by is what was learned from. */
	String BY_OWN = "the images that teach";

	/** What is read and written. */
	TrainingPlaces places();

	/** What cannot be learned from the images. */
	TrainingJob.About about();

	/** The same with other words about the model. */
	ModelJob with(TrainingJob.About about);

	/**
	 * Reads the images, trains, and writes the archive.
	 *
	 * @param listener may cancel: the best weights so far are written then
	 * @return the model that was written
	 * @throws IOException with a sentence, if images cannot be used, or the archive cannot be written
	 * @throws IllegalArgumentException with a sentence, if images, settings or an unfinished training do not fit
	 */
	Model run(TrainingBackend backend, TrainingListener listener) throws IOException;
}

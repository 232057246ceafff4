package sc.fovea.train;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

import sc.fovea.backend.TrainingBackend;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.train.loop.TrainingListener;

/** A training from a folder of annotated images to a model in a file. */
public interface TrainingJob {

	/** Value of {@code validation_by} in the training record: what was judged by is what was learned from. */
	String BY_OWN = "the images that teach";

	/** Key of the training record of a classification: the class that most of the images have. */
	String MAJORITY_CLASS = "majority_class";

	/** Key of the training record of a classification: the share of the images that have this class, which a guess would be right about. */
	String MAJORITY_SHARE = "majority_share";

	/**
	 * What the trainer must say about a model.
	 *
	 * @param card for people; scores are filled in
	 * @param pixelSizeMicrometres side of a pixel of the images in µm, to which other images will be resampled; empty if it is not known
	 */
	record About(ModelCard card, OptionalDouble pixelSizeMicrometres) {

		/** Only a name. @throws IllegalArgumentException if the name is not of a-z, 0-9 and - */
		public static About named(String name) {
			ModelCard.Credits credits = new ModelCard.Credits(List.of("not stated"), List.of(), "LicenseRef-not-stated");
			return new About(new ModelCard(name, "", "1.0.0", credits, new ModelCard.Data("", "", ""), ModelCard.Scores.NONE, ""), OptionalDouble.empty());
		}
	}

	/** What is read and written. */
	TrainingPlaces places();

	/** What cannot be learned from the images. */
	About about();

	/** The same with other words about the model. */
	TrainingJob with(About about);

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

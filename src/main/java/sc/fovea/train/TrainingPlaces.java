package sc.fovea.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.Precision;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.loop.UnsavedTraining;

/**
 * What is read and written.
 *
 * @param data folder with {@code images} and {@code labels}
 * @param output archive to write
 * @param formats of annotations that can be read
 */
public record TrainingPlaces(Path data, Path output, AnnotationFormats formats) {

	/** With annotations in Fovea's own formats. */
	public TrainingPlaces(Path data, Path output) {
		this(data, output, AnnotationFormats.own());
	}

	/** The file beside the output in which the state of the training is kept. */
	public Path checkpoint() {
		return output.resolveSibling(output.getFileName() + ".checkpoint");
	}

	/** @throws IllegalArgumentException if there is an unfinished training and it shall not be resumed, or the other way round */
	public void checkResume(boolean resume) {
		if (resume && !Files.exists(checkpoint())) {
			throw new IllegalArgumentException("Expected an unfinished training in \"" + checkpoint()
				+ "\" to resume, got none: leave out \"resume\" to begin one.");
		}
		if (!resume && Files.exists(checkpoint())) {
			throw new IllegalArgumentException("Expected no unfinished training, got \"" + checkpoint()
				+ "\": add \"resume\" (--resume) to go on with it, or delete that file or choose another \"output\" to begin anew.");
		}
	}

	/** What gives a model. */
	@FunctionalInterface
	public interface Action {

		/** @throws UnsavedTraining if the training ended early because its state could not be saved */
		Model run() throws IOException;
	}

	/**
	 * Trains, writes the model with weights in 16 bits, and removes the state unless the training was cancelled.
	 *
	 * @throws IOException with a sentence, if the model cannot be written, or the training ended early, with what could be saved of it
	 */
	public Model finish(Action training, TrainingListener listener) throws IOException {
		Model model;
		try {
			model = training.run();
		}
		catch (UnsavedTraining e) {
			throw new IOException("The training ended early. " + e.getMessage() + rescued(e.model()), e);
		}
		ModelArchive.write(model, output, Precision.FLOAT16);
		if (!listener.isCancelled()) {
			Files.deleteIfExists(checkpoint());
		}
		return model;
	}

	/** The model is smaller than the state, and may still fit. */
	private String rescued(Model best) {
		try {
			ModelArchive.write(best, output, Precision.FLOAT16);
			return " The best model so far is in \"" + output + "\".";
		}
		catch (IOException e) {
			return " The best model so far could not be written either; resume the training, from the validation before, when there is room.";
		}
	}
}

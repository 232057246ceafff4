package sc.fovea.task;

import java.io.IOException;
import java.nio.file.Path;

import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.evaluate.Reference;
import sc.fovea.tile.Progress;

/** An evaluation on annotated images: first the scores, then pictures of the images that are asked for. */
public interface EvaluationRun {

	/**
	 * Compares all images; the report says what was left out.
	 *
	 * @throws IOException with a sentence, if a file cannot be used
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	EvaluationReport run(Progress progress) throws IOException;

	/**
	 * Shows what is right and wrong in an image: truth blue, prediction orange.
	 *
	 * @param reference one of the report's
	 * @param file to write, PNG
	 * @throws IOException with a sentence, if it cannot be written
	 */
	void savePicture(Reference reference, Path file, Progress progress) throws IOException;
}

package sc.fovea.evaluate;

import sc.fovea.data.LabelPlane;
import sc.fovea.image.ImageFileException;
import sc.fovea.tile.Progress;

/** Where predicted labels come from. */
@FunctionalInterface
public interface Prediction {

	/**
	 * The predicted labels of an image.
	 *
	 * @throws ImageFileException naming the file, if there are none
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	LabelPlane of(Reference reference, Progress progress) throws ImageFileException;
}

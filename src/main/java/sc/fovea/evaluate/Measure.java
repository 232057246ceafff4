package sc.fovea.evaluate;

import java.util.BitSet;
import java.util.List;

import sc.fovea.annotation.Skip;
import sc.fovea.data.LabelPlane;
import sc.fovea.image.ImageFileException;

/**
 * Compares predicted labels with true ones of the same size.
 *
 * @param <E> what the comparison gives
 */
public interface Measure<E extends Evaluation<E>> {

	/** The true labels as they are compared: ids of objects, or classes. @throws ImageFileException naming the file, if they cannot be had */
	LabelPlane truth(Reference reference) throws ImageFileException;

	/** What may be a mistake in the truth. */
	default List<Skip> hints(LabelPlane truth) {
		return List.of();
	}

	/**
	 * Counts what is right and what is wrong in one image.
	 *
	 * @throws IllegalArgumentException naming the file, if a label cannot be used
	 */
	E of(LabelPlane truth, LabelPlane predicted);

	/** Where the prediction is wrong. */
	Mistakes mistakes(LabelPlane truth, LabelPlane predicted);

	/**
	 * Wrong pixels, counted in rows from the top.
	 *
	 * @param missed those of the truth that the prediction does not have
	 * @param invented those of the prediction that the truth does not have
	 */
	record Mistakes(BitSet missed, BitSet invented) {}
}

package sc.fovea.evaluate;

import java.util.BitSet;
import java.util.List;

import sc.fovea.data.LabelPlane;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.LabelImage;

/**
 * Compares the classes of pixels; a pixel of another class is a mistake.
 *
 * @param names of the classes, which labels count from 0; empty if any class from 0 to {@value #LARGEST} may occur
 */
public record SemanticMeasure(List<String> names) implements Measure<SemanticEvaluation> {

	/** The largest class where none are named. */
	public static final int LARGEST = 255;

	/** Copies the names. */
	public SemanticMeasure {
		names = List.copyOf(names);
	}

	@Override
	public LabelPlane truth(Reference reference) throws ImageFileException {
		return reference.truth().classes(names);
	}

	@Override
	public SemanticEvaluation of(LabelPlane truth, LabelPlane predicted) {
		int classes = Math.max(names.size(), 1 + Math.max(largest(truth), largest(predicted)));
		return new SemanticEvaluation(ConfusionMatrix.of(truth.ids(), predicted.ids(), classes), names);
	}

	private int largest(LabelPlane plane) {
		int largest = LabelImage.largest(plane.ids());
		int allowed = names.isEmpty() ? LARGEST : names.size() - 1;
		if (largest > allowed) {
			throw new IllegalArgumentException(
				"Expected classes from 0 to " + allowed + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")") + ", got "
					+ largest + " in \"" + plane.file() + "\".");
		}
		return largest;
	}

	@Override
	public Mistakes mistakes(LabelPlane truth, LabelPlane predicted) {
		BitSet missed = new BitSet();
		BitSet invented = new BitSet();
		for (int i = 0; i < truth.ids().length; i++) {
			if (truth.ids()[i] >= 0 && truth.ids()[i] != predicted.ids()[i]) {
				(predicted.ids()[i] == 0 ? missed : invented).set(i);
			}
		}
		return new Mistakes(missed, invented);
	}
}

package sc.fovea.evaluate;

import java.util.Comparator;
import java.util.List;

import sc.fovea.geometry.ScoredBox;

/**
 * What should be found in an image, and what was.
 *
 * @param name of the image
 * @param truths that should be found
 * @param found in it
 */
public record DetectedImage(String name, List<TrueBox> truths, List<ScoredBox> found) {

	/** By descending score. */
	static final Comparator<ScoredBox> BEST_FIRST = Comparator.comparingDouble((ScoredBox b) -> -b.score());

	/** Copies the lists. */
	public DetectedImage {
		truths = List.copyOf(truths);
		found = List.copyOf(found);
	}

	/** The true boxes of a class. */
	List<TrueBox> truths(int category) {
		return truths.stream().filter(t -> t.category() == category).toList();
	}

	/** The found boxes of a class, best first; equal scores in the order of the list. */
	List<ScoredBox> found(int category) {
		return found.stream().filter(f -> f.category() == category).sorted(BEST_FIRST).toList();
	}
}

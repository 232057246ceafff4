package sc.fovea.detect;

import java.util.List;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

/** Looks for better boxes around what was found, after the worse of overlapping boxes were suppressed once. */
@FunctionalInterface
public interface Refiner {

	/**
	 * Better boxes; of their overlaps the detector takes care afterwards.
	 *
	 * @param found boxes with classes and scores
	 * @param scorer of the same scene
	 * @param bounds of the scene: boxes end there
	 */
	List<ScoredBox> refine(List<ScoredBox> found, RegionScorer scorer, Box bounds);
}

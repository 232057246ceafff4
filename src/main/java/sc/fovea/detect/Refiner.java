package sc.fovea.detect;

import java.util.List;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

/**
 * Looks for better boxes around what was found. It suppresses what it needs to by itself, and some refiners place an object the better the more
 * boxes of it they are given: before, no more than near duplicates (IoU above 0.95) should be dropped.
 */
@FunctionalInterface
public interface Refiner {

	/**
	 * Better boxes; of their overlaps the detector takes care afterwards.
	 *
	 * @param found boxes with classes and scores, in any order
	 * @param scorer of the same scene
	 * @param bounds of the scene: boxes end there
	 */
	List<ScoredBox> refine(List<ScoredBox> found, RegionScorer scorer, Box bounds);
}

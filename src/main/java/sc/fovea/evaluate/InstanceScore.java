package sc.fovea.evaluate;

import sc.fovea.geometry.MatchCounts;

/**
 * How well objects were found, if an object counts as found when it shares more than a part of its union with a predicted one.
 *
 * @param iouThreshold that part, 0.5 to 1: intersection over union
 * @param counts matched, false and missed objects
 * @param iouSum sum of the intersections over union of all matches
 */
public record InstanceScore(double iouThreshold, MatchCounts counts, double iouSum) {

	/** The mean intersection over union of the matches; not a number if there are none. */
	public double meanMatchedIou() {
		return iouSum / counts.truePositives();
	}

	/**
	 * Panoptic quality: {@code iouSum / (TP + FP/2 + FN/2)}, the product of {@link #meanMatchedIou} and F1 (Kirillov et al. 2019, arXiv:1801.00868); 1 if
	 * there are no objects at all.
	 */
	public double panopticQuality() {
		double objects = counts.truePositives() + (counts.falsePositives() + counts.falseNegatives()) / 2.0;
		return objects == 0 ? 1 : iouSum / objects;
	}
}

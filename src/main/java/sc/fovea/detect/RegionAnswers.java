package sc.fovea.detect;

import java.util.List;

import sc.fovea.geometry.Box;

/**
 * What a head says of some regions: for each region and class a score, and the box that it would rather draw around an object of that class.
 *
 * @param regions that were looked at
 * @param classes number of classes
 * @param scores 0–1, {@code region · classes + class}
 * @param boxes moved regions, within the scene, {@code region · classes + class}; may have an area of 0
 */
public record RegionAnswers(List<Box> regions, int classes, float[] scores, List<Box> boxes) {

	/** @throws IllegalArgumentException if there is not one score and one box for each region and class */
	public RegionAnswers {
		int count = regions.size() * classes;
		if (scores.length != count || boxes.size() != count) {
			throw new IllegalArgumentException("Expected " + count + " scores and boxes, got " + scores.length + " and " + boxes.size() + ".");
		}
	}

	/** Score of a class for a region. */
	public float score(int region, int category) {
		return scores[region * classes + category];
	}

	/** The box that a region becomes for a class. */
	public Box box(int region, int category) {
		return boxes.get(region * classes + category);
	}
}

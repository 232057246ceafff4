package sc.fovea.task.localization;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

/**
 * The object of an image, and what it was taken for.
 *
 * @param name of the image
 * @param category number of its class
 * @param box around it
 * @param found class, box and score of the answer
 */
public record LocalizedImage(String name, int category, Box box, ScoredBox found) {

	/** Intersection over union of both boxes. */
	public double iou() {
		return box.iou(found.box());
	}

	/** Whether the class is right. */
	public boolean isRecognised() {
		return found.category() == category;
	}

	/** What the score promises: the intersection over union, 0 if the class is wrong. */
	public double worth() {
		return isRecognised() ? iou() : 0;
	}
}

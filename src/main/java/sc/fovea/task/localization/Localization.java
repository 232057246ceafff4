package sc.fovea.task.localization;

import sc.fovea.geometry.Box;
import sc.fovea.predict.Detection;

/**
 * What the one object of an image is, and where.
 *
 * @param label name of its class
 * @param score the intersection over union with the true box that is to be expected, 0 to 1, where a wrong class counts as 0
 * @param box in pixels of the image, inside it
 * @param z slice from 0
 * @param t frame from 0
 */
public record Localization(String label, double score, Box box, int z, int t) {

	/** The same as one of possibly many objects. */
	public Detection detection() {
		return new Detection(label, score, box, z, t);
	}
}

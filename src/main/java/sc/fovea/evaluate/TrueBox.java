package sc.fovea.evaluate;

import sc.fovea.geometry.Box;

/**
 * A box that should be found.
 *
 * @param box in pixels
 * @param category number of its class, from 0
 * @param area of the object in square pixels, by which COCO's sizes are told
 * @param kind whether it counts
 */
public record TrueBox(Box box, int category, double area, Kind kind) {

	/** Whether a box counts. */
	public enum Kind {
		/** It must be found, once. */
		COUNTED,
		/** It need not be found, for example an object that is hard to see; finding it is no mistake. */
		DIFFICULT,
		/** A region of many objects that were not marked one by one; any number of boxes in it is no mistake. */
		CROWD
	}

	/** @throws IllegalArgumentException if the category or the area is negative */
	public TrueBox {
		if (category < 0 || !(area >= 0)) {
			throw new IllegalArgumentException("Expected a category and an area of at least 0, got " + category + " and " + area + ".");
		}
	}

	/** A box that counts, with its own area. */
	public static TrueBox of(Box box, int category) {
		return new TrueBox(box, category, box.area(), Kind.COUNTED);
	}

	/** Whether it may stay without a box. */
	boolean isOptional() {
		return kind != Kind.COUNTED;
	}

	/** Intersection over union; with a crowd the share of the found box that lies in it. */
	double overlap(Box found) {
		if (kind == Kind.CROWD) {
			return found.area() == 0 ? 0 : box.intersection(found).area() / found.area();
		}
		return box.iou(found);
	}
}

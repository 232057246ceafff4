package sc.fovea.detect;

import java.util.List;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

/** Cuts boxes off where the scene ends; boxes that lie inside stay the same to the bit. */
record Clipping(Box bounds) {

	/** The part within the bounds; its area may be 0. */
	Box of(Box box) {
		return bounds.contains(box) ? box : box.intersection(bounds);
	}

	/** The parts of all boxes that have an area above 0. */
	List<ScoredBox> of(List<ScoredBox> boxes) {
		return boxes.stream().map(box -> box.at(of(box.box()))).filter(box -> box.box().area() > 0).toList();
	}
}

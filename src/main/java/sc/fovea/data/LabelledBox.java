package sc.fovea.data;

import sc.fovea.geometry.Box;

/**
 * A box around an object.
 *
 * @param label name of its class
 * @param box in pixels
 * @param slice from 0
 * @param id of the object in the masks, 0 if it has none
 */
public record LabelledBox(String label, Box box, int slice, int id) {

	/** A box in a plane, without a mask. */
	public static LabelledBox of(String label, Box box) {
		return new LabelledBox(label, box, 0, 0);
	}

	/** The same object in another place. */
	public LabelledBox at(Box newBox, int newSlice) {
		return new LabelledBox(label, newBox, newSlice, id);
	}
}

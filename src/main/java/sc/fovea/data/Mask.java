package sc.fovea.data;

import java.util.Arrays;

/**
 * A whole number for each pixel, (D, H, W): the id of the object, or the number of the class.
 *
 * @param labels 0 for background; shared
 * @param isSemantic whether they are numbers of classes, which mean the same in every picture, and not ids of objects
 */
public record Mask(int[] labels, boolean isSemantic) {

	/** Ids of objects. */
	public static Mask instances(int[] labels) {
		return new Mask(labels, false);
	}

	/** Numbers of classes. */
	public static Mask classes(int[] labels) {
		return new Mask(labels, true);
	}

	/** The largest label, 0 if there is none. */
	public int largest() {
		int largest = 0;
		for (int label : labels) {
			largest = Math.max(largest, label);
		}
		return largest;
	}

	/** Number of different labels above 0. */
	public long count() {
		return Arrays.stream(labels).filter(id -> id > 0).distinct().count();
	}
}

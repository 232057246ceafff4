package sc.fovea.data;

import sc.fovea.image.ConnectedComponents;

/**
 * A mask in which objects are 1 or the largest value of its bits (255, 65535), and all else is 0, taken for a label image: all of its objects have one number, and are one
 * object. Its connected parts, over corners too, may be what is meant.
 *
 * @param ids number of the connected part of each pixel, from 1 in the order of the rows; 0 for none
 * @param count number of parts
 */
public record MaskParts(int[] ids, int count) {

	/** Whether a label image has one number beside 0, and it is one that masks have: programs that number objects begin with 1, so that a single object of another number is meant. */
	public static boolean isMask(int[] ids) {
		int only = only(ids);
		return only == 1 || only == 255 || only == 65535;
	}

	/** The only number other than 0 and {@link Sample#IGNORED}; 0 if there is none, -1 if there are several. @param ids of the pixels of a label image */
	public static int only(int[] ids) {
		int only = 0;
		for (int id : ids) {
			if (id > 0 && only != 0 && id != only) return -1;
			if (id > 0) only = id;
		}
		return only;
	}

	/** The parts of a mask. What nobody annotated keeps its number. @param ids of which {@link #isMask} @param width in pixels */
	public static MaskParts of(int[] ids, int width) {
		int[] known = new int[ids.length];
		for (int i = 0; i < known.length; i++) {
			known[i] = Math.max(0, ids[i]);
		}
		ConnectedComponents parts = ConnectedComponents.ofValues(known, width, ConnectedComponents.Connectivity.EIGHT);
		int[] numbered = parts.ids();
		for (int i = 0; i < known.length; i++) {
			if (ids[i] < 0) numbered[i] = ids[i];
		}
		return new MaskParts(numbered, parts.count());
	}
}

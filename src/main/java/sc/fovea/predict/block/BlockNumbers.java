package sc.fovea.predict.block;

import java.util.BitSet;

/** Gives the objects that occur in any block consecutive numbers, in their order. */
public final class BlockNumbers {

	private final BitSet present = new BitSet();

	/** The objects that occur in the labels of a block. */
	public static BitSet in(int[] labels) {
		BitSet found = new BitSet();
		for (int i = 0, last = 0; i < labels.length; i++) {
			if (labels[i] != last) found.set(last = labels[i]);
		}
		found.clear(0);
		return found;
	}

	/** Adds what occurs in a block. */
	public void add(BitSet found) {
		present.or(found);
	}

	/** How many objects there are. */
	public int count() {
		return present.cardinality();
	}

	/** The new number of each old one, from {@code firstId} on; 0 for those that do not occur. */
	public int[] ids(int firstId) {
		int[] ids = new int[present.length()];
		for (int old = present.nextSetBit(1), id = firstId; old > 0; old = present.nextSetBit(old + 1)) {
			ids[old] = id++;
		}
		return ids;
	}

	/** Replaces numbers in place. @param ids as {@link #ids} gave them */
	public static void replace(int[] labels, int[] ids) {
		for (int i = 0; i < labels.length; i++) {
			labels[i] = labels[i] == 0 ? 0 : ids[labels[i]];
		}
	}
}

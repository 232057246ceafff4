package sc.fovea.geometry;

/** Gives dense numbers 0, 1, 2, … to label ids or pairs of them in the order of their first appearance: a hash table of primitives. */
final class LabelIndex {

	private long[] keys = new long[64];

	/** Number of the key in the same slot plus 1, or 0 for a free slot. */
	private int[] numbers = new int[64];

	private int size;

	/** The dense number of each label. */
	int[] of(int[] labels) {
		int[] dense = new int[labels.length];
		for (int i = 0; i < labels.length; i++)
			dense[i] = i > 0 && labels[i] == labels[i - 1] ? dense[i - 1] : of(labels[i]);
		return dense;
	}

	/** The dense number of a key; a new one if the key is new. */
	int of(long key) {
		int slot = slot(key);
		if (numbers[slot] == 0) {
			if (2 * size >= keys.length) {
				grow();
				slot = slot(key);
			}
			keys[slot] = key;
			numbers[slot] = ++size;
		}
		return numbers[slot] - 1;
	}

	/** How many different keys there were. */
	int size() {
		return size;
	}

	/** The keys by their dense number. */
	long[] keys() {
		long[] byNumber = new long[size];
		for (int slot = 0; slot < keys.length; slot++)
			if (numbers[slot] > 0)
				byNumber[numbers[slot] - 1] = keys[slot];
		return byNumber;
	}

	private int slot(long key) {
		long hash = key * 0x9E3779B97F4A7C15L;
		int mask = keys.length - 1, slot = (int) (hash >>> 32) & mask;
		while (numbers[slot] != 0 && keys[slot] != key)
			slot = slot + 1 & mask;
		return slot;
	}

	private void grow() {
		long[] oldKeys = keys;
		int[] oldNumbers = numbers;
		keys = new long[oldKeys.length * 2];
		numbers = new int[keys.length];
		for (int i = 0; i < oldKeys.length; i++)
			if (oldNumbers[i] != 0) {
				int slot = slot(oldKeys[i]);
				keys[slot] = oldKeys[i];
				numbers[slot] = oldNumbers[i];
			}
	}
}

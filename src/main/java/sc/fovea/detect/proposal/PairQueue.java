package sc.fovea.detect.proposal;

import java.util.Arrays;

/** Pairs of regions, the most similar first, equal ones by their numbers: a binary heap of primitives. */
final class PairQueue {

	private double[] keys = new double[1024];
	private long[] pairs = new long[1024];
	private int size;

	boolean isEmpty() {
		return size == 0;
	}

	void add(double similarity, int a, int b) {
		if (size == keys.length) {
			keys = Arrays.copyOf(keys, 2 * size);
			pairs = Arrays.copyOf(pairs, 2 * size);
		}
		long pair = (long) Math.min(a, b) << 32 | Math.max(a, b);
		int at = size++;
		while (at > 0 && isBefore(similarity, pair, at - 1 >> 1)) {
			move(at - 1 >> 1, at);
			at = at - 1 >> 1;
		}
		keys[at] = similarity;
		pairs[at] = pair;
	}

	/** Takes the first pair out: the smaller number in the upper half. */
	long take() {
		long first = pairs[0];
		double key = keys[--size];
		long pair = pairs[size];
		int at = 0;
		for (int child = 1; child < size; child = 2 * at + 1) {
			if (child + 1 < size && isBefore(keys[child + 1], pairs[child + 1], child)) child++;
			if (!isBefore(keys[child], pairs[child], key, pair)) break;
			move(child, at);
			at = child;
		}
		keys[at] = key;
		pairs[at] = pair;
		return first;
	}

	private void move(int from, int to) {
		keys[to] = keys[from];
		pairs[to] = pairs[from];
	}

	private boolean isBefore(double key, long pair, int other) {
		return isBefore(key, pair, keys[other], pairs[other]);
	}

	private static boolean isBefore(double key, long pair, double otherKey, long otherPair) {
		return key > otherKey || key == otherKey && pair < otherPair;
	}
}

package sc.fovea.video;

import java.util.Arrays;

/**
 * Pairs of superpixels, each once, by ascending numbers, with a weight.
 *
 * @param from number of a superpixel
 * @param to number of another one, or of one of the next frame
 * @param weights how many pixels they share, or what is made of it
 */
record Links(int[] from, int[] to, float[] weights) {

	/** No pairs. */
	static final Links NONE = new Links(new int[0], new int[0], new float[0]);

	int count() {
		return from.length;
	}

	/** The number of a pair that is there. */
	int find(int a, int b) {
		int low = 0;
		int high = from.length - 1;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (from[middle] < a || from[middle] == a && to[middle] < b) low = middle + 1;
			else
				high = middle;
		}
		return low;
	}

	/** Pairs that are met again and again. */
	static final class Counter {

		private long[] pairs;
		private int count;

		Counter(int expected) {
			pairs = new long[Math.max(16, expected)];
		}

		void add(int from, int to) {
			if (count == pairs.length) pairs = Arrays.copyOf(pairs, 2 * count);
			pairs[count++] = (long) from << Integer.SIZE | to;
		}

		/** Each pair once, by ascending numbers, weighed by how often it was met. */
		Links links() {
			Arrays.sort(pairs, 0, count);
			int[] from = new int[count];
			int[] to = new int[count];
			float[] weights = new float[count];
			int used = 0;
			for (int start = 0, end; start < count; start = end) {
				end = start;
				while (end < count && pairs[end] == pairs[start]) {
					end++;
				}
				from[used] = (int) (pairs[start] >> Integer.SIZE);
				to[used] = (int) pairs[start];
				weights[used++] = end - start;
			}
			return new Links(Arrays.copyOf(from, used), Arrays.copyOf(to, used), Arrays.copyOf(weights, used));
		}
	}
}

package sc.fovea.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What the objects of two slices share.
 *
 * @param upper ids of a slice
 * @param lower ids of the next one
 */
record Overlaps(int[] upper, int[] lower) {

	/**
	 * Two pieces that share pixels.
	 *
	 * @param upper number of a piece
	 * @param lower number of a piece in the next slice
	 * @param iou pixels that they share, of those that either has
	 */
	record Pair(int upper, int lower, double iou) {}

	/** All pairs, the highest IoU first; equal ones in the order of their numbers. */
	List<Pair> sorted(Pieces pieces) {
		long[] shared = shared(pieces.numbering());
		List<Pair> pairs = new ArrayList<>();
		for (int from = 0, to; from < shared.length; from = to) {
			to = from;
			while (to < shared.length && shared[to] == shared[from]) {
				to++;
			}
			pairs.add(pair(shared[from], to - from, pieces));
		}
		pairs.sort(Comparator.comparingDouble(Pair::iou).reversed().thenComparingInt(Pair::upper).thenComparingInt(Pair::lower));
		return pairs;
	}

	/** Both numbers of each pixel that two pieces share, sorted. */
	private long[] shared(Renumbering numbering) {
		long[] shared = new long[upper.length];
		int count = 0;
		for (int i = 0; i < upper.length; i++) {
			if (upper[i] != 0 && lower[i] != 0) {
				shared[count++] = (long) numbering.number(upper[i]) << Integer.SIZE | numbering.number(lower[i]);
			}
		}
		long[] sorted = Arrays.copyOf(shared, count);
		Arrays.sort(sorted);
		return sorted;
	}

	private static Pair pair(long both, int pixels, Pieces pieces) {
		int upper = (int) (both >> Integer.SIZE);
		int lower = (int) both;
		return new Pair(upper, lower, (double) pixels / (pieces.areas()[upper] + pieces.areas()[lower] - pixels));
	}
}

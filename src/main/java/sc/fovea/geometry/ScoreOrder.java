package sc.fovea.geometry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The order in which candidates are looked at: by descending score, ties by y, then x, then the distances. */
final class ScoreOrder {

	private ScoreOrder() {}

	/** Indices of the candidates in order. */
	static int[] of(StarCandidates candidates) {
		int n = candidates.size();
		long[] keys = new long[n];
		for (int i = 0; i < n; i++)
			keys[i] = (long) descending(candidates.score(i)) << 32 | i;
		Arrays.sort(keys);
		int[] order = new int[n];
		for (int i = 0; i < n; i++)
			order[i] = (int) keys[i];
		for (int from = 0, to; from < n; from = to) {
			to = from + 1;
			while (to < n && keys[to] >> 32 == keys[from] >> 32)
				to++;
			if (to > from + 1)
				breakTies(candidates, order, from, to);
		}
		return order;
	}

	/** An int that is the smaller the larger the score is; both zeros alike. */
	private static int descending(float score) {
		int bits = Float.floatToIntBits(score + 0f);
		return ~(bits < 0 ? bits ^ Integer.MAX_VALUE : bits);
	}

	private static void breakTies(StarCandidates candidates, int[] order, int from, int to) {
		Comparator<Integer> byPlace = Comparator.<Integer>comparingDouble(candidates::y).thenComparingDouble(candidates::x)
			.thenComparing((a, b) -> compareDistances(candidates, a, b));
		int[] sorted = IntStream.range(from, to).map(i -> order[i]).boxed().sorted(byPlace).mapToInt(Integer::intValue).toArray();
		System.arraycopy(sorted, 0, order, from, sorted.length);
	}

	private static int compareDistances(StarCandidates candidates, int a, int b) {
		return Arrays.compare(candidates.block(a), candidates.start(a), candidates.start(a) + candidates.rays(), candidates.block(b),
			candidates.start(b), candidates.start(b) + candidates.rays());
	}
}

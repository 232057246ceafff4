package sc.fovea.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pieces of slices that follow each other: one body, or several on top of each other.
 *
 * @param members numbers of the pieces
 * @param pieces what is known about them
 */
record Chain(int[] members, Pieces pieces) {

	/** The bodies: cut at the deepest valley, and each part again. @param valley a cut is made where a weight is below this part of the lower of both summits */
	List<int[]> cut(double valley) {
		List<int[]> bodies = new ArrayList<>();
		cut(0, members.length, valley, bodies);
		return bodies;
	}

	/** The piece in the valley goes with those before it. */
	private void cut(int from, int to, double valley, List<int[]> bodies) {
		int deepest = -1;
		double least = valley;
		for (int i = from + 1; i < to - 1; i++) {
			double depth = weight(i) / Math.min(summit(from, i), summit(i + 1, to));
			if (depth < least) {
				least = depth;
				deepest = i;
			}
		}
		if (deepest < 0) {
			bodies.add(Arrays.copyOfRange(members, from, to));
			return;
		}
		cut(from, deepest + 1, valley, bodies);
		cut(deepest + 1, to, valley, bodies);
	}

	private double weight(int i) {
		return pieces.weight(members[i]);
	}

	private double summit(int from, int to) {
		double summit = 0;
		for (int i = from; i < to; i++) {
			summit = Math.max(summit, weight(i));
		}
		return summit;
	}
}

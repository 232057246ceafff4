package sc.fovea.detect.proposal;

import java.util.Arrays;

/** Which regions touch: those that share an edge of a pixel, and those that were joined from such. */
final class Adjacency {

	private final int[][] neighbours;
	private final int[] counts;
	private final boolean[] isGone;
	private final int[] marks;

	/** Neighbours of the regions of an image. @param room number of regions with those to come */
	Adjacency(Segments segments, int room) {
		neighbours = new int[room][0];
		counts = new int[room];
		isGone = new boolean[room];
		marks = new int[room];
		long last = -1;
		for (long pair : sortedPairs(segments)) {
			if (pair != last) {
				link((int) (pair >> 32), (int) pair);
			}
			last = pair;
		}
	}

	private static long[] sortedPairs(Segments segments) {
		long[] pairs = new long[1024];
		int count = 0;
		int[] labels = segments.labels();
		for (int i = 0; i < labels.length; i++) {
			boolean hasRight = (i + 1) % segments.width() != 0;
			boolean hasBelow = i + segments.width() < labels.length;
			if (count + 2 > pairs.length) {
				pairs = Arrays.copyOf(pairs, 2 * pairs.length);
			}
			if (hasRight && labels[i] != labels[i + 1]) pairs[count++] = pair(labels[i], labels[i + 1]);
			if (hasBelow && labels[i] != labels[i + segments.width()]) pairs[count++] = pair(labels[i], labels[i + segments.width()]);
		}
		Arrays.sort(pairs, 0, count);
		return Arrays.copyOf(pairs, count);
	}

	private static long pair(int a, int b) {
		return (long) Math.min(a, b) << 32 | Math.max(a, b);
	}

	private void link(int a, int b) {
		add(a, b);
		add(b, a);
	}

	private void add(int region, int neighbour) {
		if (counts[region] == neighbours[region].length) {
			neighbours[region] = Arrays.copyOf(neighbours[region], Math.max(8, 2 * counts[region]));
		}
		neighbours[region][counts[region]++] = neighbour;
	}

	/** Whether a region was not joined to another yet. */
	boolean isThere(int region) {
		return !isGone[region];
	}

	/** Neighbours of a region, some of which may not be there any more. */
	int[] of(int region) {
		return Arrays.copyOf(neighbours[region], counts[region]);
	}

	/** Joins two regions to a new one, above all others. */
	void join(int a, int b, int joined) {
		isGone[a] = true;
		isGone[b] = true;
		take(a, joined);
		take(b, joined);
	}

	private void take(int region, int joined) {
		for (int k = 0; k < counts[region]; k++) {
			int neighbour = neighbours[region][k];
			if (!isGone[neighbour] && marks[neighbour] != joined) {
				marks[neighbour] = joined;
				link(joined, neighbour);
			}
		}
		neighbours[region] = new int[0];
		counts[region] = 0;
	}
}

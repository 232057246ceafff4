package sc.fovea.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Superpixels of a frame that are joined, the most similar neighbours first, until one region is left; each region on the way is a proposal. Regions are joined the later, the larger they are
 * (Ward 1963): by the squared difference of their means times a · b / (a + b).
 */
final class RegionTree {

	/** Of each region: pixels and sums of what is compared. */
	private final double[] sizes;
	private final double[] sums;
	private final int values;
	private final BitSet[] nodes;
	/** Ends of the borders that are left. */
	private final int[] from;
	private final int[] to;
	private int borders;
	/** 1 for regions whose border with the joined one was met. */
	private final int[] marks;

	private RegionTree(FrameNodes frame, float[] compared, int values) {
		int count = frame.count();
		this.values = values;
		this.sizes = new double[count];
		this.sums = new double[count * values];
		this.nodes = new BitSet[count];
		this.from = frame.neighbours().from().clone();
		this.to = frame.neighbours().to().clone();
		this.borders = from.length;
		this.marks = new int[count];
		for (int k = 0; k < count; k++) {
			sizes[k] = frame.sizes()[k];
			nodes[k] = new BitSet(count);
			nodes[k].set(k);
			for (int d = 0; d < values; d++) {
				sums[k * values + d] = sizes[k] * compared[k * values + d];
			}
		}
	}

	/**
	 * All regions of two superpixels and more.
	 *
	 * @param compared numbers of each superpixel, one after the other
	 * @param values how many each has
	 */
	static List<BitSet> of(FrameNodes frame, float[] compared, int values) {
		RegionTree tree = new RegionTree(frame, compared, values);
		List<BitSet> regions = new ArrayList<>();
		while (tree.borders > 0) {
			regions.add(tree.joinNearest());
		}
		return regions;
	}

	private BitSet joinNearest() {
		int nearest = 0;
		double least = Double.POSITIVE_INFINITY;
		for (int e = 0; e < borders; e++) {
			double distance = distance(from[e], to[e]);
			if (distance < least) {
				least = distance;
				nearest = e;
			}
		}
		int joined = from[nearest];
		join(joined, to[nearest]);
		return (BitSet) nodes[joined].clone();
	}

	private double distance(int a, int b) {
		double sum = 0;
		for (int d = 0; d < values; d++) {
			double difference = sums[a * values + d] / sizes[a] - sums[b * values + d] / sizes[b];
			sum += difference * difference;
		}
		return sum * sizes[a] * sizes[b] / (sizes[a] + sizes[b]);
	}

	private void join(int a, int b) {
		nodes[a].or(nodes[b]);
		sizes[a] += sizes[b];
		for (int d = 0; d < values; d++) {
			sums[a * values + d] += sums[b * values + d];
		}
		Arrays.fill(marks, 0);
		int left = 0;
		for (int e = 0; e < borders; e++) {
			int x = from[e] == b ? a : from[e];
			int y = to[e] == b ? a : to[e];
			int other = x == a ? y : x;
			boolean isGone = x == y || (x == a || y == a) && marks[other] == 1;
			if (isGone) continue;
			if (x == a || y == a) marks[other] = 1;
			from[left] = x;
			to[left++] = y;
		}
		borders = left;
	}
}

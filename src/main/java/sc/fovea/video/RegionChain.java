package sc.fovea.video;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One region of each frame: the heaviest path through a graph with a layer for each frame, found by dynamic programming (Zhang, Javed and Shah 2013, section 2.3).
 *
 * @param regions one for each frame
 */
record RegionChain(List<Region> regions) {

	/** How much the likeness of two regions of frames that follow each other counts, where the score of one is 0 to 2. */
	private static final double LIKENESS = 2;

	/** @param layers at least one region each @param links likeness of the regions of each layer and of the next: {@code links[t][a][b]}, 0 to 1 */
	static RegionChain heaviest(List<List<Region>> layers, double[][][] links) {
		int[][] before = new int[layers.size()][];
		double[] weights = layers.get(0).stream().mapToDouble(Region::score).toArray();
		for (int t = 1; t < layers.size(); t++) {
			double[] next = new double[layers.get(t).size()];
			before[t] = new int[next.length];
			for (int b = 0; b < next.length; b++) {
				double best = Double.NEGATIVE_INFINITY;
				for (int a = 0; a < weights.length; a++) {
					double weight = weights[a] + LIKENESS * links[t - 1][a][b];
					if (weight > best) {
						best = weight;
						before[t][b] = a;
					}
				}
				next[b] = best + layers.get(t).get(b).score();
			}
			weights = next;
		}
		return new RegionChain(traced(layers, before, largest(weights)));
	}

	private static int largest(double[] values) {
		int largest = 0;
		for (int i = 1; i < values.length; i++) {
			if (values[i] > values[largest]) largest = i;
		}
		return largest;
	}

	private static List<Region> traced(List<List<Region>> layers, int[][] before, int last) {
		List<Region> regions = new ArrayList<>();
		int at = last;
		for (int t = layers.size() - 1; t >= 0; t--) {
			regions.add(layers.get(t).get(at));
			if (t > 0) at = before[t][at];
		}
		Collections.reverse(regions);
		return regions;
	}
}

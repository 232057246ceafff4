package sc.fovea.video;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Foreground superpixels that touch in a frame, or move to each other, are one object.
 *
 * @param ids for each frame and superpixel the object, from 1 by descending size; 0 for background
 * @param count number of objects
 */
record ConnectedObjects(int[][] ids, int count) {

	/** Of a superpixel so much must go to another one, that both are the same object. */
	private static final float LEAST_OVERLAP = 0.3f;
	/** Objects below this part of the pixels of a frame, on average over the frames in which they are, are left out. */
	private static final double LEAST_SHARE = 0.001;

	/** @param foreground 1 or 0 @param most objects, the largest first; 0 for all */
	static ConnectedObjects of(List<FrameNodes> frames, float[][] foreground, int most) {
		int[] starts = new int[frames.size() + 1];
		for (int t = 0; t < frames.size(); t++) {
			starts[t + 1] = starts[t] + frames.get(t).count();
		}
		int[] parents = new int[starts[frames.size()]];
		Arrays.setAll(parents, i -> i);
		for (int t = 0; t < frames.size(); t++) {
			join(parents, frames.get(t).neighbours(), new int[] { starts[t], starts[t] }, foreground[t], foreground[t], 0);
			if (t + 1 < frames.size()) {
				join(parents, frames.get(t).next(), new int[] { starts[t], starts[t + 1] }, foreground[t], foreground[t + 1], LEAST_OVERLAP);
			}
		}
		return numbered(frames, foreground, starts, parents, most);
	}

	private static void join(int[] parents, Links links, int[] starts, float[] from, float[] to, float least) {
		for (int l = 0; l < links.count(); l++) {
			if (from[links.from()[l]] > 0 && to[links.to()[l]] > 0 && links.weights()[l] >= least) {
				int a = root(parents, starts[0] + links.from()[l]);
				int b = root(parents, starts[1] + links.to()[l]);
				parents[Math.max(a, b)] = Math.min(a, b);
			}
		}
	}

	private static int root(int[] parents, int node) {
		int root = node;
		while (parents[root] != root) {
			parents[root] = parents[parents[root]];
			root = parents[root];
		}
		return root;
	}

	private static ConnectedObjects numbered(List<FrameNodes> frames, float[][] foreground, int[] starts, int[] parents, int most) {
		long[] pixels = new long[parents.length];
		int[] present = new int[parents.length];
		int[] seen = new int[parents.length];
		for (int t = 0; t < frames.size(); t++) {
			for (int k = 0; k < frames.get(t).count(); k++) {
				if (foreground[t][k] == 0) continue;
				int root = root(parents, starts[t] + k);
				pixels[root] += frames.get(t).sizes()[k];
				if (seen[root] != t + 1) present[root]++;
				seen[root] = t + 1;
			}
		}
		double least = LEAST_SHARE * frames.get(0).labels().length;
		int[] order = IntStream.range(0, parents.length).filter(i -> present[i] > 1 && pixels[i] >= least * present[i]).boxed()
			.sorted(Comparator.<Integer>comparingLong(i -> -pixels[i])).mapToInt(i -> i).toArray();
		int count = most == 0 ? order.length : Math.min(most, order.length);
		int[] numbers = new int[parents.length];
		for (int n = 0; n < count; n++) {
			numbers[order[n]] = n + 1;
		}
		int[][] ids = new int[frames.size()][];
		for (int t = 0; t < ids.length; t++) {
			ids[t] = new int[frames.get(t).count()];
			for (int k = 0; k < ids[t].length; k++) {
				ids[t][k] = foreground[t][k] == 0 ? 0 : numbers[root(parents, starts[t] + k)];
			}
		}
		return new ConnectedObjects(ids, count);
	}
}

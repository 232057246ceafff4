package sc.fovea.task.instance;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import sc.fovea.train.sample.Patch;

/**
 * Weights of pixels for a foreground loss under which small objects count as much as large ones: 10 / (3 + r) on an object of radius r = √(area / π) and on
 * the background up to 2 pixels around it, where its outline is decided; 0.5 elsewhere. A wrong pixel on the outline costs a small object more of its overlap,
 * but there are fewer such pixels.
 */
public final class EdgeWeights {

	private static final int REACH = 2;
	private static final float ELSEWHERE = 0.5f;

	private EdgeWeights() {}

	/** Writes the weights of the patch's pixels. @param target receives size² values from the offset on */
	static void fill(Patch patch, float[] target, int offset) {
		int side = patch.labelSide();
		float[] weights = objects(patch.labels(), side);
		float[] wide = spread(spread(weights, side, 1), side, side);
		for (int y = 0, t = offset; y < patch.size(); y++) {
			int row = (y + patch.margin()) * side + patch.margin();
			for (int x = 0; x < patch.size(); x++, t++) {
				target[t] = weights[row + x] > 0 ? weights[row + x] : Math.max(ELSEWHERE, wide[row + x]);
			}
		}
	}

	/** Weight of each object at its pixels, 0 for background. Runs of one label are looked up once. */
	private static float[] objects(int[] labels, int side) {
		Map<Integer, Integer> areas = new HashMap<>();
		runs(labels, side, (label, from, to) -> areas.merge(label, to - from, Integer::sum));
		float[] weights = new float[labels.length];
		runs(labels, side, (label, from, to) -> Arrays.fill(weights, from, to, (float) (10 / (3 + Math.sqrt(areas.get(label) / Math.PI)))));
		return weights;
	}

	/** Takes a run of pixels [from, to) of one label in a row. */
	private interface Run {

		void accept(int label, int from, int to);
	}

	private static void runs(int[] labels, int side, Run run) {
		for (int from = 0; from < labels.length;) {
			int rowEnd = (from / side + 1) * side;
			int to = from + 1;
			while (to < rowEnd && labels[to] == labels[from]) {
				to++;
			}
			if (labels[from] != 0) {
				run.accept(labels[from], from, to);
			}
			from = to;
		}
	}

	/** The largest value within reach along an axis. @param step distance of neighbours in the array: 1 along rows, the side along columns */
	private static float[] spread(float[] values, int side, int step) {
		float[] spread = new float[values.length];
		for (int i = 0; i < values.length; i++) {
			int position = step == 1 ? i % side : i / side;
			float largest = 0;
			for (int k = Math.max(-REACH, -position); k <= Math.min(REACH, side - 1 - position); k++) {
				largest = Math.max(largest, values[i + k * step]);
			}
			spread[i] = largest;
		}
		return spread;
	}
}

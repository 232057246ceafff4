package sc.fovea.video;

import java.util.List;

/**
 * How likely each superpixel is part of what moves, by the inside maps of its own and of other frames, carried along the flow forwards and backwards (Papazoglou and Ferrari 2013, section
 * 3.3.2): things that rest for some frames are still where they went. Frames in which nothing moves have no say.
 */
final class LocationModel {

	/** What is left of a frame's say one frame on. */
	private static final float DECAY = 0.85f;

	private LocationModel() {}

	/** For each frame and superpixel, 0 to 1. @param isMoving frames in which something moves */
	static float[][] of(List<FrameNodes> frames, boolean[] isMoving) {
		int count = frames.size();
		float[][] sums = new float[count][];
		float[][] says = new float[count][];
		for (int t = 0; t < count; t++) {
			FrameNodes frame = frames.get(t);
			sums[t] = new float[frame.count()];
			says[t] = new float[frame.count()];
			for (int k = 0; k < frame.count() && isMoving[t]; k++) {
				sums[t][k] = frame.inside()[k];
				says[t][k] = 1;
			}
		}
		float[][][] forward = pass(frames, sums, says, true);
		float[][][] backward = pass(frames, sums, says, false);
		float[][] location = new float[count][];
		for (int t = 0; t < count; t++) {
			location[t] = new float[sums[t].length];
			for (int k = 0; k < location[t].length; k++) {
				float say = forward[1][t][k] + backward[1][t][k] - says[t][k];
				location[t][k] = say <= 0 ? 0 : (forward[0][t][k] + backward[0][t][k] - sums[t][k]) / say;
			}
		}
		return location;
	}

	/** @return sums and says of a pass */
	private static float[][][] pass(List<FrameNodes> frames, float[][] sums, float[][] says, boolean isForward) {
		int count = frames.size();
		float[][][] passed = { new float[count][], new float[count][] };
		for (int step = 0; step < count; step++) {
			int t = isForward ? step : count - 1 - step;
			passed[0][t] = sums[t].clone();
			passed[1][t] = says[t].clone();
			if (step == 0) continue;
			if (isForward) forward(frames.get(t - 1), passed, t);
			else
				backward(frames.get(t), passed, t);
		}
		return passed;
	}

	private static void forward(FrameNodes before, float[][][] passed, int t) {
		float[] sum = new float[passed[0][t].length];
		float[] say = new float[sum.length];
		float[] weight = new float[sum.length];
		Links links = before.next();
		for (int l = 0; l < links.count(); l++) {
			int from = links.from()[l];
			int to = links.to()[l];
			float part = links.weights()[l] * before.sizes()[from];
			float carried = part * before.transfer()[from];
			weight[to] += part;
			sum[to] += carried * passed[0][t - 1][from];
			say[to] += carried * passed[1][t - 1][from];
		}
		add(passed, t, sum, say, weight);
	}

	private static void backward(FrameNodes here, float[][][] passed, int t) {
		float[] sum = new float[passed[0][t].length];
		float[] say = new float[sum.length];
		float[] weight = new float[sum.length];
		Links links = here.next();
		for (int l = 0; l < links.count(); l++) {
			int from = links.from()[l];
			int to = links.to()[l];
			float part = links.weights()[l];
			float carried = part * here.transfer()[from];
			weight[from] += part;
			sum[from] += carried * passed[0][t + 1][to];
			say[from] += carried * passed[1][t + 1][to];
		}
		add(passed, t, sum, say, weight);
	}

	private static void add(float[][][] passed, int t, float[] sum, float[] say, float[] weight) {
		for (int k = 0; k < sum.length; k++) {
			if (weight[k] <= 0) continue;
			passed[0][t][k] += DECAY * sum[k] / weight[k];
			passed[1][t][k] += DECAY * say[k] / weight[k];
		}
	}
}

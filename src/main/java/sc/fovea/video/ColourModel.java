package sc.fovea.video;

import java.util.List;
import sc.fovea.graphcut.GaussianMixture;
import sc.fovea.graphcut.Observations;

/**
 * What fore- and background look like in a frame, from the superpixels of all frames near it, which count the less the farther they are: exp(−λ (t − t')²).
 */
record ColourModel(GaussianMixture foreground, GaussianMixture background) {

	private static final double LAMBDA = 0.2;
	/** Frames farther away count less than 1/20. */
	private static final int REACH = 4;
	/** Of more superpixels every second, third, ... is taken. */
	private static final int MOST_POINTS = 1500;
	/** Superpixels that are less foreground, or background, do not count. */
	private static final float LEAST_SHARE = 0.05f;
	private static final int FOREGROUND = 5;
	private static final int BACKGROUND = 8;
	/** Superpixels for each Gaussian, at least. */
	private static final int LEAST = 15;
	private static final float CLAMP = 6;

	/**
	 * The models of a frame.
	 *
	 * @param foreground for each frame and superpixel how much it is foreground, 0 to 1
	 */
	static ColourModel of(List<FrameNodes> frames, float[][] foreground, int t) {
		return new ColourModel(fit(frames, (s, k) -> foreground[s][k], t, FOREGROUND), fit(frames, (s, k) -> 1 - foreground[s][k], t, BACKGROUND));
	}

	/** How much a superpixel counts. */
	private interface Share {

		float of(int frame, int node);
	}

	private static GaussianMixture fit(List<FrameNodes> frames, Share share, int t, int most) {
		int from = Math.max(0, t - REACH);
		int to = Math.min(frames.size() - 1, t + REACH);
		int candidates = 0;
		for (int s = from; s <= to; s++) {
			for (int k = 0; k < frames.get(s).count(); k++) {
				if (share.of(s, k) > LEAST_SHARE) candidates++;
			}
		}
		int dimensions = frames.get(t).dimensions();
		if (candidates == 0) return GaussianMixture.fit(Observations.of(dimensions, new float[dimensions]), 1, 1);
		int step = (candidates + MOST_POINTS - 1) / MOST_POINTS;
		float[] values = new float[(candidates + step - 1) / step * dimensions];
		float[] weights = new float[values.length / dimensions];
		int seen = 0;
		for (int s = from; s <= to; s++) {
			FrameNodes frame = frames.get(s);
			double near = Math.exp(-LAMBDA * (s - t) * (s - t));
			for (int k = 0; k < frame.count(); k++) {
				if (share.of(s, k) <= LEAST_SHARE || seen++ % step != 0) continue;
				int at = (seen - 1) / step;
				weights[at] = (float) (near * share.of(s, k));
				System.arraycopy(frame.features(), k * dimensions, values, at * dimensions, dimensions);
			}
		}
		return GaussianMixture.fit(new Observations(dimensions, values, weights), Math.max(1, Math.min(most, weights.length / LEAST)), 1);
	}

	/** How much more a superpixel looks like foreground: the logarithm of the ratio, within ±6. */
	double evidence(FrameNodes frame, int node) {
		double ratio = foreground.logDensity(frame.features(), node * frame.dimensions()) - background.logDensity(frame.features(), node * frame.dimensions());
		return Math.max(-CLAMP, Math.min(CLAMP, ratio));
	}
}

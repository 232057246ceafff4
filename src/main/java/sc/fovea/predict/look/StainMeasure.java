package sc.fovea.predict.look;

import java.util.Arrays;

/** Measures how strongly each of three channels is absorbed. */
final class StainMeasure {

	private static final int RGB = 3;
	/** Transmission below which a pixel counts as black. */
	private static final double LEAST = 0.02;
	private static final double GROUND = 0.95;

	private StainMeasure() {}

	/** @param values (H, W, 3) */
	static ImageTraits.Stain of(float[] values) {
		float highest = 1;
		for (float value : values) {
			highest = Math.max(highest, value);
		}
		double[] sums = absorbed(values, highest);
		double all = Math.max(sums[0] + sums[1] + sums[2], 1e-6);
		return new ImageTraits.Stain(sums[0] / all, sums[1] / all, sums[2] / all, ground(values) / highest);
	}

	/** Optical densities summed over the darker half of the pixels. */
	private static double[] absorbed(float[] values, float highest) {
		float[] densities = new float[values.length];
		float[] totals = new float[values.length / RGB];
		for (int i = 0; i < values.length; i++) {
			densities[i] = (float) -Math.log(Math.max(LEAST, Math.min(1, values[i] / highest)));
			totals[i / RGB] += densities[i];
		}
		float[] sorted = totals.clone();
		Arrays.sort(sorted);
		double median = ImageTraits.quantile(sorted, 0.5);
		double[] sums = new double[RGB];
		for (int i = 0; i < values.length; i++) {
			if (totals[i / RGB] > median) sums[i % RGB] += densities[i];
		}
		return sums;
	}

	private static double ground(float[] values) {
		double lowest = Double.MAX_VALUE;
		for (int c = 0; c < RGB; c++) {
			float[] channel = new float[values.length / RGB];
			for (int i = 0; i < channel.length; i++) {
				channel[i] = values[i * RGB + c];
			}
			Arrays.sort(channel);
			lowest = Math.min(lowest, ImageTraits.quantile(channel, GROUND));
		}
		return lowest;
	}
}

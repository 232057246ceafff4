package sc.fovea.data;

import java.util.Arrays;

/**
 * Blur by (1 − haze) · G(σ) + haze · G(5σ), each G a separable Gaussian, cut at three standard deviations and scaled to sum 1.
 * Every output pixel adds the same products in the same order wherever it lies, so blocks agree to the last bit.
 */
final class PointSpread {

	private static final double WIDER = 5;

	private final float haze;
	private final float[] sharp, wide;

	PointSpread(NucleiScene.Optics optics) {
		haze = (float) optics.haze();
		sharp = kernel(optics.sigma());
		wide = haze > 0 ? kernel(WIDER * optics.sigma()) : sharp;
	}

	/** Pixels needed around a block on each side. */
	int margin() {
		return wide.length / 2;
	}

	/** The canvas' light, blurred, without its margin. */
	float[] blur(Canvas canvas) {
		float[] result = convolve(canvas, sharp);
		if (haze == 0) return result;
		float[] glow = convolve(canvas, wide);
		for (int i = 0; i < result.length; i++)
			result[i] = (1 - haze) * result[i] + haze * glow[i];
		return result;
	}

	private float[] convolve(Canvas canvas, float[] kernel) {
		int width = canvas.width - 2 * margin(), height = canvas.height - 2 * margin(), skip = margin() - kernel.length / 2;
		float[] column = new float[canvas.width], result = new float[width * height];
		for (int row = 0; row < height; row++) {
			Arrays.fill(column, 0);
			for (int tap = 0; tap < kernel.length; tap++) {
				add(canvas.light, (row + skip + tap) * canvas.width, kernel[tap], column, 0, canvas.width);
			}
			for (int tap = 0; tap < kernel.length; tap++)
				add(column, skip + tap, kernel[tap], result, row * width, width);
		}
		return result;
	}

	/** Adds factor times a row, which starts at the canvas' or column's {@code from}, to a row of the target. */
	private static void add(float[] source, int from, float factor, float[] target, int to, int count) {
		for (int i = 0; i < count; i++)
			target[to + i] += factor * source[from + i];
	}

	private static float[] kernel(double sigma) {
		int radius = (int) Math.ceil(3 * sigma);
		double[] exact = new double[2 * radius + 1];
		double sum = 0;
		for (int i = -radius; i <= radius; i++)
			sum += exact[i + radius] = StrictMath.exp(-i * i / (2 * sigma * sigma));
		float[] kernel = new float[exact.length];
		for (int i = 0; i < kernel.length; i++)
			kernel[i] = (float) (exact[i] / sum);
		return kernel;
	}
}

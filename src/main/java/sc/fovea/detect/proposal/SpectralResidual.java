package sc.fovea.detect.proposal;

import java.util.Arrays;

/**
 * What stands out in a small square image (Hou and Zhang 2007, "Saliency detection: a spectral residual approach"). With the Fourier transform F of
 * the values,
 *
 * <pre>
 * L = ln(|F| + 10⁻⁶)    R = L − mean of L over 3 × 3 neighbours, cyclic    S = |inverse transform of e^R · F / |F||²
 * </pre>
 *
 * blurred a little. Sides are at most 64 or so: sums are formed as the definition says, row by row and column by column, which is fast enough and
 * needs no power of two.
 */
final class SpectralResidual {

	private static final double NOTHING = 1e-6;

	private final int side;
	private final double[] cosines;
	private final double[] sines;
	private final Gaussian blur = new Gaussian(1);

	/** @param side of the images in pixels, at least 1 */
	SpectralResidual(int side) {
		this.side = side;
		cosines = new double[side];
		sines = new double[side];
		for (int i = 0; i < side; i++) {
			cosines[i] = Math.cos(2 * Math.PI * i / side);
			sines[i] = Math.sin(2 * Math.PI * i / side);
		}
	}

	/** Saliency of an image, 0 and above. @param plane side · side values, in rows from the top */
	float[] map(float[] plane) {
		double[] real = new double[plane.length];
		double[] imaginary = new double[plane.length];
		for (int i = 0; i < plane.length; i++) {
			real[i] = plane[i];
		}
		transform(real, imaginary, -1);
		keepResidual(real, imaginary);
		transform(real, imaginary, 1);
		float[] saliency = new float[plane.length];
		for (int i = 0; i < saliency.length; i++) {
			saliency[i] = (float) (real[i] * real[i] + imaginary[i] * imaginary[i]);
		}
		return blur.blur(saliency, side, side);
	}

	private void keepResidual(double[] real, double[] imaginary) {
		double[] amplitudes = new double[real.length];
		double[] logarithms = new double[real.length];
		for (int i = 0; i < real.length; i++) {
			amplitudes[i] = Math.hypot(real[i], imaginary[i]);
			logarithms[i] = Math.log(amplitudes[i] + NOTHING);
		}
		for (int i = 0; i < real.length; i++) {
			double factor = Math.exp(logarithms[i] - mean(logarithms, i % side, i / side)) / (amplitudes[i] + NOTHING);
			real[i] *= factor;
			imaginary[i] *= factor;
		}
	}

	private double mean(double[] values, int x, int y) {
		double sum = 0;
		for (int dy = -1; dy <= 1; dy++) {
			int row = Math.floorMod(y + dy, side) * side;
			for (int dx = -1; dx <= 1; dx++) {
				sum += values[row + Math.floorMod(x + dx, side)];
			}
		}
		return sum / 9;
	}

	/** Discrete Fourier transform along rows, then along columns. @param sign −1 forward; 1 back, and divided by the number of values */
	private void transform(double[] real, double[] imaginary, int sign) {
		for (int i = 0; i < side; i++) {
			line(real, imaginary, i * side, 1, sign);
		}
		for (int i = 0; i < side; i++) {
			line(real, imaginary, i, side, sign);
		}
		if (sign > 0) {
			Arrays.setAll(real, i -> real[i] / real.length);
			Arrays.setAll(imaginary, i -> imaginary[i] / imaginary.length);
		}
	}

	private void line(double[] real, double[] imaginary, int start, int step, int sign) {
		double[] re = new double[side];
		double[] im = new double[side];
		for (int f = 0; f < side; f++) {
			for (int i = 0, at = start, turn = 0; i < side; i++, at += step) {
				double c = cosines[turn];
				double s = sign * sines[turn];
				re[f] += real[at] * c - imaginary[at] * s;
				im[f] += real[at] * s + imaginary[at] * c;
				turn = turn + f < side ? turn + f : turn + f - side;
			}
		}
		for (int f = 0, at = start; f < side; f++, at += step) {
			real[at] = re[f];
			imaginary[at] = im[f];
		}
	}
}

package sc.fovea.augment;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/** Convolves a slice with a symmetric kernel along rows, then along columns; inner loops run along rows, each its own array, so that they are done several values at
 * a time. */
final class SliceSmoothing {

	private final float[] values;
	private final int from;
	private final int height;
	private final int width;
	private final int channels;
	private final float[] kernel;

	SliceSmoothing(Pixels pixels, int slice, float[] kernel) {
		Extent extent = pixels.extent();
		this.values = pixels.values();
		this.channels = extent.channels();
		this.width = extent.width();
		this.height = extent.height();
		this.from = slice * extent.slicePixels() * channels;
		this.kernel = kernel;
	}

	/** Changes the slice in place. */
	void apply() {
		int length = width * channels;
		float[][] smooth = new float[height][length];
		float[] padded = new float[(width + 2 * (kernel.length - 1)) * channels];
		float[][] shifted = new float[2][length];
		for (int y = 0; y < height; y++) {
			pad(from + y * length, padded);
			alongRow(padded, smooth[y], shifted);
		}
		float[] sum = new float[length];
		for (int y = 0; y < height; y++) {
			alongColumns(smooth, y, sum);
			System.arraycopy(sum, 0, values, from + y * length, length);
		}
	}

	private void pad(int row, float[] padded) {
		int radius = kernel.length - 1;
		System.arraycopy(values, row, padded, radius * channels, width * channels);
		for (int i = 1; i <= radius; i++) {
			int left = Border.MIRROR.fold(-i, width);
			int right = Border.MIRROR.fold(width - 1 + i, width);
			for (int k = 0; k < channels; k++) {
				padded[(radius - i) * channels + k] = values[row + left * channels + k];
				padded[(radius + width - 1 + i) * channels + k] = values[row + right * channels + k];
			}
		}
	}

	/** The row is copied once for each shift: a loop that reads one array at two places is not done several values at a time. */
	private void alongRow(float[] padded, float[] sum, float[][] shifted) {
		int middle = (kernel.length - 1) * channels;
		System.arraycopy(padded, middle, shifted[0], 0, sum.length);
		scale(kernel[0], shifted[0], sum);
		for (int k = 1; k < kernel.length; k++) {
			System.arraycopy(padded, middle - k * channels, shifted[0], 0, sum.length);
			System.arraycopy(padded, middle + k * channels, shifted[1], 0, sum.length);
			add(kernel[k], shifted[0], shifted[1], sum);
		}
	}

	private void alongColumns(float[][] smooth, int y, float[] sum) {
		scale(kernel[0], smooth[y], sum);
		for (int k = 1; k < kernel.length; k++) {
			add(kernel[k], smooth[Border.MIRROR.fold(y - k, height)], smooth[Border.MIRROR.fold(y + k, height)], sum);
		}
	}

	private static void scale(float weight, float[] row, float[] sum) {
		for (int i = 0; i < sum.length; i++) {
			sum[i] = weight * row[i];
		}
	}

	private static void add(float weight, float[] one, float[] other, float[] sum) {
		for (int i = 0; i < sum.length; i++) {
			sum[i] += weight * (one[i] + other[i]);
		}
	}
}

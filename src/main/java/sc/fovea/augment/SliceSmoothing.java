package sc.fovea.augment;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/** Convolves a slice with a symmetric kernel along rows, then along columns; inner loops run along rows so that they are done several values at a time. */
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
		float[] smooth = new float[height * length];
		float[] padded = new float[(width + 2 * (kernel.length - 1)) * channels];
		for (int y = 0; y < height; y++) {
			pad(from + y * length, padded);
			alongRow(padded, smooth, y * length);
		}
		for (int y = 0; y < height; y++) {
			alongColumns(smooth, y);
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

	private void alongRow(float[] padded, float[] smooth, int to) {
		int length = width * channels;
		int middle = (kernel.length - 1) * channels;
		float first = kernel[0];
		for (int i = 0; i < length; i++) {
			smooth[to + i] = first * padded[middle + i];
		}
		for (int k = 1; k < kernel.length; k++) {
			add(kernel[k], new Sum(smooth, to, padded), middle - k * channels, middle + k * channels);
		}
	}

	private void alongColumns(float[] smooth, int y) {
		int length = width * channels;
		int to = from + y * length;
		float first = kernel[0];
		for (int i = 0; i < length; i++) {
			values[to + i] = first * smooth[y * length + i];
		}
		for (int k = 1; k < kernel.length; k++) {
			int above = Border.MIRROR.fold(y - k, height) * length;
			int below = Border.MIRROR.fold(y + k, height) * length;
			add(kernel[k], new Sum(values, to, smooth), above, below);
		}
	}

	/** Where a sum of weighted rows is kept and where they are read. */
	private record Sum(float[] result, int to, float[] source) {}

	private void add(float weight, Sum sum, int one, int other) {
		float[] result = sum.result;
		float[] source = sum.source;
		int to = sum.to;
		int length = width * channels;
		for (int i = 0; i < length; i++) {
			result[to + i] += weight * (source[one + i] + source[other + i]);
		}
	}
}

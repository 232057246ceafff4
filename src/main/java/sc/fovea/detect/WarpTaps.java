package sc.fovea.detect;

import java.util.Arrays;

/**
 * Which pixels of an image make each pixel of a warped region, along one axis, with weights that sum to 1.
 *
 * @param first for each pixel of the result the first that is read; it ascends
 * @param count for each pixel of the result how many are read
 * @param weights of those, {@code pixel · most + tap}
 * @param most room for the weights of a pixel
 */
record WarpTaps(int[] first, int[] count, float[] weights, int most) {

	/**
	 * A row of points.
	 *
	 * @param origin edge of the image's coordinate at which the result begins
	 * @param step pixels of the image per pixel of the result, above 0
	 * @param size pixels of the result
	 */
	record Axis(double origin, double step, int size) {}

	/** @param extent pixels of the image; beyond it the last one goes on */
	static WarpTaps of(Axis axis, int extent) {
		double reach = Math.max(1, axis.step);
		int most = (int) Math.min(extent, Math.ceil(2 * reach) + 1);
		WarpTaps taps = new WarpTaps(new int[axis.size], new int[axis.size], new float[axis.size * most], most);
		for (int i = 0; i < axis.size; i++) {
			taps.fill(i, axis.origin + (i + 0.5) * axis.step - 0.5, reach, extent);
		}
		return taps;
	}

	/** @param centre in whole pixels from the middle of the first */
	private void fill(int index, double centre, double reach, int extent) {
		int low = (int) Math.ceil(centre - reach);
		int high = (int) Math.floor(centre + reach);
		first[index] = Math.max(0, Math.min(extent - 1, low));
		count[index] = Math.max(0, Math.min(extent - 1, high)) - first[index] + 1;
		double sum = 0;
		for (int k = low; k <= high; k++) {
			sum += 1 - Math.abs(k - centre) / reach;
		}
		for (int k = low; k <= high; k++) {
			int tap = Math.max(0, Math.min(extent - 1, k)) - first[index];
			weights[index * most + tap] += (float) ((1 - Math.abs(k - centre) / reach) / sum);
		}
	}

	/** Behind the last pixel that is read. */
	int end() {
		int last = first.length - 1;
		return first[last] + count[last];
	}

	/** Narrows a row of pixels. @param from index of its first value @param to index of the first value that is written */
	void row(float[] pixels, int from, int channels, float[] narrow, int to) {
		for (int i = 0, target = to; i < first.length; i++, target += channels) {
			for (int tap = 0, source = from + first[i] * channels; tap < count[i]; tap++, source += channels) {
				float weight = weights[i * most + tap];
				for (int c = 0; c < channels; c++) {
					narrow[target + c] += weight * pixels[source + c];
				}
			}
		}
	}

	/** One row of the result. @param rows of values, the first one that any pixel of the result reads first @param length of a row */
	void column(float[] rows, int index, int length, float[] result, int to) {
		Arrays.fill(result, to, to + length, 0);
		for (int tap = 0, source = (first[index] - first[0]) * length; tap < count[index]; tap++, source += length) {
			float weight = weights[index * most + tap];
			for (int v = 0; v < length; v++) {
				result[to + v] += weight * rows[source + v];
			}
		}
	}
}

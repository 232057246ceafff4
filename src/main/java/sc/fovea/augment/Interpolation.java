package sc.fovea.augment;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/** Reads values of a picture between its pixels, bilinearly: (1 − fy)·((1 − fx)·v00 + fx·v01) + fy·((1 − fx)·v10 + fx·v11). */
final class Interpolation {

	final float[] values;
	final int width;
	final int height;
	final int channels;

	/** The last pixel that has a neighbour to the right, and below. */
	private final int lastX;
	private final int lastY;
	/** From a value to that of the neighbour. */
	private final int toRight;
	private final int toLower;
	private final Border border;
	private final float constant;

	Interpolation(Pixels source, Framing framing) {
		Extent extent = source.extent();
		this.values = source.values();
		this.width = extent.width();
		this.height = extent.height();
		this.channels = extent.channels();
		this.lastX = Math.max(0, width - 2);
		this.lastY = Math.max(0, height - 2);
		this.toRight = width > 1 ? channels : 0;
		this.toLower = height > 1 ? width * channels : 0;
		this.border = framing.border();
		this.constant = framing.constant(source.range());
	}

	/** Index of the first value of a slice. */
	int start(int slice) {
		return slice * width * height * channels;
	}

	/** Writes all channels at a place. @param x in pixels, 0 in the middle of the first @param from where the slice begins */
	void read(double x, double y, int from, float[] result, int to) {
		if (x >= 0 && y >= 0 && x < width - 1 && y < height - 1) {
			readInside(x, y, from, result, to);
		}
		else if (border == Border.CONSTANT) {
			readBeyond(x, y, from, result, to);
		}
		else {
			readInside(border.fold(x, width), border.fold(y, height), from, result, to);
		}
	}

	/** As {@link #read}, of a place from the middle of the first pixel to the middle of the last. */
	private void readInside(double x, double y, int from, float[] result, int to) {
		int x0 = Math.min((int) x, lastX);
		int y0 = Math.min((int) y, lastY);
		float fx = (float) (x - x0);
		float fy = (float) (y - y0);
		int p = from + (y0 * width + x0) * channels;
		int q = p + toLower;
		for (int k = 0; k < channels; k++, p++, q++) {
			float upper = values[p] + fx * (values[p + toRight] - values[p]);
			float lower = values[q] + fx * (values[q + toRight] - values[q]);
			result[to + k] = upper + fy * (lower - upper);
		}
	}

	/** Of a place that has the constant on one side or on all. */
	private void readBeyond(double x, double y, int from, float[] result, int to) {
		int x0 = (int) Math.floor(x);
		int y0 = (int) Math.floor(y);
		float fx = (float) (x - x0);
		float fy = (float) (y - y0);
		for (int k = 0; k < channels; k++) {
			float upper = value(x0, y0, from + k);
			upper += fx * (value(x0 + 1, y0, from + k) - upper);
			float lower = value(x0, y0 + 1, from + k);
			lower += fx * (value(x0 + 1, y0 + 1, from + k) - lower);
			result[to + k] = upper + fy * (lower - upper);
		}
	}

	private float value(int x, int y, int from) {
		return x < 0 || y < 0 || x >= width || y >= height ? constant : values[from + (y * width + x) * channels];
	}
}

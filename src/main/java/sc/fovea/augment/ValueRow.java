package sc.fovea.augment;

import java.util.Arrays;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/** Reads a row of values out of a picture, from the pixels themselves or between them. */
final class ValueRow {

	private final float[] values;
	private final int width;
	private final int height;
	private final int channels;
	private final Border border;
	private final float constant;
	private final boolean isExact;

	ValueRow(Pixels source, Framing framing, boolean isExact) {
		Extent extent = source.extent();
		this.values = source.values();
		this.width = extent.width();
		this.height = extent.height();
		this.channels = extent.channels();
		this.border = framing.border();
		this.constant = source.range().clamp((float) (source.range().low() + framing.fill() * source.range().span()));
		this.isExact = isExact;
	}

	/** Writes the values that a slice has at the points of the row. */
	void fill(SourceRow row, int slice, float[] result, int at) {
		int from = slice * width * height * channels;
		if (isExact) {
			copy(row, from, result, at);
		}
		else if (channels == 1) {
			interpolateOne(row, from, result, at);
		}
		else {
			interpolateAll(row, from, result, at);
		}
	}

	private void copy(SourceRow row, int from, float[] result, int at) {
		for (int i = 0, to = at; i < row.count; i++, to += channels) {
			int pixel = row.nearest(i);
			if (pixel >= 0 && channels == 1) {
				result[to] = values[from + pixel];
			}
			else if (pixel >= 0) {
				System.arraycopy(values, from + pixel * channels, result, to, channels);
			}
			else {
				copyBorder(row, i, from, result, to);
			}
		}
	}

	private void copyBorder(SourceRow row, int i, int from, float[] result, int to) {
		int x = border.fold((int) Math.floor(row.xs[i]), width);
		int y = border.fold((int) Math.floor(row.ys[i]), height);
		if (x < 0 || y < 0) {
			Arrays.fill(result, to, to + channels, constant);
		}
		else {
			System.arraycopy(values, from + (y * width + x) * channels, result, to, channels);
		}
	}

	/** v = (1 − fy)·((1 − fx)·v00 + fx·v01) + fy·((1 − fx)·v10 + fx·v11) */
	private void interpolateOne(SourceRow row, int from, float[] result, int at) {
		double lastX = width - 1;
		double lastY = height - 1;
		for (int i = 0; i < row.count; i++) {
			double x = row.xs[i] - 0.5;
			double y = row.ys[i] - 0.5;
			if (x >= 0 && y >= 0 && x < lastX && y < lastY) {
				int x0 = (int) x;
				int y0 = (int) y;
				float fx = (float) (x - x0);
				int p = from + y0 * width + x0;
				float upper = values[p] + fx * (values[p + 1] - values[p]);
				float lower = values[p + width] + fx * (values[p + width + 1] - values[p + width]);
				result[at + i] = upper + (float) (y - y0) * (lower - upper);
			}
			else {
				result[at + i] = atBorder(x, y, from);
			}
		}
	}

	private void interpolateAll(SourceRow row, int from, float[] result, int at) {
		for (int i = 0, to = at; i < row.count; i++, to += channels) {
			double x = row.xs[i] - 0.5;
			double y = row.ys[i] - 0.5;
			if (x >= 0 && y >= 0 && x < width - 1 && y < height - 1) {
				inside(x, y, from, result, to);
			}
			else {
				for (int k = 0; k < channels; k++) {
					result[to + k] = atBorder(x, y, from + k);
				}
			}
		}
	}

	private void inside(double x, double y, int from, float[] result, int to) {
		int x0 = (int) x;
		int y0 = (int) y;
		float fx = (float) (x - x0);
		float fy = (float) (y - y0);
		int p = from + (y0 * width + x0) * channels;
		int q = p + width * channels;
		for (int k = 0; k < channels; k++, p++, q++) {
			float upper = values[p] + fx * (values[p + channels] - values[p]);
			float lower = values[q] + fx * (values[q + channels] - values[q]);
			result[to + k] = upper + fy * (lower - upper);
		}
	}

	private float atBorder(double x, double y, int from) {
		int x0 = (int) Math.floor(x);
		int y0 = (int) Math.floor(y);
		float fx = (float) (x - x0);
		float upper = value(x0, y0, from);
		upper += fx * (value(x0 + 1, y0, from) - upper);
		float lower = value(x0, y0 + 1, from);
		lower += fx * (value(x0 + 1, y0 + 1, from) - lower);
		return upper + (float) (y - y0) * (lower - upper);
	}

	private float value(int x, int y, int from) {
		int column = border.fold(x, width);
		int line = border.fold(y, height);
		return column < 0 || line < 0 ? constant : values[from + (line * width + column) * channels];
	}
}

package sc.fovea.motion;

import java.util.Arrays;

/**
 * A plane of grey levels that goes on beyond its edges: {@link #BORDER} pixels on each side repeat the nearest one. Pixel (x, y) is at {@code (y + BORDER) · stride
 * + x + BORDER}.
 */
final class PaddedPlane {

	/** How far a patch may leave the frame: two patches of 8 pixels. */
	static final int BORDER = 16;

	/** Grey levels of the full range, so that the constants below are in the unit of the papers. */
	private static final float LEVELS = 255;

	private final int width;
	private final int height;
	private final int stride;
	private final float[] data;

	private PaddedPlane(int width, int height) {
		this.width = width;
		this.height = height;
		this.stride = width + 2 * BORDER;
		this.data = new float[stride * (height + 2 * BORDER)];
	}

	/** A frame; what is not a number is 0. */
	static PaddedPlane of(GreyFrame frame) {
		PaddedPlane plane = new PaddedPlane(frame.width(), frame.height());
		for (int y = 0; y < plane.height; y++) {
			for (int x = 0, to = plane.index(0, y); x < plane.width; x++, to++) {
				float value = frame.values()[y * plane.width + x];
				plane.data[to] = Float.isFinite(value) ? LEVELS * value : 0;
			}
		}
		return plane.padded();
	}

	/** Half the size: means of 2 × 2 pixels; an odd last row or column is left out. */
	PaddedPlane halved() {
		PaddedPlane half = new PaddedPlane(width / 2, height / 2);
		for (int y = 0; y < half.height; y++) {
			for (int x = 0, to = half.index(0, y), from = index(0, 2 * y); x < half.width; x++, to++, from += 2) {
				half.data[to] = (data[from] + data[from + 1] + data[from + stride] + data[from + stride + 1]) / 4;
			}
		}
		return half.padded();
	}

	private PaddedPlane padded() {
		for (int y = 0; y < height; y++) {
			int row = index(0, y);
			Arrays.fill(data, row - BORDER, row, data[row]);
			Arrays.fill(data, row + width, row + width + BORDER, data[row + width - 1]);
		}
		for (int y = 0; y < BORDER; y++) {
			System.arraycopy(data, BORDER * stride, data, y * stride, stride);
			System.arraycopy(data, (BORDER + height - 1) * stride, data, (BORDER + height + y) * stride, stride);
		}
		return this;
	}

	int width() {
		return width;
	}

	int height() {
		return height;
	}

	int stride() {
		return stride;
	}

	float[] data() {
		return data;
	}

	/** Place of a pixel, which may lie in the border. */
	int index(int x, int y) {
		return (y + BORDER) * stride + x + BORDER;
	}

	/** The value at a place between pixels; beyond the border that of the border. */
	float at(float x, float y) {
		float column = Math.max(-BORDER, Math.min(width + BORDER - 2f, x));
		float row = Math.max(-BORDER, Math.min(height + BORDER - 2f, y));
		int left = (int) Math.floor(column);
		int top = (int) Math.floor(row);
		float across = column - left;
		float down = row - top;
		int i = index(left, top);
		float upper = data[i] + across * (data[i + 1] - data[i]);
		float lower = data[i + stride] + across * (data[i + stride + 1] - data[i + stride]);
		return upper + down * (lower - upper);
	}
}

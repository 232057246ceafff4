package sc.fovea.task;

import java.util.BitSet;

/** A yes or no for each pixel of an image, one bit each: 32 MB for 16,384 × 16,384. */
final class BitMask {

	private final int width;
	private final int height;
	private final BitSet[] rows;

	BitMask(int width, int height) {
		this.width = width;
		this.height = height;
		this.rows = new BitSet[height];
		for (int y = 0; y < height; y++) {
			rows[y] = new BitSet(width);
		}
	}

	int width() {
		return width;
	}

	int height() {
		return height;
	}

	/** Sets the pixels of a row whose value is at least the threshold. */
	void setRow(int x, int y, int count, float[] values, int offset, float threshold) {
		BitSet row = rows[y];
		for (int i = 0; i < count; i++) {
			if (values[offset + i] >= threshold) {
				row.set(x + i);
			}
		}
	}

	boolean get(int x, int y) {
		return rows[y].get(x);
	}
}

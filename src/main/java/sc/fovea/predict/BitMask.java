package sc.fovea.predict;

import java.util.Arrays;

/** A yes or no for each pixel of an image, one bit each: 32 MB for 16,384 × 16,384. */
public final class BitMask {

	private final int width;
	private final long[][] rows;

	/** All no. */
	public BitMask(int width, int height) {
		this.width = width;
		this.rows = new long[height][(width + 63) >> 6];
	}

	/** The bits row by row, each row filled up to a multiple of 64: for {@link #of}. */
	public long[] bits() {
		return Arrays.stream(rows).flatMapToLong(Arrays::stream).toArray();
	}

	/** A mask again. @param bits as {@link #bits} gave them @throws IllegalArgumentException if their number is not that of the size */
	public static BitMask of(int width, int height, long[] bits) {
		BitMask mask = new BitMask(width, height);
		int words = (width + 63) >> 6;
		if (bits.length != words * height) throw new IllegalArgumentException("Expected " + words * height + " words of bits, got " + bits.length + ".");
		for (int y = 0; y < height; y++) {
			System.arraycopy(bits, y * words, mask.rows[y], 0, words);
		}
		return mask;
	}

	/** Width in pixels. */
	public int width() {
		return width;
	}

	/** Height in pixels. */
	public int height() {
		return rows.length;
	}

	/** Sets the pixels from (x, y) to the right whose value is at least the threshold. */
	public void setRow(int x, int y, int count, float[] values, int offset, float threshold) {
		long[] row = rows[y];
		for (int i = 0; i < count; i++) {
			if (values[offset + i] >= threshold) {
				row[(x + i) >> 6] |= 1L << (x + i);
			}
		}
	}

	/** Whether a pixel is set. */
	public boolean get(int x, int y) {
		return (rows[y][x >> 6] & 1L << x) != 0;
	}

	/** Looks up pixels of a row. @param columns their places @param target receives the answers from {@code offset} on */
	public void read(int y, int[] columns, boolean[] target, int offset) {
		long[] row = rows[y];
		for (int i = 0; i < columns.length; i++) {
			target[offset + i] = (row[columns[i] >> 6] & 1L << columns[i]) != 0;
		}
	}
}

package sc.fovea.image.tiff;

import java.nio.ByteOrder;

/**
 * Takes the values of one sample out of the bytes of a block.
 *
 * @param bits   of a sample, 1 to 64
 * @param format 1 whole numbers, 2 with a sign, 3 floating point (16, 24, 32 or 64 bit)
 * @param stride samples of a pixel in the block
 * @param order  of the bytes of a sample
 */
public record Samples(int bits, int format, int stride, ByteOrder order) {

	private static final int UNSIGNED = 1;
	private static final int SIGNED = 2;
	private static final int FLOATING = 3;
	private static final float LARGEST_EXACT = 1 << 24;

	/** Unsigned numbers of up to 8 bits are bytes, of up to 16 bits shorts, all others 32-bit floating point. */
	PixelType type() {
		if (format != UNSIGNED || bits > 16) return PixelType.FLOAT;
		return bits > 8 ? PixelType.SHORT : PixelType.BYTE;
	}

	/** Bytes of a row. */
	static long rowBytes(long columns, int stride, int bits) {
		return (columns * stride * bits + 7) / 8;
	}

	/**
	 * Copies values of a row.
	 *
	 * @param block  bytes
	 * @param row    first byte of the row
	 * @param x      first pixel in the row
	 * @param sample of the pixel
	 * @param target byte[], short[] or float[] by {@link #type}
	 * @param at     first place in the target
	 */
	void copy(byte[] block, int row, int x, int sample, Object target, int at, int count) {
		int first = x * stride + sample;
		if (target instanceof byte[] bytes) toBytes(block, row, first, bytes, at, count);
		else if (target instanceof short[] shorts) toShorts(block, row, first, shorts, at, count);
		else
			toFloats(block, row, first, (float[]) target, at, count);
	}

	private void toBytes(byte[] block, int row, int first, byte[] target, int at, int count) {
		if (bits == 8 && stride == 1) System.arraycopy(block, row + first, target, at, count);
		else if (bits == 8) for (int i = 0, from = row + first; i < count; i++, from += stride)
			target[at + i] = block[from];
		else
			for (int i = 0; i < count; i++)
				target[at + i] = (byte) packed(block, row, first + i * stride);
	}

	private void toShorts(byte[] block, int row, int first, short[] target, int at, int count) {
		int low = order == ByteOrder.LITTLE_ENDIAN ? 0 : 1;
		if (bits == 16) for (int i = 0, from = row + 2 * first; i < count; i++, from += 2 * stride)
			target[at + i] = (short) (block[from + low] & 255 | block[from + 1 - low] << 8);
		else
			for (int i = 0; i < count; i++)
				target[at + i] = (short) packed(block, row, first + i * stride);
	}

	private void toFloats(byte[] block, int row, int first, float[] target, int at, int count) {
		for (int i = 0; i < count; i++) {
			long raw = isWhole() ? whole(block, row + (first + i * stride) * (bits / 8)) : packed(block, row, first + i * stride);
			target[at + i] = number(raw);
		}
	}

	/** Whether the order of bytes counts; whole numbers of other sizes (24 bit too) are packed from the high bit on. */
	private boolean isWhole() {
		return bits == 8 || bits == 16 || bits == 32 || bits == 64 || format == FLOATING && bits == 24;
	}

	/** A sample of whole bytes. */
	private long whole(byte[] block, int from) {
		long value = 0;
		int bytes = bits / 8;
		for (int i = 0; i < bytes; i++)
			value = value << 8 | block[order == ByteOrder.BIG_ENDIAN ? from + i : from + bytes - 1 - i] & 255;
		return value;
	}

	/** A sample of any number of bits, which follow one another from the high bit of each byte whatever the order of bytes. */
	private long packed(byte[] block, int row, int index) {
		long bit = (long) index * bits;
		long value = 0;
		int left = bits;
		while (left > 0) {
			int inByte = (int) (bit & 7);
			int take = Math.min(left, 8 - inByte);
			int part = (block[row + (int) (bit >> 3)] & 255) >> 8 - inByte - take & (1 << take) - 1;
			value = value << take | part;
			bit += take;
			left -= take;
		}
		return value;
	}

	private float number(long raw) {
		if (format == UNSIGNED) return unsigned(raw);
		if (format == SIGNED) return raw << 64 - bits >> 64 - bits;
		return switch (bits) {
			case 16 -> half((int) raw);
			case 24 -> threeBytes((int) raw);
			case 32 -> Float.intBitsToFloat((int) raw);
			default -> (float) Double.longBitsToDouble(raw);
		};
	}

	/** 2^24 + 1 is rounded up and not to 2^24, the largest id of an object, so that it cannot be taken for one. */
	private static float unsigned(long raw) {
		float value = raw >= 0 ? raw : (float) ((raw >>> 1 | raw & 1) * 2.0);
		return value == LARGEST_EXACT && raw != 1 << 24 ? Math.nextUp(value) : value;
	}

	/** IEEE 754 binary16. */
	static float half(int raw) {
		int exponent = raw >> 10 & 31;
		int fraction = raw & 1023;
		float size = exponent == 0
			? fraction * 0x1p-24f
			: exponent == 31 ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN : (1024 + fraction) * (float) Math.scalb(1.0, exponent - 25);
		return (raw & 0x8000) == 0 ? size : -size;
	}

	/** 1 bit of sign, 7 of exponent, 16 of fraction, as Adobe's Technical Note 3 has it. */
	private static float threeBytes(int raw) {
		int exponent = raw >> 16 & 127;
		int fraction = raw & 0xffff;
		float size = exponent == 0
			? fraction * 0x1p-78f
			: exponent == 127 ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN : (65536 + fraction) * (float) Math.scalb(1.0, exponent - 79);
		return (raw & 0x800000) == 0 ? size : -size;
	}
}

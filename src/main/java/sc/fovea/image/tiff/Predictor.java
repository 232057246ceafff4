package sc.fovea.image.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Undoes the differences that a writer took before it compressed a block: TIFF 6.0 section 14, and Adobe's Technical Note 3 for floating point. */
final class Predictor {

	static final int NONE = 1;
	static final int HORIZONTAL = 2;
	static final int FLOATING_POINT = 3;

	private Predictor() {}

	/** Differences to the pixel at the left, in place. */
	static void horizontal(byte[] block, int rowBytes, int samples, int bits, ByteOrder order) {
		for (int row = 0; row + rowBytes <= block.length; row += rowBytes)
			switch (bits) {
				case 8 -> bytes(block, row, rowBytes, samples);
				case 16 -> shorts(block, row, rowBytes, samples, order);
				default -> words(ByteBuffer.wrap(block).order(order), row, rowBytes, samples, bits);
			}
	}

	private static void bytes(byte[] block, int row, int rowBytes, int samples) {
		for (int i = row + samples; i < row + rowBytes; i++)
			block[i] += block[i - samples];
	}

	private static void shorts(byte[] block, int row, int rowBytes, int samples, ByteOrder order) {
		int low = order == ByteOrder.LITTLE_ENDIAN ? 0 : 1;
		for (int i = row + 2 * samples; i + 1 < row + rowBytes; i += 2) {
			int left = i - 2 * samples;
			int sum = (block[i + low] & 255) + (block[left + low] & 255);
			block[i + low] = (byte) sum;
			block[i + 1 - low] += block[left + 1 - low] + (sum >> 8);
		}
	}

	private static void words(ByteBuffer block, int row, int rowBytes, int samples, int bits) {
		int step = samples * bits / 8;
		for (int i = row + step; i + bits / 8 <= row + rowBytes; i += bits / 8) {
			if (bits == 32) block.putInt(i, block.getInt(i) + block.getInt(i - step));
			else
				block.putLong(i, block.getLong(i) + block.getLong(i - step));
		}
	}

	/** Rows whose bytes were put apart by rank, the highest first, and then subtracted; the result is in big-endian order. */
	static void floatingPoint(byte[] block, int rowBytes, int samples, int bits) {
		int bytes = bits / 8;
		int count = rowBytes / bytes;
		byte[] apart = new byte[rowBytes];
		for (int row = 0; row + rowBytes <= block.length; row += rowBytes) {
			bytes(block, row, rowBytes, samples);
			System.arraycopy(block, row, apart, 0, rowBytes);
			for (int i = 0; i < count; i++)
				for (int rank = 0; rank < bytes; rank++)
					block[row + i * bytes + rank] = apart[rank * count + i];
		}
	}
}

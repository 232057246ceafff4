package sc.fovea.image.tiff;

/**
 * LZW as TIFF 6.0 describes it (section 13): codes of 9 to 12 bits from the high bit, one code early; and as some writers before 1992 had it:
 * from the low bit, not early, told by its first clear code.
 * <p>
 * An entry of the table is a piece of the output, so nothing is copied but into the target.
 */
final class Lzw implements Decompressor {

	private static final int CLEAR = 256;
	private static final int END = 257;
	private static final int FIRST = 258;
	private static final int MOST_BITS = 12;
	private static final int SIZE = 1 << MOST_BITS;

	@Override
	public void decode(byte[] packed, byte[] target) throws TiffException {
		boolean isOld = packed.length > 1 && packed[0] == 0 && (packed[1] & 1) == 1;
		int done = isOld ? new Run(packed, target).old() : new Run(packed, target).current();
		if (done < target.length) throw Decompressor.tooShort(target.length, done);
	}

	/** One block. */
	private static final class Run {

		private final byte[] packed;
		private final byte[] target;
		private final int[] starts = new int[SIZE + 1];
		private final int[] lengths = new int[SIZE + 1];
		private int next = FIRST;
		private int done;
		private int lastStart = -1;
		private int lastLength;

		Run(byte[] packed, byte[] target) {
			this.packed = packed;
			this.target = target;
		}

		int current() throws TiffException {
			int bits = 9;
			long buffer = 0;
			int held = 0;
			int at = 0;
			while (done < target.length) {
				while (held < bits && at < packed.length) {
					buffer = buffer << 8 | packed[at++] & 255;
					held += 8;
				}
				if (held < bits) return done;
				int code = (int) (buffer >>> held - bits) & (1 << bits) - 1;
				held -= bits;
				if (code == END) return done;
				put(code);
				bits = width(next + 1);
			}
			return done;
		}

		int old() throws TiffException {
			int bits = 9;
			long buffer = 0;
			int held = 0;
			int at = 0;
			while (done < target.length) {
				while (held < bits && at < packed.length) {
					buffer |= (long) (packed[at++] & 255) << held;
					held += 8;
				}
				if (held < bits) return done;
				int code = (int) buffer & (1 << bits) - 1;
				buffer >>>= bits;
				held -= bits;
				if (code == END) return done;
				put(code);
				bits = width(next);
			}
			return done;
		}

		/** Bits of the next code where the table will hold this many. */
		private static int width(int size) {
			return size < 512 ? 9 : size < 1024 ? 10 : size < 2048 ? 11 : MOST_BITS;
		}

		private void put(int code) throws TiffException {
			if (code == CLEAR) {
				next = FIRST;
				lastStart = -1;
				return;
			}
			int start = done;
			if (lastStart >= 0 && next < SIZE) { // the last string and the first byte of this one, which lies behind it
				starts[next] = lastStart;
				lengths[next] = lastLength + 1;
				next++;
			}
			if (code < CLEAR) target[done++] = (byte) code;
			else if (code >= FIRST && code < next) copy(starts[code], lengths[code]);
			else
				throw new TiffException("has a code " + code + " that is not in its table");
			lastStart = start;
			lastLength = done - start;
		}

		private void copy(int from, int length) {
			int end = Math.min(target.length, done + length);
			for (int i = from; done < end; i++)
				target[done++] = target[i];
		}
	}
}

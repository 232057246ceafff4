package sc.fovea.image.tiff;

import java.util.Arrays;

/** Runs of bytes, as TIFF 6.0 describes them (section 9). */
final class PackBits implements Decompressor {

	@Override
	public void decode(byte[] packed, byte[] target) throws TiffException {
		int done = 0;
		int at = 0;
		while (done < target.length && at < packed.length) {
			int n = packed[at++];
			if (n == -128) continue;
			int count = Math.min(n >= 0 ? n + 1 : 1 - n, target.length - done);
			if (at + (n >= 0 ? count : 1) > packed.length) break;
			if (n >= 0) System.arraycopy(packed, at, target, done, count);
			else
				Arrays.fill(target, done, done + count, packed[at]);
			at += n >= 0 ? n + 1 : 1;
			done += count;
		}
		if (done < target.length) throw Decompressor.tooShort(target.length, done);
	}
}

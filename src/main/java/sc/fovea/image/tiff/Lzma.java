package sc.fovea.image.tiff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.tukaani.xz.XZInputStream;

/** LZMA2 in an xz stream, as libtiff writes it. */
final class Lzma implements Decompressor {

	private static final int MOST_MEMORY_KB = 1 << 17;

	@Override
	public void decode(byte[] packed, byte[] target) throws TiffException {
		try (XZInputStream in = new XZInputStream(new ByteArrayInputStream(packed), MOST_MEMORY_KB)) {
			int done = in.readNBytes(target, 0, target.length);
			if (done < target.length) throw Decompressor.tooShort(target.length, done);
		}
		catch (TiffException e) {
			throw e;
		}
		catch (IOException | RuntimeException e) {
			throw new TiffException("is damaged (" + e.getMessage() + ")", e);
		}
	}
}

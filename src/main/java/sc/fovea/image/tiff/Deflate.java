package sc.fovea.image.tiff;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflate in the wrapping of zlib; a stream that asks for a dictionary, or stops giving bytes, is damaged. */
final class Deflate implements Decompressor {

	@Override
	public void decode(byte[] packed, byte[] target) throws TiffException {
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(packed);
			int done = 0;
			while (done < target.length) {
				int count = inflater.inflate(target, done, target.length - done);
				if (count == 0) break; // finished, at the end of its input, or in need of a dictionary
				done += count;
			}
			if (done < target.length) throw Decompressor.tooShort(target.length, done);
			requireChecksum(inflater);
		}
		catch (DataFormatException e) {
			throw new TiffException("is damaged (" + e.getMessage() + ")", e);
		}
		finally {
			inflater.end();
		}
	}

	/** The end of the stream holds the checksum of what came, which zlib looks at only when it gets there. */
	private static void requireChecksum(Inflater inflater) throws DataFormatException {
		byte[] rest = new byte[1 << 12];
		int more = 0;
		while (!inflater.finished() && more < rest.length) {
			int count = inflater.inflate(rest, 0, rest.length);
			if (count == 0) return; // cut in its last bytes, after all pixels: some writers do so
			more += count;
		}
	}
}

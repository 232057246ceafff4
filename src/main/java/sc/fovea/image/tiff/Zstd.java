package sc.fovea.image.tiff;

import io.airlift.compress.zstd.ZstdDecompressor;

/** Zstandard (RFC 8878). */
final class Zstd implements Decompressor {

	/** Place of the window in a frame, behind its magic number and its descriptor. */
	private static final int WINDOW = 5;
	private static final int SINGLE_SEGMENT = 1 << 5;
	/** 8 MB: an exponent of 13 above 2^10. */
	private static final int LARGEST_WINDOW = 13 << 3;

	@Override
	public void decode(byte[] packed, byte[] target) throws TiffException {
		try {
			limitWindow(packed);
			int done = new ZstdDecompressor().decompress(packed, 0, packed.length, target, 0, target.length);
			if (done < target.length) throw Decompressor.tooShort(target.length, done);
		}
		catch (RuntimeException e) { // its own MalformedInputException, and others where lengths are damaged
			throw new TiffException("is damaged (" + e.getMessage() + ")", e);
		}
	}

	/**
	 * The window of a frame says how much of the output a decoder must keep; here all of it is kept, but the library refuses windows above 8 MB
	 * before it looks.
	 */
	private static void limitWindow(byte[] frame) {
		boolean hasWindow = frame.length > WINDOW && (frame[WINDOW - 1] & SINGLE_SEGMENT) == 0;
		if (hasWindow && (frame[WINDOW] & 255) > LARGEST_WINDOW) frame[WINDOW] = (byte) LARGEST_WINDOW;
	}
}

package sc.fovea.image.tiff;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Baseline and progressive JPEG of 8 bit in a block (TIFF Technical Note 2), decoded by Java's own reader without change of colours;
 * YCbCr becomes RGB as JFIF 1.02 defines it, with libjpeg's rounding.
 *
 * @param tables  the tables that the blocks of the page share; none if empty
 * @param width   of a block in pixels
 * @param samples of a pixel
 * @param isYcbcr whether the samples are luminance and colour differences
 */
record Jpeg(byte[] tables, int width, int samples, boolean isYcbcr) implements Decompressor {

	private static final int HALF = 1 << 15;

	@Override
	public void decode(byte[] packed, byte[] target) throws TiffException {
		try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(withTables(packed)))) {
			copy(read(in), target);
		}
		catch (TiffException e) {
			throw e;
		}
		catch (IOException | RuntimeException e) { // Java's reader answers damage with any exception
			throw new TiffException("is no JPEG of 8 bit, or damaged (" + e.getMessage() + ")", e);
		}
		if (isYcbcr) toRgb(target);
	}

	private byte[] withTables(byte[] packed) {
		if (tables.length < 4) return packed;
		byte[] all = Arrays.copyOf(tables, tables.length - 2 + packed.length - 2); // without the end of the one and the start of the other
		System.arraycopy(packed, 2, all, tables.length - 2, packed.length - 2);
		return all;
	}

	private static Raster read(ImageInputStream in) throws IOException {
		ImageReader reader = own();
		boolean[] isDamaged = { false };
		try {
			reader.addIIOReadWarningListener((source, warning) -> isDamaged[0] |= isDamage(warning));
			reader.setInput(in, true, true);
			Raster raster = reader.readRaster(0, null);
			if (isDamaged[0]) throw new TiffException("is a damaged JPEG");
			return raster;
		}
		finally {
			reader.dispose();
		}
	}

	/** Java's reader, whatever others have been added to ImageIO. */
	static ImageReader own() throws TiffException {
		return own("JPEG");
	}

	static ImageReader own(String format) throws TiffException {
		Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
		while (readers.hasNext()) {
			ImageReader reader = readers.next();
			if (reader.getClass().getName().startsWith("com.sun.imageio.")) return reader;
		}
		throw new TiffException("is compressed as " + format + ", and this Java has no reader for it");
	}

	private static boolean isDamage(String warning) {
		String text = warning.toLowerCase(Locale.ROOT);
		return text.contains("corrupt") || text.contains("premature") || text.contains("truncated") || text.contains("bogus");
	}

	private void copy(Raster raster, byte[] target) throws TiffException {
		int rows = target.length / (width * samples);
		if (raster.getWidth() != width || raster.getHeight() < rows || raster.getNumBands() != samples)
			throw new TiffException("is a JPEG of " + raster.getWidth() + "x" + raster.getHeight() + "x" + raster.getNumBands() + ", where " + width + "x"
				+ rows + "x" + samples + " is expected");
		int[] row = new int[width * samples];
		for (int y = 0, at = 0; y < rows; y++) {
			raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
			for (int value : row)
				target[at++] = (byte) value;
		}
	}

	/** In place, three bytes a pixel. */
	static void toRgb(byte[] pixels) {
		for (int i = 0; i + 2 < pixels.length; i += 3) {
			int y = pixels[i] & 255;
			int cb = (pixels[i + 1] & 255) - 128;
			int cr = (pixels[i + 2] & 255) - 128;
			pixels[i] = clamp(y + (91881 * cr + HALF >> 16)); // 1.402 · 2^16
			pixels[i + 1] = clamp(y + (-22554 * cb - 46802 * cr + HALF >> 16)); // 0.344136 and 0.714136
			pixels[i + 2] = clamp(y + (116130 * cb + HALF >> 16)); // 1.772
		}
	}

	private static byte clamp(int value) {
		return (byte) Math.max(0, Math.min(255, value));
	}
}

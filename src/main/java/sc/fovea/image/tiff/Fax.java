package sc.fovea.image.tiff;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * CCITT compressions (RLE, Group 3 and 4) of 1 bit, decoded by Java's own reader: it gets the block as a TIFF of one strip.
 *
 * @param page  tells the compression and its options
 * @param width of a block in pixels
 */
record Fax(TiffPage page, int width) implements Decompressor {

	private static final int HEADER = 8;
	private static final int SHORT = 3;
	private static final int LONG = 4;
	private static final Set<Integer> SHORTS = Set.of(TiffPage.BITS, TiffPage.COMPRESSION, TiffPage.PHOTOMETRIC, TiffPage.SAMPLES);

	@Override
	public void decode(byte[] packed, byte[] target) throws TiffException {
		int rows = target.length / ((width + 7) / 8);
		try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(strip(packed, rows)))) {
			byte[] bits = ((DataBufferByte) read(in).getDataBuffer()).getData();
			if (bits.length < target.length) throw Decompressor.tooShort(target.length, bits.length);
			System.arraycopy(bits, 0, target, 0, target.length);
		}
		catch (TiffException e) {
			throw e;
		}
		catch (IOException | RuntimeException e) { // Java's reader answers damage with any exception
			throw new TiffException("is damaged, or of a kind of CCITT that Java cannot decode (" + e.getMessage() + ")", e);
		}
	}

	private static Raster read(ImageInputStream in) throws IOException {
		ImageReader reader = Jpeg.own("TIFF");
		String[] warning = { null };
		try {
			reader.addIIOReadWarningListener((source, text) -> warning[0] = text);
			reader.setInput(in, true, true);
			Raster raster = reader.read(0).getRaster();
			if (warning[0] != null) throw new TiffException("is damaged (" + warning[0] + ")");
			return raster;
		}
		finally {
			reader.dispose();
		}
	}

	private byte[] strip(byte[] packed, int rows) {
		int[][] tags = { { TiffPage.WIDTH, width }, { TiffPage.HEIGHT, rows }, { TiffPage.BITS, 1 }, { TiffPage.COMPRESSION, page.compression() },
			{ TiffPage.PHOTOMETRIC, 1 }, { TiffPage.STRIP_OFFSETS, 0 },
			{ TiffPage.SAMPLES, 1 }, { TiffPage.ROWS_PER_STRIP, rows }, { TiffPage.STRIP_BYTES, packed.length },
			{ TiffPage.T4_OPTIONS, (int) page.get(TiffPage.T4_OPTIONS, 0) }, { TiffPage.T6_OPTIONS, (int) page.get(TiffPage.T6_OPTIONS, 0) } };
		int from = HEADER + 2 + tags.length * 12 + 4;
		ByteBuffer file = ByteBuffer.allocate(from + packed.length).order(ByteOrder.LITTLE_ENDIAN);
		file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(HEADER).putShort((short) tags.length);
		for (int[] tag : tags)
			file.putShort((short) tag[0]).putShort((short) (SHORTS.contains(tag[0]) ? SHORT : LONG)).putInt(1)
				.putInt(tag[0] == TiffPage.STRIP_OFFSETS ? from : tag[1]);
		return file.putInt(0).put(packed).array();
	}
}

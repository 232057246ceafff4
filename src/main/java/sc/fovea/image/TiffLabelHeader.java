package sc.fovea.image;

import ij.ImageJ;
import ij.process.LUT;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import sc.fovea.image.tiff.TiffPage;

/**
 * The header of a TIFF with labels as ImageJ writes it, for pixels that are streamed behind it: calibration, display range and the
 * colours of {@link Glasbey}. Big-endian, one strip.
 *
 * @param width     in pixels
 * @param height    in pixels
 * @param largestId decides between 16 bit and 32 bit (float)
 * @param pixelSize calibration
 */
record TiffLabelHeader(int width, int height, int largestId, PixelSize pixelSize) {

	private static final int SHORT = 3;
	private static final int LONG = 4;
	private static final int FIRST_IFD = 8;
	private static final int X_RESOLUTION = 282;
	private static final int Y_RESOLUTION = 283;
	private static final int RESOLUTION_UNIT = 296;
	private static final int COLOUR_MAP = 320;

	/** One tag of the directory; {@code content} is stored behind the directory where it is longer than 4 bytes. */
	private record Entry(int tag, int type, int count, byte[] content) {}

	private boolean isShort() {
		return largestId <= LabelImage.LARGEST_16_BIT;
	}

	private int bytesPerPixel() {
		return isShort() ? Short.BYTES : Float.BYTES;
	}

	/** Bytes of all pixels. */
	long pixelBytes() {
		return (long) width * height * bytesPerPixel();
	}

	/** Ids as they follow the header. */
	byte[] encode(int[] ids) {
		ByteBuffer bytes = ByteBuffer.allocate(ids.length * bytesPerPixel());
		for (int id : ids) {
			if (id < 0) throw new IllegalArgumentException("Ids from 0 are expected, but one is " + id + ".");
			if (isShort()) bytes.putShort((short) id);
			else
				bytes.putFloat(id);
		}
		return bytes.array();
	}

	/** The header; the pixels follow. */
	byte[] bytes() {
		int length = layOut(entries(0)).length;
		return layOut(entries(length));
	}

	private List<Entry> entries(int pixelsAt) {
		byte[] description = (description() + "\0").getBytes(StandardCharsets.US_ASCII);
		List<Entry> entries = new ArrayList<>(List.of(longs(TiffPage.WIDTH, width), longs(TiffPage.HEIGHT, height),
			shorts(TiffPage.BITS, 8 * bytesPerPixel()), shorts(TiffPage.COMPRESSION, 1), shorts(TiffPage.PHOTOMETRIC, 1),
			new Entry(TiffPage.DESCRIPTION, 2, description.length, description), longs(TiffPage.STRIP_OFFSETS, pixelsAt),
			shorts(TiffPage.SAMPLES, 1), longs(TiffPage.ROWS_PER_STRIP, height),
			longs(TiffPage.STRIP_BYTES, (int) pixelBytes())));
		entries.add(pixelsPerUnit(X_RESOLUTION, pixelSize.width()));
		entries.add(pixelsPerUnit(Y_RESOLUTION, pixelSize.height()));
		entries.add(shorts(RESOLUTION_UNIT, 1));
		entries.add(palette());
		entries.add(shorts(TiffPage.SAMPLE_FORMAT, isShort() ? 1 : 3));
		return entries;
	}

	private String description() {
		StringBuilder unit = new StringBuilder();
		pixelSize.unit().chars().forEach(c -> unit.append(c < 127 && c >= ' ' ? String.valueOf((char) c) : String.format("\\u%04X", c)));
		return "ImageJ=" + ImageJ.VERSION + "\nunit=" + unit + "\nspacing=" + pixelSize.depth() + "\nloop=false\nmin=0.0\nmax="
			+ (double) LabelImage.displayMaximum(largestId) + "\n";
	}

	/** The colours as a TIFF palette: all reds, greens, blues, in 16 bit. ImageJ keeps it for grey images as well. */
	private static Entry palette() {
		LUT lut = Glasbey.lut();
		ByteBuffer bytes = ByteBuffer.allocate(3 * Glasbey.SIZE * Short.BYTES);
		for (int shift = 16; shift >= 0; shift -= 8)
			for (int i = 0; i < Glasbey.SIZE; i++)
				bytes.putShort((short) ((lut.getRGB(i) >> shift & 255) * 257));
		return new Entry(COLOUR_MAP, SHORT, 3 * Glasbey.SIZE, bytes.array());
	}

	private static Entry shorts(int tag, int value) {
		return new Entry(tag, SHORT, 1, ByteBuffer.allocate(4).putShort((short) value).array());
	}

	private static Entry longs(int tag, int value) {
		return new Entry(tag, LONG, 1, ByteBuffer.allocate(4).putInt(value).array());
	}

	/** Pixels per unit as a fraction of the finest power of ten that fits: sizes of up to nine digits come back exactly. */
	private static Entry pixelsPerUnit(int tag, double size) {
		long pixels = 1_000_000_000;
		while (pixels > 1 && pixels * size > Integer.MAX_VALUE)
			pixels /= 10;
		int units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(pixels * size)));
		return new Entry(tag, 5, 1, ByteBuffer.allocate(8).putInt((int) pixels).putInt(units).array());
	}

	private static byte[] layOut(List<Entry> entries) {
		int at = FIRST_IFD + 2 + entries.size() * 12 + 4;
		int length = at + entries.stream().mapToInt(entry -> entry.content.length > 4 ? entry.content.length + 1 & ~1 : 0).sum();
		ByteBuffer bytes = ByteBuffer.allocate(length).put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(FIRST_IFD);
		bytes.putShort((short) entries.size());
		for (Entry entry : entries) {
			bytes.putShort((short) entry.tag).putShort((short) entry.type).putInt(entry.count);
			if (entry.content.length <= 4) {
				bytes.put(entry.content);
			}
			else {
				bytes.putInt(at).put(at, entry.content);
				at += entry.content.length + 1 & ~1;
			}
		}
		return bytes.putInt(0).array();
	}
}

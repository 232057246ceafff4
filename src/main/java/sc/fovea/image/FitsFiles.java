package sc.fovea.image;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import sc.fovea.image.tiff.PixelType;
import sc.fovea.image.tiff.RawNumbers;

/**
 * FITS files (standard 4.0): the first image of 2 to 4 axes, in the file's beginning or an extension. As ImageJ shows it, the first row is at the bottom.
 */
final class FitsFiles {

	private static final int BLOCK = 2880;
	private static final int CARD = 80;
	/** A header longer than that is none. */
	private static final int MOST_BLOCKS = 1000;
	private static final int UNSIGNED_SHIFT = 1 << 15;

	private FitsFiles() {}

	/**
	 * An image with its header.
	 *
	 * @param cards by keyword
	 * @param end   first byte behind the header
	 */
	private record Header(Map<String, String> cards, long end) {

		long whole(String key, long otherwise) throws ImageFileException {
			double number = number(key, otherwise);
			if (number != Math.rint(number) || Math.abs(number) > 1L << 53) throw new ImageFileException("\"" + key + "\" is no whole number");
			return (long) number;
		}

		double number(String key, double otherwise) throws ImageFileException {
			String text = cards.getOrDefault(key, "");
			try {
				return text.isEmpty() ? otherwise : Double.parseDouble(text.replace('D', 'E'));
			}
			catch (NumberFormatException e) {
				throw new ImageFileException("\"" + key + "\" is no number but \"" + text + "\"", e);
			}
		}

		/** Sizes of the axes, x first; without those of one pixel behind the second. */
		long[] shape() throws ImageFileException {
			int axes = (int) whole("NAXIS", 0);
			if (axes < 0 || axes > 999) throw new ImageFileException("it has " + axes + " axes");
			int last = axes;
			while (last > 2 && whole("NAXIS" + last, 0) == 1)
				last--;
			long[] shape = new long[last];
			for (int i = 0; i < last; i++)
				shape[i] = whole("NAXIS" + (i + 1), 0);
			return shape;
		}

		/** Bytes of the data, in whole blocks. */
		long dataBytes() throws ImageFileException {
			long count = whole("NAXIS", 0) == 0 ? 0 : Math.abs(whole("BITPIX", 0)) / Byte.SIZE;
			for (int i = 1; i <= whole("NAXIS", 0); i++)
				count = Math.multiplyExact(count, Math.max(0, whole("NAXIS" + i, 0)));
			count = Math.multiplyExact(Math.addExact(count, whole("PCOUNT", 0)), Math.max(1, whole("GCOUNT", 1)));
			return Math.addExact(Math.max(0, count), BLOCK - 1) / BLOCK * BLOCK;
		}
	}

	static ImagePlus open(Path file) throws ImageFileException {
		try (FileChannel channel = FileChannel.open(file)) {
			return image(file, channel, first(channel));
		}
		catch (ImageFileException e) {
			throw new ImageFileException("Cannot read \"" + file + "\" as FITS: " + e.getMessage() + ".", e);
		}
		catch (IOException | ArithmeticException e) {
			throw new ImageFileException("Cannot read \"" + file + "\" as FITS: it is truncated or damaged (" + e.getMessage() + ").", e);
		}
	}

	/** The header of the first image. */
	private static Header first(FileChannel channel) throws IOException {
		long at = 0;
		while (at < channel.size()) {
			Header header = header(channel, at);
			if (header.cards().getOrDefault("ZIMAGE", "").equals("T"))
				throw new ImageFileException("its image is compressed; write it without compression, for example with funpack");
			String kind = header.cards().getOrDefault("XTENSION", "");
			boolean isImage = kind.isEmpty() || kind.equals("IMAGE");
			if (isImage && header.whole("NAXIS", 0) >= 2) return header;
			at = Math.addExact(header.end(), header.dataBytes());
		}
		throw new ImageFileException("there is no image of 2 or more axes in it");
	}

	private static Header header(FileChannel channel, long from) throws IOException {
		Map<String, String> cards = new HashMap<>();
		for (int block = 0; block < MOST_BLOCKS; block++) {
			String text = StandardCharsets.ISO_8859_1.decode(RawArray.bytes(channel, from + (long) block * BLOCK, BLOCK)).toString();
			for (int at = 0; at < BLOCK; at += CARD) {
				String card = text.substring(at, at + CARD);
				String key = card.substring(0, 8).strip();
				if (key.equals("END")) return new Header(cards, from + (block + 1L) * BLOCK);
				if (card.startsWith("= ", 8)) cards.putIfAbsent(key, value(card.substring(10)));
			}
		}
		throw new ImageFileException("its header has no end");
	}

	/** What stands before the comment; texts without their quotes. */
	private static String value(String text) {
		String all = text.strip();
		if (all.startsWith("'")) return all.substring(1, Math.max(1, all.indexOf('\'', 1))).strip();
		return all.replaceFirst("/.*", "").strip();
	}

	private static ImagePlus image(Path file, FileChannel channel, Header header) throws IOException {
		long[] sizes = header.shape();
		if (sizes.length > 4) throw new ImageFileException("2 to 4 axes are expected, but there are " + sizes.length);
		long bits = header.whole("BITPIX", 0);
		char kind = bits == Byte.SIZE ? 'u' : bits < 0 ? 'f' : 'i';
		RawNumbers numbers = RawNumbers.of(kind, (int) (Math.abs(bits) / Byte.SIZE), ByteOrder.BIG_ENDIAN)
			.filter(known -> Math.abs(bits) == 8L * known.bytes())
			.orElseThrow(() -> new ImageFileException("numbers of " + bits + " bits cannot be read"));
		RawArray.require(file, channel, header.end(), sizes, numbers);
		long[] shape = new long[sizes.length];
		for (int i = 0; i < shape.length; i++)
			shape[i] = sizes[sizes.length - 1 - i];
		ArrayImage array = new ArrayImage("tzyx".substring(4 - shape.length), shape, numbers.type());
		RawArray raw = new RawArray(channel, header.end(), array, numbers);
		Scaling scaling = new Scaling(header.number("BSCALE", 1), header.number("BZERO", 0), bits > 0 ? header.number("BLANK", Double.NaN) : Double.NaN, bits);
		return array.toImagePlus(file.getFileName().toString(), PixelSize.PIXEL, (c, z, t) -> scaling.of(raw.plane(c, z, t), array.size('x')));
	}

	/**
	 * What stored numbers mean: zero + scale · number.
	 *
	 * @param blank number of pixels that are not there
	 * @param bits  of a stored number, below 0 for floating point
	 */
	private record Scaling(double scale, double zero, double blank, long bits) {

		/** A plane with its last row first. @param stored in the order of the file */
		Object of(Object stored, int width) {
			if (scale == 1 && zero == 0 && Double.isNaN(blank)) return upright(stored, width);
			if (bits == Short.SIZE && scale == 1 && zero == UNSIGNED_SHIFT && Double.isNaN(blank)) return upright(unsigned((float[]) stored), width);
			float[] values = floats(stored);
			for (int i = 0; i < values.length; i++)
				values[i] = values[i] == blank ? Float.NaN : (float) (zero + scale * values[i]);
			return upright(values, width);
		}

		private static short[] unsigned(float[] signed) {
			short[] values = new short[signed.length];
			for (int i = 0; i < values.length; i++)
				values[i] = (short) ((int) signed[i] + UNSIGNED_SHIFT);
			return values;
		}
	}

	/** Numbers as floating point; those of a file with a sign are it already. */
	static float[] floats(Object plane) {
		if (plane instanceof float[] values) return values;
		boolean areBytes = plane instanceof byte[];
		float[] values = new float[java.lang.reflect.Array.getLength(plane)];
		for (int i = 0; i < values.length; i++)
			values[i] = areBytes ? Byte.toUnsignedInt(((byte[]) plane)[i]) : Short.toUnsignedInt(((short[]) plane)[i]);
		return values;
	}

	private static Object upright(Object plane, int width) {
		int length = java.lang.reflect.Array.getLength(plane);
		Object upright = (plane instanceof byte[] ? PixelType.BYTE : plane instanceof short[] ? PixelType.SHORT : PixelType.FLOAT).array(length);
		for (int from = 0; from < length; from += width)
			System.arraycopy(plane, from, upright, length - from - width, width);
		return upright;
	}
}

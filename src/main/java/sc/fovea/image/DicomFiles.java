package sc.fovea.image;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import sc.fovea.image.tiff.PixelType;
import sc.fovea.image.tiff.RawNumbers;

/**
 * DICOM files (PS3.10) whose pixels are not compressed: grey and RGB, of one frame or several, with the numbers that they stand for (rescaled, and inverted where white
 * is zero).
 */
final class DicomFiles {

	/** Where {@code DICM} stands. */
	static final int PREAMBLE = 128;

	private static final int SYNTAX = 0x0002_0010;
	private static final int THICKNESS = 0x0018_0050;
	private static final int SAMPLES = 0x0028_0002;
	private static final int PHOTOMETRIC = 0x0028_0004;
	private static final int PLANAR = 0x0028_0006;
	private static final int FRAMES = 0x0028_0008;
	private static final int ROWS = 0x0028_0010;
	private static final int COLUMNS = 0x0028_0011;
	private static final int SPACING = 0x0028_0030;
	private static final int ALLOCATED = 0x0028_0100;
	private static final int STORED = 0x0028_0101;
	private static final int SIGNED = 0x0028_0103;
	private static final int INTERCEPT = 0x0028_1052;
	private static final int SLOPE = 0x0028_1053;
	private static final int PIXELS = 0x7fe0_0010;
	private static final int ITEM = 0xfffe_e000;
	private static final int ITEM_END = 0xfffe_e00d;
	private static final int SEQUENCE_END = 0xfffe_e0dd;
	private static final Set<Integer> WANTED = Set.of(SYNTAX, THICKNESS, SAMPLES, PHOTOMETRIC, PLANAR, FRAMES, ROWS, COLUMNS, SPACING, ALLOCATED, STORED,
		SIGNED,
		INTERCEPT, SLOPE);
	/** Kinds of values whose length has four bytes. */
	private static final Set<String> LONG = Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");
	private static final long UNDEFINED = 0xffff_ffffL;
	private static final int LARGEST_VALUE = 1 << 12;
	private static final int DEEPEST = 32;
	/** More values are in no header. */
	private static final int MOST_VALUES = 100_000;

	private final FileChannel channel;
	private final Map<Integer, byte[]> values = new HashMap<>();
	private boolean isExplicit = true;
	private int count;
	private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

	private DicomFiles(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * A value without its content.
	 *
	 * @param tag    group and element
	 * @param kind   two letters, or empty where the file has none
	 * @param from   first byte of the content
	 * @param length of the content in bytes, or {@link #UNDEFINED}
	 */
	private record Element(int tag, String kind, long from, long length) {}

	static ImagePlus open(Path file) throws ImageFileException {
		try (FileChannel channel = FileChannel.open(file)) {
			return new DicomFiles(channel).image(file);
		}
		catch (ImageFileException e) {
			throw new ImageFileException("Cannot read \"" + file + "\" as DICOM: " + e.getMessage() + ".", e);
		}
		catch (IOException | ArithmeticException e) {
			throw new ImageFileException("Cannot read \"" + file + "\" as DICOM: it is truncated or damaged (" + e.getMessage() + ").", e);
		}
	}

	private ImagePlus image(Path file) throws IOException {
		Element pixels = pixels();
		int samples = whole(SAMPLES, 1);
		String photometric = text(PHOTOMETRIC, "MONOCHROME2");
		boolean isGrey = samples == 1 && photometric.startsWith("MONOCHROME");
		if (!isGrey && !(samples == 3 && photometric.equals("RGB")))
			throw new ImageFileException("grey or RGB is expected, but it is " + photometric + " with " + samples + " sample(s) a pixel");
		int allocated = whole(ALLOCATED, 0);
		int stored = whole(STORED, allocated);
		boolean isSigned = whole(SIGNED, 0) == 1;
		if (stored < 1 || stored > allocated) throw new ImageFileException("it stores " + stored + " bits in " + allocated);
		RawNumbers numbers = RawNumbers.of(isSigned ? 'i' : 'u', allocated / Byte.SIZE, order)
			.filter(known -> allocated == 8 * known.bytes() && allocated <= 32)
			.orElseThrow(() -> new ImageFileException("numbers of " + allocated + " bits cannot be read"));
		ArrayImage array = array(samples, numbers);
		RawArray.require(file, channel, pixels.from(), array.shape(), numbers);
		long needed = numbers.bytes();
		for (long size : array.shape())
			needed = Math.multiplyExact(needed, size);
		if (needed > pixels.length()) throw new ImageFileException("its header promises " + needed + " bytes, but its pixels have " + pixels.length());
		RawArray raw = new RawArray(channel, pixels.from(), array, numbers);
		Meaning meaning = new Meaning(stored, allocated, isSigned, photometric.equals("MONOCHROME1"), number(SLOPE, 1), number(INTERCEPT, 0));
		return array.toImagePlus(file.getFileName().toString(), size(), (c, z, t) -> meaning.of(raw.plane(c, z, t)));
	}

	private ArrayImage array(int samples, RawNumbers numbers) throws ImageFileException {
		long frames = (long) number(FRAMES, 1);
		long rows = whole(ROWS, 0);
		long columns = whole(COLUMNS, 0);
		if (samples == 1) return new ArrayImage("zyx", new long[] { frames, rows, columns }, numbers.type());
		boolean isPlanar = whole(PLANAR, 0) == 1;
		return isPlanar
			? new ArrayImage("zcyx", new long[] { frames, samples, rows, columns }, numbers.type())
			: new ArrayImage("zyxc", new long[] { frames, rows, columns, samples }, numbers.type());
	}

	/** Rows lie so far apart as the first number says, columns as the second. */
	private PixelSize size() throws ImageFileException {
		String[] spacing = text(SPACING, "").split("\\\\");
		if (spacing.length != 2) return PixelSize.PIXEL;
		double height = number(spacing[0], 0);
		double width = number(spacing[1], 0);
		double depth = number(THICKNESS, 0);
		return width > 0 && height > 0 ? new PixelSize(width, height, depth > 0 ? depth : 1, "mm") : PixelSize.PIXEL;
	}

	/** Reads all values before the pixels. @return the pixels */
	private Element pixels() throws IOException {
		long at = PREAMBLE + 4;
		while (true) {
			if (at >= channel.size()) throw new ImageFileException("there are no pixels in it");
			boolean isMeta = group(at) == 2;
			if (!isMeta) apply(text(SYNTAX, "").strip());
			Element element = element(at, isMeta);
			if (element.tag() == PIXELS) {
				if (element.length() == UNDEFINED) throw compressed(text(SYNTAX, "unknown").strip());
				return element;
			}
			if (WANTED.contains(element.tag()) && element.length() <= LARGEST_VALUE) {
				ByteBuffer value = RawArray.bytes(channel, element.from(), (int) element.length());
				values.putIfAbsent(element.tag(), value.array());
			}
			at = end(element, 0);
		}
	}

	private int group(long at) throws IOException {
		return Short.toUnsignedInt(RawArray.bytes(channel, at, 2).getShort());
	}

	private void apply(String syntax) throws ImageFileException {
		switch (syntax) {
			case "1.2.840.10008.1.2" -> isExplicit = false;
			case "1.2.840.10008.1.2.1" -> isExplicit = true;
			case "1.2.840.10008.1.2.2" -> order = ByteOrder.BIG_ENDIAN;
			default -> throw compressed(syntax);
		}
	}

	private static ImageFileException compressed(String syntax) {
		return new ImageFileException(
			"its pixels are compressed (transfer syntax " + syntax + "): open it in Fiji with Bio-Formats and run Fovea on the open image, or "
				+ "convert it with \"gdcmconv --raw\"");
	}

	private Element element(long at, boolean isMeta) throws IOException {
		if (++count > MOST_VALUES) throw new ImageFileException("it has more than " + MOST_VALUES + " values before its pixels");
		ByteBuffer head = RawArray.bytes(channel, at, 8).order(isMeta ? ByteOrder.LITTLE_ENDIAN : order);
		int tag = Short.toUnsignedInt(head.getShort()) << 16 | Short.toUnsignedInt(head.getShort());
		boolean hasKind = (isMeta || isExplicit) && tag >>> 16 != 0xfffe;
		if (!hasKind) return new Element(tag, "", at + 8, Integer.toUnsignedLong(head.getInt()));
		String kind = new String(head.array(), 4, 2, StandardCharsets.ISO_8859_1);
		if (!kind.matches("[A-Z]{2}")) throw new ImageFileException("it is damaged: a value is of the kind \"" + kind.replaceAll("\\P{Graph}", "?") + "\"");
		if (!LONG.contains(kind)) return new Element(tag, kind, at + 8, Short.toUnsignedInt(head.getShort(6)));
		int length = RawArray.bytes(channel, at + 8, 4).order(head.order()).getInt();
		return new Element(tag, kind, at + 12, Integer.toUnsignedLong(length));
	}

	/** First byte behind a value; of a sequence without a length, behind its end. */
	private long end(Element element, int depth) throws IOException {
		if (element.length() != UNDEFINED) return Math.addExact(element.from(), element.length());
		if (depth > DEEPEST) throw new ImageFileException("it is damaged: sequences lie more than " + DEEPEST + " deep");
		long at = element.from();
		while (true) {
			Element next = element(at, false);
			boolean isEnd = next.tag() == (element.tag() == ITEM ? ITEM_END : SEQUENCE_END);
			if (isEnd) return next.from();
			at = end(next, depth + 1);
		}
	}

	private String text(int tag, String otherwise) {
		return values.containsKey(tag) ? new String(values.get(tag), StandardCharsets.ISO_8859_1).replace('\0', ' ').strip() : otherwise;
	}

	private int whole(int tag, int otherwise) {
		byte[] value = values.getOrDefault(tag, new byte[0]);
		return value.length < 2 ? otherwise : Short.toUnsignedInt(ByteBuffer.wrap(value).order(order).getShort());
	}

	private double number(int tag, double otherwise) throws ImageFileException {
		return number(text(tag, ""), otherwise);
	}

	private static double number(String text, double otherwise) throws ImageFileException {
		try {
			return text.isBlank() ? otherwise : Double.parseDouble(text.strip());
		}
		catch (NumberFormatException e) {
			throw new ImageFileException("a number is expected, but it says \"" + text.replaceAll("\\P{Graph}", "?") + "\"", e);
		}
	}

	/**
	 * What stored numbers mean.
	 *
	 * @param stored     bits that count
	 * @param allocated  bits of a number
	 * @param isInverted whether white is zero
	 * @param slope      of the numbers that they stand for
	 * @param intercept  of them
	 */
	private record Meaning(int stored, int allocated, boolean isSigned, boolean isInverted, double slope, double intercept) {

		Object of(Object plane) {
			boolean isPlain = stored == allocated && !isInverted && slope == 1 && intercept == 0;
			if (isPlain) return plane;
			float[] values = FitsFiles.floats(plane);
			boolean isWhole = slope == 1 && intercept == 0 && !isSigned && !(plane instanceof float[]);
			for (int i = 0; i < values.length; i++)
				values[i] = (float) (slope * shown(values[i]) + intercept);
			return isWhole ? whole(values, plane) : values;
		}

		private double shown(double value) {
			long range = 1L << stored;
			long number = (long) value & range - 1;
			if (isSigned && number >= range / 2) number -= range;
			return isInverted ? (isSigned ? -1 : range - 1) - number : number;
		}

		private static Object whole(float[] values, Object like) {
			Object plane = (like instanceof byte[] ? PixelType.BYTE : PixelType.SHORT).array(values.length);
			for (int i = 0; i < values.length; i++) {
				if (plane instanceof byte[] bytes) bytes[i] = (byte) (int) values[i];
				else
					((short[]) plane)[i] = (short) (int) values[i];
			}
			return plane;
		}
	}
}

package sc.fovea.image.tiff;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One image of a TIFF file: its tags with their values. A rational number is its two halves in one value.
 *
 * @param tags   values by number of the tag
 * @param texts  the bytes of those tags that are text or bytes
 * @param subs   the images of its SubIFDs: smaller copies, as pyramids have them
 */
public record TiffPage(Map<Integer, long[]> tags, Map<Integer, byte[]> texts, List<TiffPage> subs) {

	static final int SUBFILE = 254;
	public static final int WIDTH = 256;
	public static final int HEIGHT = 257;
	public static final int BITS = 258;
	public static final int COMPRESSION = 259;
	public static final int PHOTOMETRIC = 262;
	static final int FILL_ORDER = 266;
	public static final int DESCRIPTION = 270;
	public static final int STRIP_OFFSETS = 273;
	public static final int SAMPLES = 277;
	public static final int ROWS_PER_STRIP = 278;
	public static final int STRIP_BYTES = 279;
	static final int X_RESOLUTION = 282;
	static final int Y_RESOLUTION = 283;
	static final int PLANAR = 284;
	static final int T4_OPTIONS = 292;
	static final int T6_OPTIONS = 293;
	static final int RESOLUTION_UNIT = 296;
	static final int PREDICTOR = 317;
	static final int COLOUR_MAP = 320;
	static final int TILE_WIDTH = 322;
	static final int TILE_HEIGHT = 323;
	static final int TILE_OFFSETS = 324;
	static final int TILE_BYTES = 325;
	static final int SUB_IFDS = 330;
	static final int EXTRA_SAMPLES = 338;
	public static final int SAMPLE_FORMAT = 339;
	static final int JPEG_TABLES = 347;
	static final int SUBSAMPLING = 530;
	/** Tags of ImageJ's own. */
	public static final int IMAGEJ_COUNTS = 50838;
	/** Tags of ImageJ's own. */
	public static final int IMAGEJ_DATA = 50839;

	/** The first value of a tag, or {@code otherwise} where the tag is missing. */
	public long get(int tag, long otherwise) {
		long[] values = tags.get(tag);
		return values == null || values.length == 0 ? otherwise : values[0];
	}

	/** All values of a tag; none where it is missing. */
	public long[] all(int tag) {
		return tags.getOrDefault(tag, new long[0]);
	}

	/** Width in pixels. */
	public long width() {
		return get(WIDTH, 0);
	}

	/** Height in pixels. */
	public long height() {
		return get(HEIGHT, 0);
	}

	/** Bits of a sample. */
	public int bits() {
		return (int) get(BITS, 1);
	}

	/** Samples of a pixel. */
	public int samples() {
		return (int) get(SAMPLES, 1);
	}

	/** How the blocks are compressed, as TIFF numbers it; 1 is not at all. */
	public int compression() {
		return (int) get(COMPRESSION, 1);
	}

	/** How numbers become colours, as TIFF numbers it: 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 CMYK, 6 YCbCr. */
	public int photometric() {
		return (int) get(PHOTOMETRIC, 1);
	}

	/** 1 whole numbers, 2 with a sign, 3 floating point. */
	public int sampleFormat() {
		int format = (int) get(SAMPLE_FORMAT, 1);
		return format == 4 ? 1 : format; // 4 is "undefined", which everyone reads as whole numbers
	}

	/** Whether the samples of a pixel lie in different blocks. */
	public boolean isPlanar() {
		return get(PLANAR, 1) == 2 && samples() > 1;
	}

	/** Whether the blocks are tiles and not strips. */
	public boolean isTiled() {
		return tags.containsKey(TILE_WIDTH) || tags.containsKey(TILE_OFFSETS);
	}

	/** Whether this is a smaller copy of another image of the file. */
	public boolean isReduced() {
		return (get(SUBFILE, 0) & 1) != 0;
	}

	/** Samples that are transparency, as ExtraSamples says it (1 or 2), counted from the end of the colours; the first sample never is. */
	public boolean isAlpha(int sample) {
		if (sample == 0) return false;
		long[] extra = all(EXTRA_SAMPLES);
		int at = sample - (samples() - extra.length);
		return at >= 0 && at < extra.length && (extra[at] == 1 || extra[at] == 2);
	}

	/** Bytes of the pixels when they are not compressed. */
	public double pixelBytes() {
		return (double) width() * height() * samples() * Math.max(1, bits()) / 8;
	}

	/** First bytes of the blocks. */
	public long[] offsets() {
		return all(tags.containsKey(TILE_OFFSETS) ? TILE_OFFSETS : STRIP_OFFSETS);
	}

	/** Bytes of the blocks in the file. */
	public long[] byteCounts() {
		return all(tags.containsKey(TILE_BYTES) ? TILE_BYTES : STRIP_BYTES);
	}

	/** Whether numbers and bytes are as they are: not packed, not turned round, and no places in a palette. */
	public boolean isPlain() {
		return compression() == 1 && get(FILL_ORDER, 1) == 1 && photometric() != 0 && photometric() <= 2;
	}

	/** The same page {@code bytes} further on in the file, as one strip: ImageJ writes large stacks with one directory. */
	public TiffPage moved(long bytes) {
		Map<Integer, long[]> moved = new HashMap<>(tags);
		moved.put(STRIP_OFFSETS, new long[] { offsets()[0] + bytes });
		moved.put(STRIP_BYTES, new long[] { (long) pixelBytes() });
		moved.put(ROWS_PER_STRIP, new long[] { height() });
		return new TiffPage(moved, texts, subs);
	}

	/** Whether the strips follow one another without gaps, so that the pixels are one block. */
	public boolean isContiguous() {
		long[] offsets = all(STRIP_OFFSETS);
		long[] counts = all(STRIP_BYTES);
		for (int i = 1; i < offsets.length; i++)
			if (counts.length != offsets.length || offsets[i] != offsets[i - 1] + counts[i - 1]) return false;
		return offsets.length > 0;
	}

	/** The text that the writer left, up to its first zero; UTF-8 where it is that, else ISO 8859-1. */
	public String description() {
		byte[] bytes = bytes(DESCRIPTION);
		int end = 0;
		while (end < bytes.length && bytes[end] != 0)
			end++;
		ByteBuffer text = ByteBuffer.wrap(bytes, 0, end);
		try {
			return decode(StandardCharsets.UTF_8, text.duplicate());
		}
		catch (CharacterCodingException e) { // as ImageJ on Windows and older programs write it
			return StandardCharsets.ISO_8859_1.decode(text).toString();
		}
	}

	private static String decode(Charset charset, ByteBuffer text) throws CharacterCodingException {
		return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(text).toString();
	}

	/** The bytes of a tag; none where it is missing. */
	public byte[] bytes(int tag) {
		return texts.getOrDefault(tag, new byte[0]);
	}

	/** A rational number; 0 where the tag is missing or has no value. */
	public double rational(int tag) {
		long value = get(tag, 0);
		double denominator = value & 0xffff_ffffL;
		return denominator == 0 ? 0 : (value >>> 32) / denominator;
	}

	/** Pixels per unit in x and y, as the file says; 0 where it does not. */
	public double[] resolution() {
		return new double[] { rational(X_RESOLUTION), rational(Y_RESOLUTION) };
	}

	/** Whether the file has a resolution, be it 0. */
	public boolean hasResolution() {
		return tags.containsKey(X_RESOLUTION) || tags.containsKey(Y_RESOLUTION);
	}

	/** 1 no absolute unit, 2 inch, 3 centimetre. */
	public int resolutionUnit() {
		return (int) get(RESOLUTION_UNIT, 2);
	}

	/** The colours of a palette as 0xRRGGBB, one for each value; none where there is no palette. */
	public int[] palette() {
		long[] map = all(COLOUR_MAP);
		int size = map.length / 3;
		long largest = Arrays.stream(map).max().orElse(0);
		int shift = largest > 255 ? 8 : 0; // some writers keep bytes
		int[] colours = new int[size];
		for (int i = 0; i < size; i++)
			colours[i] = (int) (map[i] >> shift & 255) << 16 | (int) (map[i + size] >> shift & 255) << 8 | (int) (map[i + 2 * size] >> shift & 255);
		return colours;
	}

	/** Whether the pixels are stored as those of another page. */
	public boolean hasLayoutOf(TiffPage other) {
		return width() == other.width() && height() == other.height() && bits() == other.bits() && samples() == other.samples()
			&& sampleFormat() == other.sampleFormat();
	}

	/** Size and type in words: "640x480 of 1x16 bit". */
	public String layout() {
		return width() + "x" + height() + " of " + samples() + "x" + bits() + " bit";
	}
}

package sc.fovea.image.tiff;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The pixels of one page of a TIFF file, read where they are asked for.
 * <p>
 * Channels are the samples without transparency. Colours of print (CMYK) and of video (YCbCr) come as red, green and blue; numbers for which
 * white is zero are turned round, but for those of up to 8 bits, whose display is inverted instead ({@link #isInverted}), because masks are
 * stored so. Bits of one are 0 and 255, all other whole numbers are as they are. The file is open only while it is read.
 *
 * <pre>{@code
 * TiffHeader header = TiffHeader.read(file);
 * Object pixels = TiffRaster.of(file, header, header.first()).plane(0);
 * }</pre>
 */
public final class TiffRaster {

	private static final int WHITE_IS_ZERO = 0;
	private static final int RGB = 2;
	private static final int PALETTE = 3;
	private static final int CMYK = 5;
	private static final int YCBCR = 6;
	private static final int MOST_SAMPLES = 1 << 12;
	private static final int RAW_BYTES = 1 << 21;
	private static final int KEPT = 8;

	private final Path file;
	private final TiffPage page;
	private final BlockGrid grid;
	private final BlockReader reader;
	private final Samples samples;
	private final int[] channels;
	private final Map<Long, SoftReference<byte[]>> recent = new LinkedHashMap<>(KEPT * 2, 0.75f, true) {

		private static final long serialVersionUID = 1;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Long, SoftReference<byte[]>> eldest) {
			return size() > KEPT;
		}
	};

	private TiffRaster(Path file, TiffPage page, BlockGrid grid, BlockReader reader) {
		this.file = file;
		this.page = page;
		this.grid = grid;
		this.reader = reader;
		boolean isRgb = page.photometric() == YCBCR && page.compression() != 7;
		this.samples = new Samples(page.bits(), page.sampleFormat(), isRgb ? 3 : reader.stride(), reader.order());
		this.channels = isCmyk() ? new int[] { 0, 1, 2 } : IntStream.range(0, page.samples()).filter(s -> !page.isAlpha(s)).toArray();
	}

	/**
	 * The pixels of a page.
	 *
	 * @throws TiffException if they cannot be read, or the file is too short for what the page promises
	 */
	public static TiffRaster of(Path file, TiffHeader header, TiffPage page) throws TiffException {
		requireSize(page);
		requireNumbers(page);
		BlockReader.requireKnown(page);
		BlockGrid grid = BlockGrid.of(page);
		requireLength(page, grid, header.fileBytes());
		return new TiffRaster(file, page, grid, new BlockReader(page, grid, header));
	}

	private static void requireSize(TiffPage page) throws TiffException {
		if (page.width() < 1 || page.height() < 1 || page.width() > Integer.MAX_VALUE || page.height() > Integer.MAX_VALUE)
			throw new TiffException("it must have pixels, but is " + page.width() + "x" + page.height());
	}

	private static void requireNumbers(TiffPage page) throws TiffException {
		for (long bits : page.all(TiffPage.BITS))
			if (bits != page.bits()) throw new TiffException("its samples have different numbers of bits (" + page.bits() + " and " + bits + ")");
		for (long format : page.all(TiffPage.SAMPLE_FORMAT))
			if (format != page.get(TiffPage.SAMPLE_FORMAT, 1)) throw new TiffException("its samples are of different types");
		int bits = page.bits();
		boolean isKnown = switch (page.sampleFormat()) {
			case 1, 2 -> bits >= 1 && bits <= 64;
			case 3 -> bits == 16 || bits == 24 || bits == 32 || bits == 64;
			default -> false;
		};
		if (!isKnown)
			throw new TiffException("it has " + bits + " bit per sample in format " + page.sampleFormat()
				+ "; whole numbers of 1 to 64 bit and floating point of 16, 24, 32 and 64 bit can be read");
		if (page.samples() < 1 || page.samples() > MOST_SAMPLES) throw new TiffException("it has " + page.samples() + " samples per pixel");
		boolean isPlanarKnown = page.get(TiffPage.PLANAR, 1) == 1 || page.get(TiffPage.PLANAR, 1) == 2;
		if (!isPlanarKnown) throw new TiffException("it has PlanarConfiguration " + page.get(TiffPage.PLANAR, 1) + "; 1 and 2 are known");
		requireColours(page);
	}

	private static void requireColours(TiffPage page) throws TiffException {
		int needed = page.photometric() == RGB || page.photometric() == YCBCR ? 3 : page.photometric() == CMYK ? 4 : 1;
		if (page.samples() < needed)
			throw new TiffException("it has " + page.samples() + " sample(s) per pixel, but its colours need " + needed);
	}

	private static void requireLength(TiffPage page, BlockGrid grid, long fileBytes) throws TiffException {
		long[] offsets = page.offsets();
		long blocks = grid.count() * (page.isPlanar() ? page.samples() : 1);
		if (offsets.length == 0) throw new TiffException("it is damaged: its header does not say where the pixels are");
		if (offsets.length < blocks)
			throw new TiffException("it is truncated or damaged: its header promises " + page.layout() + " in " + blocks + " " + grid.word() + "s, but tells "
				+ offsets.length);
		boolean isPlain = page.compression() == 1;
		boolean isBounded = page.compression() == 5 || page.compression() == 8 || page.compression() == 32946 || page.compression() == 32773;
		double end = isPlain ? page.pixelBytes() : isBounded ? page.pixelBytes() / BlockReader.LARGEST_RATIO : 0;
		long[] counts = page.byteCounts();
		for (int i = 0; i < blocks; i++)
			end = Math.max(end, (double) offsets[i] + (i < counts.length ? counts[i] : 1));
		if (end > fileBytes)
			throw new TiffException("it is truncated: its header promises " + page.layout() + " and at least " + Math.round(end)
				+ " bytes, but the file has " + fileBytes);
	}

	/** Width in pixels. */
	public int width() {
		return (int) page.width();
	}

	/** Height in pixels. */
	public int height() {
		return (int) page.height();
	}

	/** Number of channels. */
	public int channels() {
		return channels.length;
	}

	/** The arrays that pixels come in. */
	public PixelType type() {
		return samples.type();
	}

	/** Whether the channels are red, green and blue of 8 bit. */
	public boolean isRgb() {
		boolean isColour = page.photometric() == RGB || page.photometric() == YCBCR || isCmyk();
		return isColour && channels() == 3 && type() == PixelType.BYTE;
	}

	private boolean isCmyk() {
		return page.photometric() == CMYK;
	}

	/** Whether the pixels are places in a palette. */
	public boolean isIndexed() {
		return page.photometric() == PALETTE && page.samples() == 1 && type() == PixelType.BYTE && page.palette().length >= 1 << page.bits();
	}

	/** Whether a screen shows the largest number as black. */
	public boolean isInverted() {
		return page.photometric() == WHITE_IS_ZERO && type() == PixelType.BYTE;
	}

	/** Columns of a block: a good width to read at once. */
	public int blockWidth() {
		return Math.min(grid.width(), width());
	}

	/** Rows of a block: a good height to read at once. */
	public int blockHeight() {
		return Math.min(grid.height(), height());
	}

	/** All pixels of a channel. @throws IOException naming the block that cannot be read */
	public Object plane(int channel) throws IOException {
		return region(channel, 0, 0, width(), height());
	}

	/**
	 * Pixels of a channel.
	 *
	 * @return byte[], short[] or float[] by {@link #type}, in rows
	 * @throws IOException naming the block that cannot be read
	 */
	public Object region(int channel, int x, int y, int width, int height) throws IOException {
		Object[] targets = new Object[channels()];
		targets[channel] = type().array(Math.multiplyExact(width, height));
		read(x, y, width, height, targets);
		return targets[channel];
	}

	/**
	 * Pixels of several channels at once, each block unpacked once.
	 *
	 * @param targets for each channel an array, or null where it is not wanted
	 * @throws IOException naming the block that cannot be read
	 */
	public void read(int x, int y, int width, int height, Object[] targets) throws IOException {
		if (!isCmyk()) {
			readSamples(x, y, width, height, channels, targets);
			return;
		}
		Object black = type().array(width * height);
		readSamples(x, y, width, height, new int[] { 0, 1, 2, 3 }, new Object[] { targets[0], targets[1], targets[2], black });
		for (Object target : targets)
			if (target != null) Ink.toLight(target, black, largest());
	}

	/** The largest number of a sample; 1 for floating point. */
	private double largest() {
		return page.sampleFormat() == 3 ? 1 : Math.scalb(1.0, page.bits()) - 1;
	}

	private void readSamples(int x, int y, int width, int height, int[] which, Object[] targets) throws IOException {
		try (FileChannel channel = FileChannel.open(file)) {
			for (int row = y / grid.height(); row * (long) grid.height() < y + height; row++)
				for (int column = x / grid.width(); column * (long) grid.width() < x + width; column++)
					readBlock(channel, new Window(x, y, width, height), row, column, which, targets);
		}
	}

	/** The part of the image that is asked for. */
	private record Window(int x, int y, int width, int height) {}

	private void readBlock(FileChannel channel, Window window, int row, int column, int[] which, Object[] targets) throws IOException {
		int blockTop = row * grid.height();
		int first = Math.max(window.y, blockTop) - blockTop;
		int end = (int) Math.min((long) window.y + window.height, blockTop + (long) grid.rows(row, page.height())) - blockTop;
		int step = reader.isRaw() ? Math.max(1, RAW_BYTES / Math.max(1, reader.rowBytes())) : end - first;
		for (int top = first; top < end; top += step) {
			int rows = Math.min(step, end - top);
			for (int i = 0; i < which.length; i++)
				if (targets[i] != null) copy(channel, window, new Part(row, column, top, rows), which[i], targets[i]);
		}
	}

	/** Rows of a block. */
	private record Part(int row, int column, int top, int rows) {}

	private void copy(FileChannel channel, Window window, Part part, int sample, Object target) throws IOException {
		boolean isPlanar = page.isPlanar();
		int index = (int) (part.row * (long) grid.across() + part.column + (isPlanar ? sample * grid.count() : 0));
		boolean isRaw = reader.isRaw();
		byte[] block = block(channel, index, isRaw ? part.top : 0, isRaw ? part.rows : grid.rows(part.row, page.height()));
		int left = part.column * grid.width();
		int from = Math.max(window.x, left);
		int count = (int) Math.min((long) window.x + window.width, Math.min(page.width(), left + (long) grid.width())) - from;
		int rowBytes = samples.stride() == reader.stride() ? reader.rowBytes() : grid.width() * samples.stride();
		for (int y = 0; y < part.rows; y++) {
			int inBlock = (isRaw ? y : part.top + y) * rowBytes;
			int at = (part.row * grid.height() + part.top + y - window.y) * window.width + from - window.x;
			samples.copy(block, inBlock, from - left, isPlanar ? 0 : sample, target, at, count);
			finish(target, at, count);
		}
	}

	private void finish(Object target, int at, int count) {
		if (page.bits() == 1 && page.photometric() != PALETTE && target instanceof byte[] bytes) for (int i = at; i < at + count; i++)
			bytes[i] = (byte) -bytes[i];
		else if (page.photometric() == WHITE_IS_ZERO && type() != PixelType.BYTE) Ink.invert(target, at, count, page.sampleFormat(), largest());
	}

	private byte[] block(FileChannel channel, int index, int top, int rows) throws IOException {
		long key = (long) index << 32 | top;
		boolean isAlone = samples.stride() == 1 && reader.isRaw();
		if (isAlone) return reader.read(channel, index, top, rows);
		byte[] known = recent(key);
		if (known != null && known.length >= (long) reader.rowBytes() * rows) return known;
		byte[] block = reader.read(channel, index, top, rows);
		synchronized (recent) {
			recent.put(key, new SoftReference<>(block));
		}
		return block;
	}

	private byte[] recent(long key) {
		synchronized (recent) {
			SoftReference<byte[]> known = recent.get(key);
			return known == null ? null : known.get();
		}
	}
}

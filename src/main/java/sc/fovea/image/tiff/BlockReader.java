package sc.fovea.image.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** The bytes of the blocks of a page: read, unpacked, differences undone. */
final class BlockReader {

	private static final long LARGEST_BLOCK = 1L << 30;
	/** No LZW or Deflate packs tighter. */
	static final int LARGEST_RATIO = 3000;
	private static final int YCBCR = 6;
	private static final int JPEG = 7;

	private final TiffPage page;
	private final BlockGrid grid;
	private final ByteOrder fileOrder;
	private final long fileBytes;
	private final int stride;
	private final int predictor;

	BlockReader(TiffPage page, BlockGrid grid, TiffHeader header) throws TiffException {
		this.page = page;
		this.grid = grid;
		this.fileOrder = header.order();
		this.fileBytes = header.fileBytes();
		this.stride = page.isPlanar() ? 1 : page.samples();
		boolean hasPredictor = page.compression() == 5 || page.compression() == 8 || page.compression() == 32946 || page.compression() == 50000
			|| page.compression() == 34925 || page.compression() == 34926;
		this.predictor = hasPredictor ? (int) page.get(TiffPage.PREDICTOR, 1) : 1;
		requirePredictor();
		requireSize();
	}

	private void requirePredictor() throws TiffException {
		boolean isKnown = switch (predictor) {
			case Predictor.NONE -> true;
			case Predictor.HORIZONTAL -> page.bits() == 8 || page.bits() == 16 || page.bits() == 32 || page.bits() == 64;
			case Predictor.FLOATING_POINT -> page.bits() % 8 == 0 && page.bits() >= 16 && page.sampleFormat() == 3;
			default -> false;
		};
		if (!isKnown)
			throw new TiffException("has predictor " + predictor + " with " + page.bits() + " bit per sample; 2 (8, 16, 32, 64 bit) and 3 (floating point)"
				+ " can be undone");
	}

	private void requireSize() throws TiffException {
		long most = Math.min(LARGEST_BLOCK, Runtime.getRuntime().maxMemory() / 4);
		if (!isRaw() && blockBytes(grid.height()) > most)
			throw new TiffException("has a " + grid.word() + " of " + blockBytes(grid.height()) / 1_000_000
				+ " MB, which must be unpacked as one: save it in tiles");
	}

	/** The order of the bytes of a sample once a block is unpacked. */
	ByteOrder order() {
		return predictor == Predictor.FLOATING_POINT ? ByteOrder.BIG_ENDIAN : fileOrder;
	}

	/** Samples of a pixel in a block. */
	int stride() {
		return stride;
	}

	/** Bytes of a row of an unpacked block. */
	int rowBytes() {
		return (int) Samples.rowBytes(grid.width(), stride, page.bits());
	}

	private long blockBytes(int rows) {
		return Samples.rowBytes(grid.width(), stride, page.bits()) * rows;
	}

	/** Whether the rows lie in the file as they are. */
	boolean isRaw() {
		return page.compression() == 1 && page.get(TiffPage.FILL_ORDER, 1) == 1 && page.photometric() != YCBCR;
	}

	/**
	 * Rows of a block.
	 *
	 * @param index of the block in the page's list
	 * @param top   first row of the block, for raw blocks; 0 else
	 * @param rows  how many
	 */
	byte[] read(FileChannel channel, int index, int top, int rows) throws IOException {
		try {
			if (isRaw()) return bytes(channel, rawOffset(index, top), (int) ((long) rowBytes() * rows));
			return unpack(bytes(channel, page.offsets()[index], (int) packedBytes(index, rows)), rows);
		}
		catch (TiffException e) {
			throw new TiffException(grid.word() + " " + (index + 1) + " of " + page.offsets().length + " " + e.getMessage(), e);
		}
		catch (EOFException e) {
			throw new TiffException("it is truncated: " + grid.word() + " " + (index + 1) + " of " + page.offsets().length + " lies behind its end", e);
		}
	}

	private long rawOffset(int index, int top) throws TiffException {
		long[] counts = page.byteCounts();
		long needed = (long) rowBytes() * (top + 1);
		if (index < counts.length && counts[index] < needed) throw Decompressor.tooShort((int) Math.min(needed, Integer.MAX_VALUE), (int) counts[index]);
		return page.offsets()[index] + (long) rowBytes() * top;
	}

	/** Bytes of a block in the file; what the header does not say is taken to the end of the file. */
	private long packedBytes(int index, int rows) throws TiffException {
		long[] counts = page.byteCounts();
		long left = fileBytes - page.offsets()[index];
		long count = index < counts.length ? counts[index] : left;
		if (count == 0) throw new TiffException("is not in the file: it has 0 bytes");
		if (count > LARGEST_BLOCK) throw new TiffException("is said to have " + count + " bytes");
		boolean isBounded = page.compression() == 5 || page.compression() == 8 || page.compression() == 32946 || page.compression() == 32773;
		if (isBounded && (double) count * LARGEST_RATIO < (double) rowBytes() * (rows - 1))
			throw new TiffException("has only " + count + " bytes for " + (long) rowBytes() * rows);
		return count;
	}

	private byte[] bytes(FileChannel channel, long at, int count) throws IOException {
		if (at <= 0 || at + count > fileBytes) throw new EOFException();
		ByteBuffer buffer = ByteBuffer.allocate(count);
		while (buffer.hasRemaining())
			if (channel.read(buffer, at + buffer.position()) < 0) throw new EOFException();
		return buffer.array();
	}

	private byte[] unpack(byte[] packed, int rows) throws TiffException {
		if (page.get(TiffPage.FILL_ORDER, 1) == 2 && page.compression() != JPEG) reverse(packed);
		boolean isCells = page.photometric() == YCBCR && page.compression() != JPEG;
		long size = isCells ? YcbcrBlock.of(page).bytes(grid.width(), rows) : (long) rowBytes() * rows;
		byte[] block = new byte[Math.toIntExact(size)];
		decompressor().decode(packed, block);
		if (predictor == Predictor.HORIZONTAL) Predictor.horizontal(block, rowBytes(), stride, page.bits(), fileOrder);
		else if (predictor == Predictor.FLOATING_POINT) Predictor.floatingPoint(block, rowBytes(), stride, page.bits());
		return isCells ? YcbcrBlock.of(page).toRgb(block, grid.width(), rows) : block;
	}

	private static void reverse(byte[] bytes) {
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) (Integer.reverse(bytes[i]) >>> 24);
	}

	private Decompressor decompressor() throws TiffException {
		return switch (page.compression()) {
			case 1 -> BlockReader::copy;
			case 2, 3, 4 -> new Fax(page, grid.width());
			case 5 -> new Lzw();
			case JPEG -> new Jpeg(page.bytes(TiffPage.JPEG_TABLES), grid.width(), stride, page.photometric() == YCBCR);
			case 8, 32946 -> new Deflate();
			case 32773 -> new PackBits();
			case 34925 -> new Lzma();
			case 34926, 50000 -> new Zstd();
			default -> throw unknown(page.compression());
		};
	}

	private static void copy(byte[] packed, byte[] target) throws TiffException {
		if (packed.length < target.length) throw Decompressor.tooShort(target.length, packed.length);
		System.arraycopy(packed, 0, target, 0, target.length);
	}

	/** The refusal of a compression that is not read here. */
	static TiffException unknown(int compression) {
		return new TiffException("it is compressed as " + Decompressor.name(compression) + " (compression " + compression
			+ "), which is not read here: open it in Fiji with Bio-Formats and save it as TIFF, or convert it with \"bfconvert -compression LZW\"");
	}

	/** Whether the compression and the meaning of the colours are known, and fit the bits. */
	static void requireKnown(TiffPage page) throws TiffException {
		boolean isKnown = switch (page.compression()) {
			case 1, 5, 8, 32946, 32773, 34925, 34926, 50000 -> true;
			case 2, 3, 4 -> require(page.bits() == 1 && page.samples() == 1, page);
			case JPEG -> require(page.bits() == 8 && page.sampleFormat() == 1, page);
			default -> false;
		};
		if (!isKnown) throw unknown(page.compression());
		boolean isColour = page.photometric() >= 0 && page.photometric() <= YCBCR;
		if (!isColour)
			throw new TiffException("its colours are of a kind that is not read here (PhotometricInterpretation " + page.photometric()
				+ "): save it as grey or RGB");
		boolean isYcbcr = page.photometric() == YCBCR;
		if (isYcbcr && (page.samples() != 3 || page.bits() != 8 || page.isPlanar()))
			throw new TiffException("it has YCbCr colours of " + page.samples() + "x" + page.bits() + " bit; 3x8 bit, not planar, can be read");
	}

	private static boolean require(boolean fits, TiffPage page) throws TiffException {
		if (!fits)
			throw new TiffException("it is compressed as " + Decompressor.name(page.compression()) + " with " + page.samples() + "x" + page.bits()
				+ " bit, which is not read here: save it with LZW");
		return true;
	}
}

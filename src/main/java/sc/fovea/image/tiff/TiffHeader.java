package sc.fovea.image.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The directories of a TIFF file, read with suspicion: ImageJ's decoder believes what a header says.
 *
 * @param pages     the images of the file, at least one
 * @param order     byte order
 * @param fileBytes length of the file
 */
public record TiffHeader(List<TiffPage> pages, ByteOrder order, long fileBytes) {

	private static final int MAX_PAGES = 1_000_000;
	private static final int MAX_VALUES = 1 << 24;
	private static final int MAX_ENTRIES = 1 << 16;
	private static final int MAX_SUBS = 64;
	/** Numbers of one byte each that are kept as numbers too. */
	private static final int FEW = 1024;
	private static final short BIG = 43;
	private static final int RATIONAL = 5;
	private static final int SIGNED_RATIONAL = 10;
	/** By TIFF's number of the type; 13 to 18 are offsets and the numbers of BigTIFF. */
	private static final int[] TYPE_BYTES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

	/**
	 * Reads the header of a file.
	 *
	 * @throws EOFException if it points behind the end of the file
	 * @throws IOException if it is no TIFF header, its directories form a ring, or reading fails
	 */
	public static TiffHeader read(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file)) {
			return new Reader(channel).read();
		}
	}

	/**
	 * Planes that follow one another behind the first directory: "images=" of ImageJ's description, else 1. ImageJ ignores the other
	 * directories of such a file, because they cannot describe a stack above 4 GB.
	 */
	public long imagesInBlock() {
		return first().compression() == 1 ? Math.max(1, stated("images")) : 1;
	}

	/** A count in ImageJ's description, "channels=3"; 0 where it is not stated. */
	public int stated(String key) {
		String description = first().description();
		if (!description.startsWith("ImageJ")) return 0;
		return description.lines().filter(line -> line.matches(key + "=\\d{1,9}"))
			.mapToInt(line -> Integer.parseInt(line.substring(key.length() + 1))).findFirst().orElse(0);
	}

	/** First page. */
	public TiffPage first() {
		return pages.get(0);
	}

	private static final class Reader {

		private final FileChannel channel;
		private final long length;
		private final Set<Long> seen = new HashSet<>();
		private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
		private boolean isBig;
		/** Tags hold at most as many values as the file has bytes, however many directories point at them. */
		private long valuesLeft;

		Reader(FileChannel channel) throws IOException {
			this.channel = channel;
			this.length = channel.size();
			this.valuesLeft = length + MAX_ENTRIES;
		}

		TiffHeader read() throws IOException {
			order = bytes(0, 2).get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
			isBig = bytes(2, 2).getShort() == BIG;
			if (isBig && bytes(4, 2).getShort() != 8) throw new TiffException("its offsets are not of 8 bytes");
			List<TiffPage> pages = chain(offset(isBig ? 8 : 4), 0);
			if (pages.isEmpty()) throw new TiffException("it has no image directory");
			return new TiffHeader(List.copyOf(pages), order, length);
		}

		/** A directory and those behind it. */
		private List<TiffPage> chain(long first, int depth) throws IOException {
			List<TiffPage> pages = new ArrayList<>();
			long at = first;
			while (at != 0) {
				if (!seen.add(at) || seen.size() > MAX_PAGES) throw new TiffException("its directories form a ring");
				long entries = isBig ? bytes(at, 8).getLong() : Short.toUnsignedInt(bytes(at, 2).getShort());
				long from = at + (isBig ? 8 : 2);
				if (entries < 0 || entries > MAX_ENTRIES) throw new TiffException("one of its directories has " + entries + " entries");
				pages.add(page(bytes(from, (int) entries * entryBytes()), depth));
				long next = from + entries * entryBytes();
				at = next + (isBig ? 8 : 4) <= length ? offset(next) : 0;
			}
			return pages;
		}

		private int entryBytes() {
			return isBig ? 20 : 12;
		}

		private long offset(long at) throws IOException {
			long offset = isBig ? bytes(at, 8).getLong() : Integer.toUnsignedLong(bytes(at, 4).getInt());
			if (offset < 0 || offset > length) throw new EOFException();
			return offset;
		}

		private TiffPage page(ByteBuffer directory, int depth) throws IOException {
			Map<Integer, long[]> tags = new HashMap<>();
			Map<Integer, byte[]> texts = new HashMap<>();
			while (directory.remaining() >= entryBytes()) {
				int tag = Short.toUnsignedInt(directory.getShort());
				int type = Short.toUnsignedInt(directory.getShort());
				long count = isBig ? directory.getLong() : Integer.toUnsignedLong(directory.getInt());
				int value = directory.position();
				directory.position(value + (isBig ? 8 : 4));
				boolean isKnown = type > 0 && type < TYPE_BYTES.length && TYPE_BYTES[type] > 0 && isWanted(tag);
				if (!isKnown) continue;
				ByteBuffer source = source(directory, value, type, count);
				boolean isText = TYPE_BYTES[type] == 1;
				if (isText) texts.put(tag, copy(source.duplicate(), (int) count));
				if (!isText || count <= FEW) tags.put(tag, values(source, type, (int) count));
			}
			return new TiffPage(tags, texts, subs(tags.getOrDefault(TiffPage.SUB_IFDS, new long[0]), depth));
		}

		/** The directories below one. Those deeper than two levels, and those that are damaged, are only copies: left out. */
		private List<TiffPage> subs(long[] offsets, int depth) {
			List<TiffPage> subs = new ArrayList<>();
			for (int i = 0; i < Math.min(offsets.length, MAX_SUBS) && depth < 2; i++) {
				try {
					if (offsets[i] > 0 && offsets[i] < length) subs.addAll(chain(offsets[i], depth + 1));
				}
				catch (IOException e) {
					return subs;
				}
			}
			return subs;
		}

		private static boolean isWanted(int tag) {
			return tag >= TiffPage.SUBFILE && tag <= TiffPage.JPEG_TABLES || tag == TiffPage.SUBSAMPLING || tag == TiffPage.IMAGEJ_COUNTS
				|| tag == TiffPage.IMAGEJ_DATA;
		}

		private ByteBuffer source(ByteBuffer directory, int inline, int type, long count) throws IOException {
			if (count < 0 || count > MAX_VALUES || count * TYPE_BYTES[type] > Integer.MAX_VALUE) throw new EOFException();
			valuesLeft -= count;
			if (valuesLeft < 0) throw new TiffException("its tags claim more values than the file has bytes");
			int bytes = (int) count * TYPE_BYTES[type];
			if (bytes <= (isBig ? 8 : 4)) return directory.duplicate().order(order).position(inline);
			return bytes(isBig ? directory.getLong(inline) : Integer.toUnsignedLong(directory.getInt(inline)), bytes);
		}

		private static byte[] copy(ByteBuffer source, int count) {
			byte[] bytes = new byte[count];
			source.get(bytes);
			return bytes;
		}

		private static long[] values(ByteBuffer source, int type, int count) {
			long[] values = new long[count];
			for (int i = 0; i < values.length; i++)
				values[i] = value(source, type);
			return values;
		}

		private static long value(ByteBuffer source, int type) {
			if (type == RATIONAL || type == SIGNED_RATIONAL) return (long) source.getInt() << 32 | Integer.toUnsignedLong(source.getInt());
			return switch (TYPE_BYTES[type]) {
				case 1 -> Byte.toUnsignedLong(source.get());
				case 2 -> Short.toUnsignedLong(source.getShort());
				case 4 -> Integer.toUnsignedLong(source.getInt());
				default -> source.getLong();
			};
		}

		private ByteBuffer bytes(long at, int count) throws IOException {
			if (at < 0 || at + count > length) throw new EOFException();
			ByteBuffer buffer = ByteBuffer.allocate(count).order(order);
			while (buffer.hasRemaining())
				if (channel.read(buffer, at + buffer.position()) < 0) throw new EOFException();
			return buffer.flip();
		}
	}
}

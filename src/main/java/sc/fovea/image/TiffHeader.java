package sc.fovea.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
record TiffHeader(List<Page> pages, ByteOrder order, long fileBytes) {

	static final int SUBFILE = 254;
	static final int WIDTH = 256;
	static final int HEIGHT = 257;
	static final int BITS = 258;
	static final int COMPRESSION = 259;
	static final int PHOTOMETRIC = 262;
	static final int DESCRIPTION = 270;
	static final int STRIP_OFFSETS = 273;
	static final int SAMPLES = 277;
	static final int ROWS_PER_STRIP = 278;
	static final int STRIP_BYTES = 279;
	static final int PLANAR = 284;
	static final int TILE_WIDTH = 322;
	static final int TILE_OFFSETS = 324;
	static final int SAMPLE_FORMAT = 339;

	private static final int MAX_PAGES = 1_000_000;
	private static final int MAX_VALUES = 1 << 24;
	private static final int[] TYPE_BYTES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8 };

	/** One image of the file: its tags with their values, text as one value per byte. */
	record Page(Map<Integer, long[]> tags) {

		/** The first value of a tag, or {@code otherwise} where the tag is missing. */
		long get(int tag, long otherwise) {
			long[] values = tags.get(tag);
			return values == null || values.length == 0 ? otherwise : values[0];
		}

		/** All values of a tag; none where it is missing. */
		long[] all(int tag) {
			return tags.getOrDefault(tag, new long[0]);
		}

		long width() {
			return get(WIDTH, 0);
		}

		long height() {
			return get(HEIGHT, 0);
		}

		int bits() {
			return (int) get(BITS, 1);
		}

		int samples() {
			return (int) get(SAMPLES, 1);
		}

		int compression() {
			return (int) get(COMPRESSION, 1);
		}

		boolean isTiled() {
			return tags.containsKey(TILE_WIDTH) || tags.containsKey(TILE_OFFSETS);
		}

		/** Bytes of the pixels when they are not compressed. */
		double pixelBytes() {
			return (double) width() * height() * samples() * Math.max(1, bits()) / 8;
		}

		/** Whether the strips follow one another without gaps, so that the pixels are one block. */
		boolean isContiguous() {
			long[] offsets = all(STRIP_OFFSETS);
			long[] counts = all(STRIP_BYTES);
			for (int i = 1; i < offsets.length; i++)
				if (counts.length != offsets.length || offsets[i] != offsets[i - 1] + counts[i - 1]) return false;
			return offsets.length > 0;
		}

		String description() {
			long[] values = all(DESCRIPTION);
			byte[] bytes = new byte[values.length];
			for (int i = 0; i < bytes.length; i++)
				bytes[i] = (byte) values[i];
			return new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
		}

		/** Whether the pixels are stored as those of another page. */
		boolean hasLayoutOf(Page other) {
			return width() == other.width() && height() == other.height() && bits() == other.bits() && samples() == other.samples()
				&& get(SAMPLE_FORMAT, 1) == other.get(SAMPLE_FORMAT, 1);
		}
	}

	/**
	 * Reads the header of a file.
	 *
	 * @throws EOFException if it points behind the end of the file
	 * @throws IOException if it is no TIFF header, its directories form a ring, or reading fails
	 */
	static TiffHeader read(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file)) {
			return new Reader(channel).read();
		}
	}

	/**
	 * Planes that follow one another behind the first directory: "images=" of ImageJ's description, else 1. ImageJ ignores the other
	 * directories of such a file, because they cannot describe a stack above 4 GB.
	 */
	long imagesInBlock() {
		return first().compression() == 1 ? Math.max(1, stated("images")) : 1;
	}

	/** A count in ImageJ's description, "channels=3"; 0 where it is not stated. */
	int stated(String key) {
		String description = first().description();
		if (!description.startsWith("ImageJ")) return 0;
		return description.lines().filter(line -> line.matches(key + "=\\d{1,9}"))
			.mapToInt(line -> Integer.parseInt(line.substring(key.length() + 1))).findFirst().orElse(0);
	}

	/** First page. */
	Page first() {
		return pages.get(0);
	}

	private static final class Reader {

		private final FileChannel channel;
		private final long length;
		private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

		Reader(FileChannel channel) throws IOException {
			this.channel = channel;
			this.length = channel.size();
		}

		TiffHeader read() throws IOException {
			order = bytes(0, 2).get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
			List<Page> pages = new ArrayList<>();
			Set<Long> seen = new HashSet<>();
			long at = Integer.toUnsignedLong(bytes(4, 4).getInt());
			while (at != 0) {
				if (!seen.add(at) || pages.size() >= MAX_PAGES) throw new IOException("its directories form a ring");
				int entries = Short.toUnsignedInt(bytes(at, 2).getShort());
				pages.add(page(bytes(at + 2, entries * 12)));
				long next = at + 2 + entries * 12L;
				at = next + 4 <= length ? Integer.toUnsignedLong(bytes(next, 4).getInt()) : 0;
			}
			if (pages.isEmpty()) throw new IOException("it has no image directory");
			return new TiffHeader(List.copyOf(pages), order, length);
		}

		private Page page(ByteBuffer directory) throws IOException {
			Map<Integer, long[]> tags = new HashMap<>();
			while (directory.remaining() >= 12) {
				int tag = Short.toUnsignedInt(directory.getShort());
				int type = Short.toUnsignedInt(directory.getShort());
				long count = Integer.toUnsignedLong(directory.getInt());
				int value = directory.position();
				directory.position(value + 4);
				boolean isKnown = type > 0 && type < TYPE_BYTES.length && isWanted(tag);
				if (isKnown) tags.put(tag, values(directory, value, type, count));
			}
			return new Page(tags);
		}

		private static boolean isWanted(int tag) {
			return tag >= SUBFILE && tag <= PLANAR || tag >= TILE_WIDTH && tag <= SAMPLE_FORMAT;
		}

		private long[] values(ByteBuffer directory, int inline, int type, long count) throws IOException {
			if (count > MAX_VALUES) throw new EOFException();
			int bytes = (int) count * TYPE_BYTES[type];
			ByteBuffer source = bytes <= 4
				? directory.duplicate().order(order).position(inline)
				: bytes(Integer.toUnsignedLong(directory.getInt(inline)), bytes);
			long[] values = new long[(int) count];
			for (int i = 0; i < values.length; i++)
				values[i] = switch (TYPE_BYTES[type]) {
					case 1 -> source.get();
					case 2 -> Short.toUnsignedLong(source.getShort());
					case 4 -> Integer.toUnsignedLong(source.getInt());
					default -> source.getLong();
				};
			return values;
		}

		private ByteBuffer bytes(long at, int count) throws IOException {
			if (at + count > length) throw new EOFException();
			ByteBuffer buffer = ByteBuffer.allocate(count).order(order);
			while (buffer.hasRemaining())
				if (channel.read(buffer, at + buffer.position()) < 0) throw new EOFException();
			return buffer.flip();
		}
	}
}

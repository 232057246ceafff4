package sc.fovea.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an AVI file says of its first film (Microsoft: AVI RIFF File Reference; OpenDML AVI File Format Extensions 1.02), with the places of its frames. The index at the end is not
 * read: frames are found where they are.
 */
final class AviFilm {

	/** A film of so many pieces would take longer to look through than anybody waits. */
	private static final int MOST_PIECES = 500_000;
	/** RIFF, LIST movi, LIST rec. */
	private static final int DEEPEST = 4;
	private static final int HEAD = 8;
	private static final int BITMAP_HEADER = 40;
	private static final int COLOURS = 256;
	private static final int LARGEST_SIDE = 1 << 16;

	private final FileChannel channel;
	private final List<Frame> frames = new ArrayList<>();
	private int streams;
	private int film = -1;
	private boolean isFilm;
	private double framesPerSecond;
	private Format format;
	private int pieces;

	/**
	 * How pixels are stored.
	 *
	 * @param width of a frame
	 * @param height of a frame
	 * @param isTopDown whether the first row comes first
	 * @param bits of a pixel
	 * @param code of the compression, four letters; empty for none
	 * @param palette colours 0xRRGGBB of numbers of 8 bits; empty if there is none
	 */
	record Format(int width, int height, boolean isTopDown, int bits, String code, int[] palette) {}

	/** Where the bytes of a frame are. */
	record Frame(long at, int size) {}

	private AviFilm(FileChannel channel) {
		this.channel = channel;
	}

	/** Looks through a file. @throws ImageFileException whose message is the part of a sentence that says why there is no film */
	static AviFilm read(FileChannel channel) throws IOException {
		AviFilm read = new AviFilm(channel);
		read.pieces(0, channel.size(), 0);
		if (read.format == null) throw new ImageFileException("there is no film in it");
		if (read.frames.isEmpty()) throw new ImageFileException("its film has no frames");
		return read;
	}

	Format format() {
		return format;
	}

	/** At least one. */
	List<Frame> frames() {
		return frames;
	}

	/** How fast it is shown; 0 if that is not known. */
	double framesPerSecond() {
		return framesPerSecond;
	}

	private void pieces(long from, long end, int depth) throws IOException {
		for (long at = from; at + HEAD <= end;) {
			if (++pieces > MOST_PIECES) throw new ImageFileException("it has more than " + MOST_PIECES + " pieces");
			ByteBuffer head = RawArray.bytes(channel, at, HEAD);
			String name = text(head, 0);
			long size = Integer.toUnsignedLong(head.getInt(4));
			if (at + HEAD + size > end)
				throw new ImageFileException("it is truncated: \"" + name.strip() + "\" at byte " + at + " promises " + size + " bytes");
			piece(name, at + HEAD, size, depth);
			at += HEAD + size + size % 2;
		}
	}

	private void piece(String name, long at, long size, int depth) throws IOException {
		if (name.equals("RIFF") || name.equals("LIST")) {
			if (size < 4 || depth == DEEPEST) throw new ImageFileException("its lists are damaged");
			String kind = text(RawArray.bytes(channel, at, 4), 0);
			if (kind.equals("strl")) {
				isFilm = false;
				streams++;
			}
			boolean isWanted = List.of("AVI ", "AVIX", "hdrl", "strl", "movi", "rec ").contains(kind);
			if (isWanted) pieces(at + 4, at + size, depth + 1);
		}
		else if (name.equals("strh")) stream(at, size);
		else if (name.equals("strf") && isFilm) format(at, size);
		else if (isFrame(name)) addFrame(at, size);
	}

	/** The header of a stream: its kind, and how fast it is shown. */
	private void stream(long at, long size) throws IOException {
		if (size < 28) throw new ImageFileException("the header of a stream has " + size + " bytes");
		ByteBuffer header = RawArray.bytes(channel, at, 28);
		isFilm = film < 0 && text(header, 0).equals("vids");
		if (!isFilm) return;
		film = streams - 1;
		long scale = Integer.toUnsignedLong(header.getInt(20));
		long rate = Integer.toUnsignedLong(header.getInt(24));
		framesPerSecond = scale == 0 ? 0 : (double) rate / scale;
	}

	private void format(long at, long size) throws IOException {
		if (size < BITMAP_HEADER) throw new ImageFileException("the format of its film has " + size + " bytes");
		ByteBuffer header = RawArray.bytes(channel, at, (int) Math.min(size, BITMAP_HEADER + 4L * COLOURS));
		int width = header.getInt(4);
		int height = header.getInt(8);
		if (width < 1 || width > LARGEST_SIDE || height == 0 || height < -LARGEST_SIDE || height > LARGEST_SIDE
			|| (long) width * Math.abs(height) > Integer.MAX_VALUE / 4) {
			throw new ImageFileException("its frames are said to have " + width + "x" + height + " pixels");
		}
		int bits = header.getShort(14);
		String code = header.getInt(16) == 0 ? "" : text(header, 16);
		format = new Format(width, Math.abs(height), height < 0, bits, code, bits == 8 ? palette(header) : new int[0]);
	}

	private static int[] palette(ByteBuffer header) {
		int used = header.getInt(32) == 0 ? COLOURS : header.getInt(32);
		int there = (header.limit() - BITMAP_HEADER) / 4;
		int[] palette = new int[Math.max(0, Math.min(used, there))];
		for (int i = 0; i < palette.length; i++) {
			palette[i] = header.getInt(BITMAP_HEADER + 4 * i) & 0xffffff;
		}
		return palette;
	}

	/** {@code 00db} or {@code 00dc}: a stream's number and that it is a picture. */
	private boolean isFrame(String name) {
		return name.matches("\\d\\dd[bc]") && Integer.parseInt(name.substring(0, 2)) == film;
	}

	/** An empty frame is the one before it. */
	private void addFrame(long at, long size) throws ImageFileException {
		if (size > Integer.MAX_VALUE) throw new ImageFileException("a frame has " + size + " bytes");
		if (size > 0) frames.add(new Frame(at, (int) size));
		else if (!frames.isEmpty()) frames.add(frames.get(frames.size() - 1));
	}

	private static String text(ByteBuffer bytes, int at) {
		return new String(bytes.array(), at, 4, StandardCharsets.ISO_8859_1);
	}
}

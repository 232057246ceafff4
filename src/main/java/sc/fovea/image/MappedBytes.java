package sc.fovea.image;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/**
 * The bytes of a file of any length, mapped into the address space in segments of 1 GB. Reading is thread-safe and copies nothing
 * but what is asked for. The file needs no closing: the mapping goes with the last reference to it.
 */
final class MappedBytes {

	private static final int SHIFT = 30;
	private static final long SEGMENT = 1L << SHIFT;

	private final MappedByteBuffer[] segments;

	/** Maps a whole file for reading. */
	MappedBytes(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file)) {
			long length = channel.size();
			segments = new MappedByteBuffer[(int) ((length + SEGMENT - 1) >> SHIFT)];
			for (int i = 0; i < segments.length; i++) {
				long from = (long) i << SHIFT;
				segments[i] = channel.map(MapMode.READ_ONLY, from, Math.min(SEGMENT, length - from));
			}
		}
	}

	/** Copies {@code count} bytes from a position of the file to the start of {@code target}. */
	void get(long position, byte[] target, int count) {
		int done = 0;
		while (done < count) {
			long at = position + done;
			int inSegment = (int) (at & SEGMENT - 1);
			int part = (int) Math.min(count - done, SEGMENT - inSegment);
			segments[(int) (at >> SHIFT)].get(inSegment, target, done, part);
			done += part;
		}
	}
}

package sc.fovea.job.tracking;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Labels of frames in a file of the system's temporary folder, as runs of one id: some kilobytes for a frame, so that films longer than memory can be read again. The
 * file is gone when it is closed, or the process ends.
 */
final class LabelSpool implements Closeable {

	private static final int BITS = 7;
	private static final int MORE = 1 << BITS;

	private final Path path;
	private final RandomAccessFile file;
	private final int pixels;
	private long[] starts = new long[64];
	private int frames;

	/** An empty file. @param pixels of a frame */
	LabelSpool(int pixels) throws IOException {
		this.pixels = pixels;
		path = Files.createTempFile("fovea-labels", ".runs");
		path.toFile().deleteOnExit();
		file = new RandomAccessFile(path.toFile(), "rw");
	}

	/** How many frames were added. */
	int frames() {
		return frames;
	}

	/** Adds a frame. */
	void add(int[] labels) throws IOException {
		ByteArrayOutputStream runs = new ByteArrayOutputStream();
		for (int i = 0, end = 0; i < labels.length; i = end) {
			while (end < labels.length && labels[end] == labels[i]) {
				end++;
			}
			put(runs, end - i);
			put(runs, labels[i]);
		}
		if (frames + 1 >= starts.length) starts = Arrays.copyOf(starts, 2 * starts.length);
		synchronized (file) {
			file.seek(starts[frames]);
			file.write(runs.toByteArray());
		}
		starts[frames + 1] = starts[frames] + runs.size();
		frames++;
	}

	private static void put(ByteArrayOutputStream out, int number) {
		int left = number;
		while (left >= MORE) {
			out.write(left & MORE - 1 | MORE);
			left >>>= BITS;
		}
		out.write(left);
	}

	/** The labels of a frame. */
	int[] read(int frame) throws IOException {
		byte[] runs = new byte[(int) (starts[frame + 1] - starts[frame])];
		synchronized (file) {
			file.seek(starts[frame]);
			file.readFully(runs);
		}
		int[] labels = new int[pixels];
		int[] at = { 0 };
		for (int filled = 0; at[0] < runs.length;) {
			int length = get(runs, at);
			int id = get(runs, at);
			Arrays.fill(labels, filled, filled + length, id);
			filled += length;
		}
		return labels;
	}

	private static int get(byte[] runs, int[] at) {
		int number = 0;
		for (int shift = 0;; shift += BITS) {
			int next = runs[at[0]++] & 0xff;
			number |= (next & MORE - 1) << shift;
			if (next < MORE) return number;
		}
	}

	@Override
	public void close() throws IOException {
		try {
			file.close();
		}
		finally {
			Files.deleteIfExists(path);
		}
	}
}

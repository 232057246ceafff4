package sc.fovea.job.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BiConsumer;

/**
 * A file of lines to which several processes append, on several computers where the file system has locks. Whoever holds the lock has read all lines, so what
 * it decides is true until it lets go.
 */
final class ManifestLog implements AutoCloseable {

	/** A lock belongs to the process: threads wait for each other here. */
	private static final Object THREADS = new Object();
	private static final int BUFFER = 1 << 16;

	private final FileChannel channel;
	private long read;

	private ManifestLog(FileChannel channel) {
		this.channel = channel;
	}

	/** What is done while nobody else may append. */
	@FunctionalInterface
	interface Locked<T> {

		T run() throws IOException;
	}

	/** Opens the file, which is made if it does not exist. @throws IOException if it cannot be written */
	static ManifestLog open(Path file) throws IOException {
		return new ManifestLog(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
	}

	/** Does something while nobody else may append. */
	<T> T locked(Locked<T> action) throws IOException {
		synchronized (THREADS) {
			try (FileLock lock = lock()) {
				return action.run();
			}
		}
	}

	/** File systems without locks are for one computer and one process at a time. */
	private FileLock lock() throws IOException {
		try {
			return channel.lock();
		}
		catch (IOException e) {
			if (!channel.isOpen()) throw e;
			return null; // try-with-resources closes nothing then
		}
	}

	/** Gives the lines that were appended since the last call, each with its place. A last line without an end is left, for it may still grow. */
	void readNew(BiConsumer<String, long[]> line) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
		java.io.ByteArrayOutputStream begun = new java.io.ByteArrayOutputStream();
		long position = read;
		while (channel.read(buffer.clear(), position) > 0) {
			byte[] bytes = buffer.array();
			int start = 0;
			for (int i = 0; i < buffer.position(); i++) {
				if (bytes[i] != '\n') continue;
				begun.write(bytes, start, i - start);
				line.accept(begun.toString(StandardCharsets.UTF_8), new long[] { read, begun.size() });
				begun.reset();
				start = i + 1;
				read = position + start;
			}
			begun.write(bytes, start, buffer.position() - start);
			position += buffer.position();
		}
	}

	/** The line at a place. */
	String at(long[] place) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(place[1]));
		synchronized (THREADS) {
			while (bytes.hasRemaining() && channel.read(bytes, place[0] + bytes.position()) >= 0);
		}
		return new String(bytes.array(), StandardCharsets.UTF_8);
	}

	/** Appends lines; within {@link #locked}. A line that was torn by a kill is ended first, and is then no line of ours. @param isForced whether they must be on the disk */
	void append(String lines, boolean isForced) throws IOException {
		long end = channel.size();
		boolean isTorn = end > 0 && !endsWithLine(end);
		ByteBuffer bytes = ByteBuffer.wrap(((isTorn ? "\n" : "") + lines).getBytes(StandardCharsets.UTF_8));
		while (bytes.hasRemaining())
			end += channel.write(bytes, end);
		if (isForced) channel.force(false);
	}

	private boolean endsWithLine(long end) throws IOException {
		ByteBuffer last = ByteBuffer.allocate(1);
		channel.read(last, end - 1);
		return last.get(0) == '\n';
	}

	@Override
	public void close() throws IOException {
		synchronized (THREADS) { // closing any channel of a file gives back all locks of the process on it
			channel.close();
		}
	}
}

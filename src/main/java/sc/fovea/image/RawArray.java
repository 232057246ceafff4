package sc.fovea.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import sc.fovea.image.tiff.RawNumbers;

/**
 * Numbers in a file, one behind the other, read plane by plane.
 *
 * @param channel of the file
 * @param from    first byte of the numbers
 * @param array   their axes
 * @param numbers how they are stored
 */
record RawArray(FileChannel channel, long from, ArrayImage array, RawNumbers numbers) {

	/** A plane in rows. @throws ImageFileException if the file ends before it */
	Object plane(int c, int z, int t) throws IOException {
		int width = array.size('x');
		int height = array.size('y');
		long first = c * array.stride('c') + z * array.stride('z') + t * array.stride('t');
		long last = first + (width - 1) * array.stride('x') + (height - 1) * array.stride('y');
		ByteBuffer bytes = bytes(channel, from + first * numbers.bytes(), Math.toIntExact((last - first + 1) * numbers.bytes()));
		Object plane = numbers.type().array(Math.multiplyExact(width, height));
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				numbers.copy(bytes.array(), Math.toIntExact(x * array.stride('x') + y * array.stride('y')), plane, y * width + x);
		return plane;
	}

	/** Bytes of a file, little-endian. @throws ImageFileException if it ends before them; the message is the part of a sentence that says why */
	static ByteBuffer bytes(FileChannel channel, long at, int count) throws IOException {
		if (at < 0 || count < 0 || at + count > channel.size()) throw new ImageFileException("it is truncated");
		ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
		while (buffer.hasRemaining())
			if (channel.read(buffer, at + buffer.position()) < 0) throw new ImageFileException("it is truncated");
		return buffer.flip();
	}

	/** Checks that a file has all that its header promises, before anything is made for it. @throws ImageFileException likewise, or if it does not fit into memory */
	static void require(Path file, FileChannel channel, long from, long[] shape, RawNumbers numbers) throws IOException {
		long count = 1;
		for (long size : shape) {
			if (size < 1 || size > Integer.MAX_VALUE) throw new ImageFileException("its header promises an axis of " + size + " pixels");
			count = Math.multiplyExact(count, size);
		}
		long needed = Math.multiplyExact(count, numbers.bytes());
		if (from + needed > channel.size()) {
			throw new ImageFileException("it is truncated: its header promises " + needed + " bytes, but " + Math.max(0, channel.size() - from) + " are there");
		}
		ImageFiles.requireMemory(file, (double) count * Float.BYTES);
	}
}

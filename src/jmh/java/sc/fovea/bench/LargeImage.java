package sc.fovea.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import sc.fovea.data.NucleiPlane;
import sc.fovea.data.NucleiScene;

/**
 * Writes an 8-bit TIFF of simulated nuclei that may be larger than memory, band by band, for a trial of the whole pipeline:
 *
 * <pre>
 * mvn -Pbenchmark test-compile exec:exec -Dbenchmark=sc.fovea.bench.LargeImage -Djmh="16384 /tmp/large.tif"
 * FOVEA_OPTS=-Xmx1g target/fovea/bin/fovea segment /tmp/large.tif --output /tmp/large
 * </pre>
 */
public final class LargeImage {

	private static final int BAND = 512;
	private static final int HEADER = 8;
	private static final short SHORT = 3;
	private static final short LONG = 4;

	private LargeImage() {}

	/** @param arguments side in pixels, and the file to write */
	public static void main(String... arguments) throws IOException {
		if (arguments.length != 2) {
			throw new IllegalArgumentException("Expected a side in pixels and a file to write, got " + arguments.length + " arguments.");
		}
		int side = Integer.parseInt(arguments[0]);
		try (FileChannel file = FileChannel.open(Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
			StandardOpenOption.TRUNCATE_EXISTING)) {
			long pixels = (long) side * side;
			write(file, ByteBuffer.allocate(HEADER).put(new byte[] { 'M', 'M', 0, 42 }).putInt((int) (HEADER + pixels)));
			NucleiPlane plane = new NucleiPlane(NucleiScene.uneven(), 1, 0);
			for (int y = 0; y < side; y += BAND) {
				byte[] band = plane.block(0, y, side, Math.min(BAND, side - y)).bytes();
				write(file, ByteBuffer.allocate(band.length).put(band));
			}
			write(file, directory(side));
		}
	}

	private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
		bytes.flip();
		while (bytes.hasRemaining()) {
			file.write(bytes);
		}
	}

	/** The entries of a grey image in one strip behind the header. */
	private static ByteBuffer directory(int side) {
		int[][] entries = { { 256, LONG, side }, { 257, LONG, side }, { 258, SHORT, 8 }, { 259, SHORT, 1 }, { 262, SHORT, 1 }, { 273, LONG, HEADER },
			{ 277, SHORT, 1 }, { 278, LONG, side }, { 279, LONG, side * side } };
		ByteBuffer bytes = ByteBuffer.allocate(2 + 12 * entries.length + 4).putShort((short) entries.length);
		for (int[] entry : entries) {
			bytes.putShort((short) entry[0]).putShort((short) entry[1]).putInt(1);
			bytes.putInt(entry[1] == SHORT ? entry[2] << 16 : entry[2]);
		}
		return bytes.putInt(0);
	}
}

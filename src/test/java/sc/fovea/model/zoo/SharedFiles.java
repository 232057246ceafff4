package sc.fovea.model.zoo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

import sc.fovea.model.Npy;
import sc.fovea.net.Tensor;

/** Models of other programs, in {@code foreign} of the folder FOVEA_SHARED (environment) or of {@code ../shared}; without them tests are skipped. */
final class SharedFiles {

	private SharedFiles() {}

	static Path foreign(String name) {
		Path file = Path.of(System.getenv().getOrDefault("FOVEA_SHARED", "../shared")).resolve("foreign").resolve(name);
		Assumptions.assumeTrue(Files.exists(file), "Expected " + file + " from the folder in FOVEA_SHARED, got nothing of that name.");
		return file;
	}

	/** An array of floats as (1, H, W, C). */
	static Tensor image(Path npy) throws IOException {
		Tensor array = Npy.read(Files.readAllBytes(npy));
		return Tensor.of(array.data(), 1, array.extent(0), array.extent(1), array.rank() > 2 ? array.extent(2) : 1);
	}

	/** An array of 32-bit integers; NumPy's header is a multiple of 64 bytes, its length at byte 8. */
	static int[] integers(Path npy) throws IOException {
		ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(npy)).order(ByteOrder.LITTLE_ENDIAN);
		int start = 10 + Short.toUnsignedInt(file.getShort(8));
		if (!new String(file.array(), 0, start, StandardCharsets.ISO_8859_1).contains("<i4")) {
			throw new IOException("Expected 32-bit integers in " + npy + ".");
		}
		int[] values = new int[(file.capacity() - start) / 4];
		file.position(start).asIntBuffer().get(values);
		return values;
	}
}

package sc.fovea.backend.tensorflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process holds, as Linux tells it. */
final class NativeMemory {

	private static final int PAGE = 4096;

	private NativeMemory() {}

	/** Resident bytes of the process. */
	static long resident() {
		try {
			return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * PAGE;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}

package sc.fovea.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * TensorFlow's native code writes a few lines to the standard error stream that nothing but the stream itself can stop: the log level does
 * not reach them.
 */
final class NativeNoise {

	private static final Path STANDARD_ERROR = Path.of("/dev/fd/2");
	private static final String SILENT = "3";

	private NativeNoise() {}

	/**
	 * Opens the error stream a second time for Java and closes the first one, which Java ties to the null device, for native code. Does nothing on
	 * Windows, where TF_CPP_MIN_LOG_LEVEL asks for TensorFlow's messages, and where the stream is a file, which opened twice has two
	 * positions that would overwrite each other.
	 */
	static void silence() {
		// The reader of HDF5 logs by SLF4J, which else says at each start that nobody listens.
		System.setProperty("slf4j.internal.verbosity", "ERROR");
		if (!SILENT.equals(System.getenv("TF_CPP_MIN_LOG_LEVEL")) || !Files.exists(STANDARD_ERROR) || Files.isRegularFile(STANDARD_ERROR)) return;
		PrintStream own;
		try {
			own = new PrintStream(new FileOutputStream(STANDARD_ERROR.toFile(), true), true);
		}
		catch (IOException e) {
			return; // the stream cannot be opened again, as a socket: the lines stay
		}
		try {
			new FileOutputStream(FileDescriptor.err).close();
		}
		catch (IOException e) {
			own.println("fovea: the native error stream stays open: " + e.getMessage());
		}
		System.setErr(own);
	}
}

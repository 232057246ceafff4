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

	private static final Path STANDARD_INPUT = Path.of("/dev/fd/0");
	private static final Path STANDARD_ERROR = Path.of("/dev/fd/2");
	private static final String SILENT = "3";

	private NativeNoise() {}

	/**
	 * Takes a second way to the error stream for Java and closes the first one, which Java ties to the null device, for native code. Does nothing on
	 * Windows, and where TF_CPP_MIN_LOG_LEVEL asks for TensorFlow's messages.
	 */
	static void silence() {
		// The reader of HDF5 logs by SLF4J, which else says at each start that nobody listens.
		System.setProperty("slf4j.internal.verbosity", "ERROR");
		if (!SILENT.equals(System.getenv("TF_CPP_MIN_LOG_LEVEL")) || !Files.exists(STANDARD_ERROR)) return;
		FileOutputStream second;
		try {
			second = second();
		}
		catch (IOException e) {
			return; // a socket, or a file without bin/fovea: the lines stay
		}
		PrintStream own = new PrintStream(second, true);
		try {
			new FileOutputStream(FileDescriptor.err).close();
		}
		catch (IOException e) {
			own.println("fovea: the native error stream stays open: " + e.getMessage());
		}
		System.setErr(own);
	}

	/**
	 * A file that is opened anew has a position of its own, and what is written by the two ways overwrites each other: {@code bin/fovea} makes the
	 * standard input, from which nothing is read, the error stream once more.
	 */
	private static FileOutputStream second() throws IOException {
		if (!Files.isRegularFile(STANDARD_ERROR)) return new FileOutputStream(STANDARD_ERROR.toFile(), true);
		if (Files.isSameFile(STANDARD_INPUT, STANDARD_ERROR)) return new FileOutputStream(FileDescriptor.in);
		throw new IOException("The error stream is a file.");
	}
}

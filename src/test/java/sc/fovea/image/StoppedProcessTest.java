package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** What the end of a process leaves, while its threads go on beginning files. */
class StoppedProcessTest {

	private static final int THREADS = 4;

	@TempDir
	Path folder;

	/** Begins and leaves sets of files until the process ends. */
	static final class Writer {

		private Writer() {}

		/** @param arguments the folder */
		public static void main(String[] arguments) throws Exception {
			Path folder = Path.of(arguments[0]);
			AtomicFolder.cleanUpAtExit(folder, () -> {});
			for (int i = 0; i < THREADS; i++) {
				Thread thread = new Thread(() -> {
					while (true)
						begin(folder);
				});
				thread.setDaemon(true);
				thread.start();
			}
			Thread.sleep(200);
			System.exit(0);
		}

		private static void begin(Path folder) {
			try (AtomicFolder files = AtomicFolder.begin(folder)) {
				Files.writeString(files.file("a.csv"), "a");
			}
			catch (IOException e) {
				Thread.onSpinWait(); // the process is being stopped
			}
		}
	}

	@RepeatedTest(3)
	void nothing_hidden_is_left_by_threads_that_did_not_know() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
			Writer.class.getName(), folder.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
		assertThat(process.waitFor()).isZero();
		assertThat(folder).isEmptyDirectory();
	}
}

package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.process.ColorProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Colours that two threads read at once as the first thing that a Java does; in a Java that has read pictures before, nothing can go wrong. */
class PictureFilesRaceTest {

	/** Each fails with a probability of about a half where AWT delivers the pixels. */
	private static final int RUNS = 10;

	@TempDir
	Path folder;

	/** Reads pictures, each in a thread of its own, and prints their hashes. @param args files */
	public static void main(String[] args) throws InterruptedException {
		int[] hashes = new int[args.length];
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < args.length; i++) {
			int number = i;
			threads.add(new Thread(() -> hashes[number] = hash(Path.of(args[number]))));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads)
			thread.join();
		System.out.print(Arrays.toString(hashes));
	}

	private static int hash(Path file) {
		try {
			return Arrays.hashCode((int[]) ImageFiles.open(file).getProcessor().getPixels());
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Test
	@Tag("slow")
	void two_threads_that_begin_at_once_see_what_is_there() throws Exception {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.awt.headless=true",
			"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), PictureFilesRaceTest.class.getName()));
		int[] expected = new int[2];
		for (int i = 0; i < 2; i++) {
			int[] pixels = new Random(i).ints(128 * 128).map(colour -> colour | 0xff000000).toArray();
			Path file = folder.resolve(i + ".png");
			ImageWriter.savePng(new ColorProcessor(128, 128, pixels).getBufferedImage(), file);
			expected[i] = Arrays.hashCode(pixels);
			command.add(file.toString());
		}
		for (int run = 0; run < RUNS; run++) {
			Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
			assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).as("run %d", run).isEqualTo(Arrays.toString(expected));
		}
	}
}

package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes write results into one folder, and some are killed: each image has all its files, of one process, or none. */
class TwoProcessesTest {

	private static final int SETS = 40;
	private static final List<String> ENDINGS = List.of("_a", "_b", "_c", "_d");

	@TempDir
	Path folder;

	/** Writes sets of four files. @param args folder and a word that is written into each */
	public static void main(String[] args) throws IOException {
		Path folder = Path.of(args[0]);
		AtomicFolder.prepare(folder);
		for (int i = 0; i < SETS; i++)
			try (AtomicFolder files = AtomicFolder.begin(folder)) {
				for (String ending : ENDINGS)
					Files.writeString(files.file(args[1] + i + ending), args[1]);
				files.publish();
			}
	}

	private Process start(String word) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new ProcessBuilder(java, "-Xmx64m", "-cp", System.getProperty("java.class.path"), TwoProcessesTest.class.getName(), folder.toString(), word)
			.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
	}

	private void pair(int seed, int number) throws Exception {
		List<Process> both = new ArrayList<>(List.of(start("x" + number + "_"), start("y" + number + "_")));
		if (seed % 2 == 0) {
			Thread.sleep(300 + new Random(seed).nextInt(700));
			both.get(0).destroyForcibly();
		}
		for (Process process : both)
			assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
		assertThat(both.get(1).exitValue()).isZero();
	}

	private void check(int pairs) throws IOException {
		AtomicFolder.prepare(folder);
		List<String> names;
		try (Stream<Path> files = Files.list(folder)) {
			names = files.map(file -> file.getFileName().toString()).toList();
		}
		assertThat(names).noneMatch(name -> name.startsWith("."));
		for (int number = 0; number < pairs; number++)
			for (int i = 0; i < SETS; i++) {
				int set = i;
				int pair = number;
				assertThat(ENDINGS).allMatch(ending -> names.contains("y" + pair + "_" + set + ending));
				assertThat(ENDINGS.stream().filter(ending -> names.contains("x" + pair + "_" + set + ending)).count()).isIn(0L, 4L);
			}
	}

	@Test
	@Tag("slow")
	void each_set_is_whole_or_not_there() throws Exception {
		for (int number = 0; number < 10; number++)
			pair(number, number);
		check(10);
	}
}

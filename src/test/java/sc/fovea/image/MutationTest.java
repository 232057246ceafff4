package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thinned run of src/jmh/java/sc/fovea/bench/ReadMutations.java. */
class MutationTest {

	@TempDir
	Path folder;

	private void run(int seed, int times) throws Exception {
		List<FileMutations.Input> inputs = MutationInputs.all(folder);
		long before = openFiles();
		FileMutations.Outcome outcome = FileMutations.run(inputs, new Random(seed), times, folder);
		assertThat(outcome.wrong()).isEmpty();
		assertThat(outcome.read()).isPositive();
		assertThat(outcome.refused()).isPositive();
		assertThat(openFiles()).as("open files, where the system tells them").isLessThan(before + 10);
	}

	private static long openFiles() {
		String[] open = new File("/proc/self/fd").list();
		return open == null ? 0 : open.length;
	}

	@Test
	void a_few_changed_files_of_every_kind_are_read_or_refused() throws Exception {
		run(1, 3);
	}

	@Test
	@Tag("slow")
	void thousands_of_changed_files_are_read_or_refused() throws Exception {
		run(2, 50);
	}
}

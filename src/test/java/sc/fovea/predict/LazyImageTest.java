package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An image of ImgLib2 whose pixels are computed where they are visited is segmented into one over a mapped file, both larger than the heap of the process: 20,000 ×
 * 20,000 pixels are 400 MB, and their labels 1.6 GB.
 */
class LazyImageTest {

	@TempDir
	private Path folder;

	private long[] run(int side, boolean compare) throws IOException, InterruptedException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-Xmx1g", "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"),
			LazyImageRun.class.getName(), folder.toString(), Integer.toString(side), Boolean.toString(compare)).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
		long[] found = Arrays.stream(output.strip().split(" ")).mapToLong(Long::parseLong).toArray();
		assertThat(found[1]).as("pixels that are foreground in only one, of " + found[2]).isLessThan(found[2] / 100);
		assertThat(folder.resolve("labels.raw")).hasSize(4L * side * side);
		return found;
	}

	@Tag("slow")
	@Test
	void labels_over_a_mapped_file_are_those_of_the_command_line() throws IOException, InterruptedException {
		long[] found = run(3_000, true);
		assertThat(found[0]).isGreaterThan(1_000);
		assertThat(found[3]).as("pixels that differ").isZero();
	}

	@Test
	@Tag("slow")
	void an_image_larger_than_memory_is_segmented_into_a_mapped_file() throws IOException, InterruptedException {
		assertThat(run(20_000, false)[0]).isGreaterThan(80_000);
	}
}

package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;

import sc.fovea.image.ImageFiles;

/** An image of 16,384 × 16,384 pixels, whose labels alone would take 1 GB, is segmented from file to file in a heap of 1 GB. */
class LargeImageTest {

	private static final int SIDE = 16_384;

	@TempDir
	private Path folder;

	@Test
	@Tag("slow")
	void an_image_larger_than_memory_is_segmented_from_file_to_file() throws IOException, InterruptedException {
		long[] found = run();
		long nuclei = found[0];
		long objects = found[1];
		assertThat(nuclei).isGreaterThan(50_000);
		assertThat(objects).isBetween(nuclei * 99 / 100, nuclei);
		assertThat(found[2]).as("pixels that are foreground in only one, of " + found[3]).isLessThan(found[3] / 100);
		ImagePlus labels = ImageFiles.open(folder.resolve("labels.tif"));
		assertThat(new int[] { labels.getWidth(), labels.getHeight() }).containsExactly(SIDE, SIDE);
	}

	private long[] run() throws IOException, InterruptedException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-Xmx1g", "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"),
			LargeImageRun.class.getName(), folder.toString(), Integer.toString(SIDE)).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
		return Arrays.stream(output.strip().split(" ")).mapToLong(Long::parseLong).toArray();
	}
}

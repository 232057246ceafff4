package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.process.ShortProcessor;
import sc.fovea.image.ImageWriter;

class ProposePlacesTest {

	@TempDir
	private Path folder;

	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();

	private int run(String... arguments) {
		return Fovea.run(new Terminal(new PrintWriter(out), new PrintWriter(err), false), arguments);
	}

	/** Two squares of another value than the rest, numbered 1 and 2 in the labels. */
	private void save(String name, int ground, int first, int second) throws IOException {
		Files.createDirectories(folder.resolve(name).getParent());
		ShortProcessor pixels = new ShortProcessor(80, 60);
		pixels.setValue(ground);
		pixels.fill();
		pixels.setValue(first);
		pixels.setRoi(8, 10, 24, 24);
		pixels.fill();
		pixels.setValue(second);
		pixels.setRoi(44, 22, 26, 30);
		pixels.fill();
		ImageWriter.saveTiff(new ImagePlus("", pixels), folder.resolve(name));
	}

	@Test
	void curves_and_proposals_are_written_and_told() throws IOException {
		save("images/a.tif", 1000, 3000, 3500);
		save("labels/a.tif", 0, 1, 2);
		Path results = folder.resolve("results");
		assertThat(run("propose", "--data", folder.toString(), "--proposer", "selective-search,image-windows", "--most", "150", "--output", results.toString()))
			.as(err.toString()).isZero();
		assertThat(out.toString())
			.startsWith("selective-search: 2 true boxes; recall at IoU 0.5 (0.7) with 100 proposals 1.000 (1.000), with 150 proposals 1.000")
			.contains("\nimage-windows: 2 true boxes; ").contains("Results are in ");
		List<String> recall = Files.readAllLines(results.resolve("recall.csv"));
		assertThat(recall).first().isEqualTo("proposer,proposals,recall@0.5,recall@0.7,average_recall@0.5:0.95");
		assertThat(recall).anyMatch(line -> line.startsWith("selective-search,150,1.000000,1.000000,"))
			.anyMatch(line -> line.startsWith("image-windows,150,1.0"));
		List<String> proposals = Files.readAllLines(results.resolve("a_selective-search.csv"));
		assertThat(proposals).first().isEqualTo("score,x,y,width,height");
		assertThat(proposals).anyMatch(line -> line.endsWith(",8.000000,10.000000,24.000000,24.000000"))
			.anyMatch(line -> line.endsWith(",44.000000,22.000000,26.000000,30.000000"));
		assertThat(results.resolve("a_image-windows.csv")).isNotEmptyFile();
		assertThat(results.resolve("recall.png")).isNotEmptyFile();
	}

	@Test
	void what_cannot_be_done_is_one_line_and_leaves_nothing() throws IOException {
		save("images/a.tif", 1000, 3000, 3500);
		save("labels/a.tif", 0, 1, 2);
		Path results = folder.resolve("results");
		assertThat(run("propose", "--data", folder.toString(), "--proposer", "selective-serch", "--output", results.toString())).isEqualTo(2);
		assertThat(err.toString()).startsWith("fovea: Expected one of the proposers image-windows, selective-search, got 'selective-serch'.")
			.contains("Did you mean 'selective-search'?").containsOnlyOnce("\n");
		assertThat(run("propose", "--data", folder.toString(), "--most", "0", "--output", results.toString())).isEqualTo(2);
		assertThat(err.toString()).endsWith("fovea: \"most\" must be at least 1, but is 0.\n");
		assertThat(run("propose", "--data", folder.resolve("none").toString(), "--output", results.toString())).isEqualTo(2);
		assertThat(results).doesNotExist();
	}
}

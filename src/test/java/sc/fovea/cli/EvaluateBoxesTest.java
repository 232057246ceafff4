package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.command.BlobModel;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.VocFile;
import sc.fovea.geometry.Box;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;

/** A model that finds boxes around discs is compared with boxes in VOC XML. */
class EvaluateBoxesTest extends ShellTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	@BeforeAll
	static void installModel() throws IOException {
		BlobModel.install(models);
	}

	@BeforeEach
	void makeFolders() throws IOException {
		Files.createDirectories(folder.resolve("images"));
		Files.createDirectories(folder.resolve("labels"));
	}

	/** An image of discs at (20, 20) and (60, 40). */
	private void write(String name, LabelledBox... truth) throws IOException {
		ImageWriter.saveTiff(BlobModel.image(name, new int[] { 20, 20 }, new int[] { 60, 40 }), folder.resolve("images/" + name + ".tif"));
		VocFile.write(folder.resolve("labels/" + name + ".xml"), name + ".tif", new Extent(96, 80, 1, 1), List.of(truth));
	}

	private static LabelledBox box(String label, int x, int y) {
		return LabelledBox.of(label, new Box(x - 6, y - 6, 12, 12));
	}

	private int evaluate(Object... more) {
		Object[] arguments = { "evaluate", "--model", BlobModel.BOXES, "--data", folder, "--output", folder.resolve("out"), "--scale", 1 };
		return run(Stream.concat(Stream.of(arguments), Stream.of(more)).toArray());
	}

	@Test
	void average_precision_of_each_class_is_written_with_the_worst_pictures() throws IOException {
		write("good", box("bright", 20, 20), box("bright", 60, 40));
		write("poor", box("bright", 20, 20), box("dark", 60, 40));
		assertThat(evaluate("--worst", 1)).as(err.toString()).isZero();
		List<String> rows = Files.readAllLines(folder.resolve("out/evaluation.csv"));
		assertThat(rows.get(0)).startsWith("class,true_objects,predicted_objects,matched@0.5,precision@0.5,recall@0.5,AP@0.5,");
		assertThat(rows.get(1)).startsWith("bright,3,4,3,0.750000,1.000000,");
		assertThat(rows.get(2)).startsWith("dark,1,0,0,NaN,0.000000,0.000000,");
		assertThat(folder.resolve("out/precision_recall.csv")).content().startsWith("class,score,recall,precision\nbright,");
		assertThat(folder.resolve("out/evaluation.png")).isNotEmptyFile();
		assertThat(Files.readAllLines(folder.resolve("out/images.csv")).get(1)).startsWith("poor,");
		ImagePlus worst = ImageFiles.open(folder.resolve("out/worst_1_poor.png"));
		assertThat(worst.getWidth()).isEqualTo(96);
		assertThat(out.toString()).contains("mAP@0.5 ").contains("2 images");
	}

	@Test
	void a_class_that_the_model_does_not_know_is_named() throws IOException {
		write("good", box("blue", 20, 20));
		assertThat(evaluate()).isEqualTo(2);
		assertThat(err.toString()).contains("Expected objects of the classes bright, dark, got 'blue' in").contains("good.xml");
	}

	@Test
	void another_task_than_the_models_is_refused() throws IOException {
		write("good", box("bright", 20, 20));
		assertThat(evaluate("--task", "instance-segmentation")).isEqualTo(2);
		assertThat(err.toString()).contains("A model for instance-segmentation is expected, but this one is for detection.");
	}
}

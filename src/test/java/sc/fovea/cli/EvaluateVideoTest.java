package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.image.ImageWriter;

/** Squares that were found some pixels beside the true ones: {@code fovea evaluate --task video}. */
class EvaluateVideoTest extends ShellTest {

	@TempDir
	Path folder;

	/** A square of 10 × 10 pixels of 40 × 30. */
	private static ImageProcessor square(ImageProcessor pixels, int x, int id) {
		pixels.setValue(id);
		pixels.setRoi(x, 8, 10, 10);
		pixels.fill();
		pixels.resetRoi();
		return pixels;
	}

	/** Labels of two frames. */
	private Path film(String name, int first, int second, int id) throws IOException {
		ImageStack stack = new ImageStack(40, 30);
		stack.addSlice(square(new ShortProcessor(40, 30), first, id));
		stack.addSlice(square(new ShortProcessor(40, 30), second, id));
		ImagePlus image = new ImagePlus(name, stack);
		image.setDimensions(1, 1, 2);
		Files.createDirectories(folder.resolve(name).getParent());
		ImageWriter.saveTiff(image, folder.resolve(name));
		return folder.resolve(name);
	}

	private int evaluate(Path truth, Path found, Object... more) {
		return run(Stream
			.concat(Stream.of("evaluate", "--task", "video", "--data", truth, "--predicted", found, "--output", folder.resolve("scores")), Stream.of(more))
			.toArray());
	}

	@Test
	void a_film_of_labels_is_compared_with_a_folder_of_masks() throws IOException {
		for (int t = 9; t <= 10; t++) {
			Files.createDirectories(folder.resolve("masks"));
			ImageWriter.savePng(new ImagePlus("", square(new ByteProcessor(40, 30), t == 9 ? 5 : 10, 255)), folder.resolve("masks/t" + t + ".png"));
		}
		assertThat(evaluate(folder.resolve("masks"), film("found/film_labels.tif", 5, 15, 1))).as(err.toString()).isZero();
		assertThat(out.toString()).contains("mean_IoU 0.667, wrong_pixels_per_frame 50.0, 2 frames of 1 film");
		assertThat(Files.readAllLines(folder.resolve("scores/evaluation.csv"))).containsExactly("film,frames,mean_IoU,wrong_pixels_per_frame",
			"masks,2,0.666667,50.000000");
		assertThat(Files.readAllLines(folder.resolve("scores/frames.csv"))).containsExactly("film,frame,IoU,wrong_pixels,missed_pixels,false_pixels",
			"masks,1,1.000000,0,0,0", "masks,2,0.333333,100,50,50");
	}

	@Test
	void films_of_two_folders_are_paired_by_their_names() throws IOException {
		film("truth/a.tif", 5, 5, 3);
		film("truth/b.tif", 5, 5, 3);
		film("found/a_labels.tif", 5, 5, 1);
		film("found/b_labels.tif", 20, 20, 1);
		film("found/b_overlay.tif", 0, 0, 1);
		assertThat(evaluate(folder.resolve("truth"), folder.resolve("found"))).as(err.toString()).isZero();
		List<String> rows = Files.readAllLines(folder.resolve("scores/evaluation.csv"));
		assertThat(rows.subList(1, 4)).containsExactly("a,2,1.000000,0.000000", "b,2,0.000000,200.000000", "all,4,0.500000,100.000000");
		Files.delete(folder.resolve("found/b_labels.tif"));
		film("found/c_labels.tif", 5, 5, 1);
		assertThat(evaluate(folder.resolve("truth"), folder.resolve("found"))).isEqualTo(2);
		assertThat(err.toString()).contains("Expected labels of the film \"b\"");
	}

	@Test
	void what_cannot_be_compared_is_refused_in_a_sentence() throws IOException {
		Path truth = film("truth.tif", 5, 5, 3);
		ImageWriter.savePng(new ImagePlus("", new ByteProcessor(40, 30)), folder.resolve("single.png"));
		assertThat(evaluate(truth, folder.resolve("single.png"))).isEqualTo(2);
		assertThat(err.toString()).contains("Expected 2 frames of 40x30 pixels").contains("got 1 frames of 40x30 pixels");
		assertThat(evaluate(truth, truth, "--worst", 3)).isEqualTo(2);
		assertThat(err.toString()).contains("With --task video only --data, --predicted and --output count, but --worst is given.");
		assertThat(folder.resolve("scores")).doesNotExist();
	}
}

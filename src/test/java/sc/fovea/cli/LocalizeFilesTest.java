package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.command.BlobModel;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.VocFile;
import sc.fovea.geometry.Box;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.roi.RoiFiles;

/** Files of bright rectangles, and a model that finds them: {@code fovea localize}, and {@code fovea evaluate} on such a model. */
class LocalizeFilesTest extends ShellTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	@BeforeAll
	static void installModel() throws IOException {
		BlobModel.install(models);
	}

	private Path image(String name, Box box) throws IOException {
		ByteProcessor pixels = new ByteProcessor(320, 240);
		pixels.setColor(10);
		pixels.fill();
		pixels.setColor(200);
		pixels.fill(new Roi(box.x(), box.y(), box.width(), box.height()));
		ImagePlus image = new ImagePlus(name, pixels);
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		image.getCalibration().setUnit("um");
		Files.createDirectories(folder.resolve("images"));
		ImageWriter.saveTiff(image, folder.resolve("images/" + name + ".tif"));
		return folder.resolve("images/" + name + ".tif");
	}

	private void annotated(String name, Box drawn, LabelledBox... truth) throws IOException {
		image(name, drawn);
		Files.createDirectories(folder.resolve("labels"));
		VocFile.write(folder.resolve("labels/" + name + ".xml"), name + ".tif", new Extent(320, 240, 1, 1), List.of(truth));
	}

	private int localize(Object... arguments) {
		return run(Stream.concat(Stream.of("localize", "--model", BlobModel.ONE_BOX, "--output", folder.resolve("out")), Stream.of(arguments)).toArray());
	}

	@Test
	void what_cannot_be_done_leaves_nothing() throws IOException {
		assertThat(run("localize", image("a", new Box(40, 30, 80, 60)), "--model", BlobModel.BOXES, "--output", folder.resolve("other"))).isEqualTo(2);
		assertThat(folder.resolve("other")).doesNotExist();
		assertThat(localize(Files.writeString(folder.resolve("bad.tif"), "no image"))).isEqualTo(1);
		assertThat(folder.resolve("out")).isEmptyDirectory();
	}

	@Test
	void each_image_gets_a_box_and_a_picture_and_the_folder_a_table() throws IOException {
		image("a", new Box(40, 30, 80, 60));
		image("b", new Box(200, 100, 100, 120));
		assertThat(localize(folder.resolve("images"))).as(err.toString()).isZero();
		try (Stream<Path> files = Files.list(folder.resolve("out"))) {
			assertThat(files.map(f -> f.getFileName().toString()).sorted()).containsExactly("a_overlay.png", "a_rois.zip", "b_overlay.png", "b_rois.zip",
				"localizations.csv", "summary.csv");
		}
		List<String> rows = Files.readAllLines(folder.resolve("out/localizations.csv"));
		assertThat(rows).hasSize(3);
		assertThat(rows.get(0)).startsWith("image,label,score,x,y,width,height,calibrated_x,");
		String[] cells = rows.get(2).split(",");
		assertThat(cells).startsWith("b.tif", "bright");
		double[] box = Stream.of(cells).skip(3).limit(8).mapToDouble(Double::parseDouble).toArray();
		assertThat(box).containsExactly(new double[] { 200, 100, 100, 120, 100, 50, 50, 60 }, within(4.5));
		List<Roi> rois = RoiFiles.read(folder.resolve("out/b_rois.zip"));
		assertThat(rois).extracting(Roi::getName).containsExactly("bright-0001");
		assertThat(out.toString()).contains("2 images, 2 objects");
	}

	@Test
	void an_image_that_fails_does_not_stop_the_others() throws IOException {
		Path good = image("a", new Box(40, 30, 80, 60));
		Path bad = Files.writeString(folder.resolve("bad.tif"), "no image");
		assertThat(localize(bad, good)).isEqualTo(1);
		assertThat(err.toString()).contains("bad.tif");
		assertThat(Files.readAllLines(folder.resolve("out/localizations.csv"))).hasSize(2);
	}

	@Test
	void a_model_for_something_else_is_refused_in_one_sentence() throws IOException {
		Path good = image("a", new Box(40, 30, 80, 60));
		assertThat(run("localize", good, "--model", BlobModel.BOXES, "--output", folder.resolve("out"))).isEqualTo(2);
		assertThat(err.toString())
			.contains("fovea: Expected a model for localization, got 'blob-boxes' for object detection, which Detect... and \"fovea detect\" use.");
	}

	@Test
	void a_model_is_judged_on_the_images_that_hold_exactly_one_object() throws IOException {
		Box box = new Box(40, 30, 80, 60);
		annotated("half", box, LabelledBox.of("bright", new Box(40, 30, 80, 100)));
		annotated("right", box, LabelledBox.of("bright", box), LabelledBox.of("blue", new Box(1, 1, 9, 9)));
		annotated("wrong", box, LabelledBox.of("dark", box));
		annotated("two", box, LabelledBox.of("bright", box), LabelledBox.of("dark", new Box(1, 1, 9, 9)));
		assertThat(run("evaluate", "--model", BlobModel.ONE_BOX, "--data", folder, "--output", folder.resolve("out"), "--worst", 1)).as(err.toString())
			.isZero();
		List<String> classes = Files.readAllLines(folder.resolve("out/evaluation.csv"));
		assertThat(classes.get(0)).isEqualTo("class,images,median_IoU,IoU>=0.5,IoU>=0.75,recognised");
		assertThat(classes.get(1)).startsWith("bright,2,0.7").endsWith(",0.500000,1.000000");
		assertThat(classes.get(2)).startsWith("dark,1,0.9").endsWith(",1.000000,1.000000,0.000000");
		assertThat(Files.readAllLines(folder.resolve("out/images.csv"))).hasSize(4).element(1).asString().startsWith("wrong,dark,bright,0.5");
		assertThat(ImageFiles.open(folder.resolve("out/worst_1_wrong.png")).getWidth()).isEqualTo(320);
		assertThat(folder.resolve("out/summary.csv")).content().contains("median_IoU,0.9").contains("accuracy,0.666667");
		assertThat(out.toString()).contains("3 images").contains("two.tif (image without exactly one object of interest)");
	}

	@Test
	void another_task_or_settings_for_many_objects_are_refused() throws IOException {
		annotated("right", new Box(40, 30, 80, 60), LabelledBox.of("bright", new Box(40, 30, 80, 60)));
		Object[] arguments = { "evaluate", "--model", BlobModel.ONE_BOX, "--data", folder, "--output", folder.resolve("out") };
		assertThat(run(Stream.concat(Stream.of(arguments), Stream.of("--task", "detection")).toArray())).isEqualTo(2);
		assertThat(err.toString()).contains("A model for detection is expected, but this one is for localization.");
		assertThat(run(Stream.concat(Stream.of(arguments), Stream.of("--overlap", "0.5")).toArray())).isEqualTo(2);
		assertThat(err.toString()).contains("leave them at 0");
	}
}

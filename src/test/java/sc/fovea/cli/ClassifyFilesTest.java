package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.command.BrightnessModel;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.task.classification.ImageClasses;
import sc.fovea.task.classification.LargeImages;
import sc.fovea.task.classification.Temperature;
import sc.fovea.train.TextureFolders;

/** From folders of images to a model, and from a model to a table. */
class ClassifyFilesTest extends ShellTest {

	@TempDir
	Path folder;

	@BeforeEach
	void install() throws IOException {
		BrightnessModel.install(folder.resolve("models"));
		Files.createDirectories(folder.resolve("images"));
		ImageWriter.saveTiff(BrightnessModel.image("", 255), folder.resolve("images/a.tif"));
		ImageWriter.saveTiff(BrightnessModel.image("", 0), folder.resolve("images/b.tif"));
	}

	@Test
	void a_folder_becomes_a_table() throws IOException {
		Path output = folder.resolve("classes.csv");
		assertThat(run("classify", folder.resolve("images"), "--model", "brightness", "--output", output)).as(err.toString()).isZero();
		assertThat(Files.readAllLines(output)).containsExactly("image,label,score,bright,dark", "a.tif,bright,0.999665,0.999665,0.000335",
			"b.tif,dark,0.999665,0.000335,0.999665");
		assertThat(out.toString()).contains("2 rows, ").contains(output.toString());
	}

	@Test
	void what_cannot_be_read_is_told_and_the_rest_is_classified() throws IOException {
		Files.writeString(folder.resolve("images/c.png"), "no image");
		Path output = folder.resolve("classes.csv");
		assertThat(run("classify", folder.resolve("images"), "--model", "brightness", "--output", output)).isEqualTo(Subcommand.SOME_FAILED);
		assertThat(err.toString()).contains("c.png").hasLineCount(1);
		assertThat(Files.readAllLines(output)).hasSize(3);
		assertThat(run("classify", folder.resolve("none"), "--model", "brightness", "--output", folder.resolve("x.csv"))).isEqualTo(Subcommand.NOTHING_DONE);
		assertThat(folder.resolve("x.csv")).doesNotExist();
	}

	@Test
	void a_resumed_run_sees_that_a_file_of_the_options_has_another_content() throws IOException {
		Files.createDirectories(folder.resolve("cells"));
		Files.createDirectories(folder.resolve("labels"));
		objects();
		Path labels = folder.resolve("labels/one_labels.tif");
		Object[] command = { "classify", folder.resolve("cells"), "--model", "brightness", "--output", folder.resolve("out"), "--labels", labels, "--resume" };
		assertThat(run(command)).as(err.toString()).isZero();
		assertThat(run(command)).isZero();
		assertThat(out.toString()).contains("1 before or elsewhere");
		ImagePlus ids = ImageFiles.open(labels);
		ids.getProcessor().set(10, 1, 9);
		ImageWriter.saveTiff(ids, labels);
		assertThat(run(command)).isZero();
		assertThat(out.toString().lines().filter(line -> line.contains("before or elsewhere"))).as("of the second run alone").hasSize(1);
		assertThat(Files.readAllLines(folder.resolve("out/classes.csv"))).hasSize(4);
	}

	@Test
	void a_table_of_a_tree_of_folders_leaves_no_empty_folders_beside_it() throws IOException {
		Files.createDirectories(folder.resolve("images/day/one"));
		ImageWriter.saveTiff(BrightnessModel.image("", 255), folder.resolve("images/day/one/c.tif"));
		Path output = folder.resolve("all");
		Files.createDirectories(output.resolve("mine"));
		assertThat(run("classify", folder.resolve("images"), "--model", "brightness", "--output", output, "--recursive")).as(err.toString()).isZero();
		assertThat(Files.readAllLines(output.resolve("classes.csv"))).hasSize(4);
		assertThat(output.resolve("day")).doesNotExist();
		assertThat(output.resolve("mine")).isEmptyDirectory();
	}

	@Test
	void a_folder_as_output_gets_the_table_the_most_probable_classes_and_a_montage() throws IOException {
		Path output = folder.resolve("all");
		assertThat(run("classify", folder.resolve("images"), "--model", "brightness", "--output", output, "--top", 1)).as(err.toString()).isZero();
		assertThat(Files.readAllLines(output.resolve("classes.csv"))).containsExactly("image,label,score,bright,dark",
			"a.tif,bright,0.999665,0.999665,0.000335",
			"b.tif,dark,0.999665,0.000335,0.999665");
		assertThat(Files.readAllLines(output.resolve("top.csv"))).containsExactly("image,rank,label,probability", "a.tif,1,bright,0.999665",
			"b.tif,1,dark,0.999665");
		BufferedImage montage = ImageIO.read(output.resolve("montage.png").toFile());
		assertThat(montage.getWidth()).isGreaterThan(500);
		assertThat(output).isDirectoryNotContaining("glob:**/*_classes.tif");
		assertThat(run("classify", folder.resolve("images"), "--model", "brightness", "--output", folder.resolve("x.csv"), "--top", 1)).isEqualTo(
			Subcommand.NOTHING_DONE);
		assertThat(err.toString()).contains("\"top\" makes a table in a folder").hasLineCount(1);
	}

	/** Two objects in a plane of 20x12: a bright square 2 to 5 by 2 to 5 and a dark one 12 to 15 by 6 to 9. */
	private void objects() throws IOException {
		ByteProcessor pixels = new ByteProcessor(20, 12);
		ByteProcessor ids = new ByteProcessor(20, 12);
		for (int y = 0; y < 4; y++) {
			for (int x = 0; x < 4; x++) {
				pixels.set(2 + x, 2 + y, 255);
				ids.set(2 + x, 2 + y, 7);
				ids.set(12 + x, 6 + y, 3);
			}
		}
		ImageWriter.saveTiff(new ImagePlus("", pixels), folder.resolve("cells/one.tif"));
		ImageWriter.saveTiff(new ImagePlus("", ids), folder.resolve("labels/one_labels.tif"));
	}

	@Test
	void each_object_of_a_label_image_gets_a_class_and_its_colour() throws IOException {
		Files.createDirectories(folder.resolve("cells"));
		Files.createDirectories(folder.resolve("labels"));
		objects();
		Path output = folder.resolve("objects");
		assertThat(run("classify", folder.resolve("cells"), "--model", "brightness", "--output", output, "--labels", folder.resolve("labels")))
			.as(err.toString())
			.isZero();
		assertThat(Files.readAllLines(output.resolve("classes.csv"))).containsExactly("image,object,label,score,bright,dark",
			"one.tif,3,dark,0.999665,0.000335,0.999665", "one.tif,7,bright,0.999665,0.999665,0.000335");
		ImagePlus classes = ImageFiles.open(output.resolve("one_classes.tif"));
		assertThat(classes.getProcessor().get(3, 3)).isEqualTo(1);
		assertThat(classes.getProcessor().get(13, 7)).isEqualTo(2);
		assertThat(classes.getProcessor().get(0, 0)).isZero();
		assertThat(run("classify", folder.resolve("cells"), "--model", "brightness", "--output", folder.resolve("wide.csv"), "--labels",
			folder.resolve("labels/one_labels.tif"), "--margin", 1)).as(err.toString()).isZero();
		// A square of 12 pixels, of which 4 x 4 are bright: 16 / 144 = 0.11
		assertThat(Files.readAllLines(folder.resolve("wide.csv")).get(2)).startsWith("one.tif,7,dark,");
		assertThat(
			run("classify", folder.resolve("images"), "--model", "brightness", "--output", folder.resolve("x.csv"), "--labels", folder.resolve("labels")))
			.isEqualTo(Subcommand.NOTHING_DONE);
		assertThat(err.toString()).contains("a_labels", "none");
		assertThat(run("classify", folder.resolve("images"), "--model", "brightness", "--output", folder.resolve("x.csv"), "--margin", 1)).isEqualTo(
			Subcommand.NOTHING_DONE);
	}

	@Test
	void images_side_by_side_give_the_same_table_in_the_same_order() throws IOException {
		for (int i = 0; i < 70; i++) {
			ImageWriter.saveTiff(BrightnessModel.image("", i * 3), folder.resolve(String.format("images/n%02d.tif", i)));
		}
		assertThat(run("classify", folder.resolve("images"), "--model", "brightness", "--output", folder.resolve("one.csv"), "--jobs", 1)).isZero();
		assertThat(run("classify", folder.resolve("images"), "--model", "brightness", "--output", folder.resolve("four.csv"), "--jobs", 4)).isZero();
		assertThat(Files.readAllLines(folder.resolve("one.csv"))).hasSize(73);
		assertThat(folder.resolve("four.csv")).hasSameTextualContentAs(folder.resolve("one.csv"));
	}

	@Test
	void larger_images_are_shrunk_or_seen_in_parts_as_asked() throws IOException {
		ByteProcessor pixels = new ByteProcessor(24, 24); // the model sees 8x8
		pixels.setValue(255);
		pixels.setRoi(8, 8, 8, 8);
		pixels.fill();
		Path image = folder.resolve("middle.tif");
		ImageWriter.saveTiff(new ImagePlus("", pixels), image);
		assertThat(row(image, "model")).isEqualTo(row(image, "resize")).startsWith("middle.tif,dark,");
		assertThat(row(image, "crop")).isEqualTo("middle.tif,bright,0.999665,0.999665,0.000335");
		// One of nine tiles is bright
		double bright = (0.999665 + 8 * 0.000335) / 9;
		assertThat(Double.parseDouble(row(image, "tile").split(",")[3])).isCloseTo(bright, offset(1e-5));
		assertThat(run("classify", image, "--model", "brightness", "--output", folder.resolve("x.csv"), "--larger", "half")).isEqualTo(Subcommand.NOTHING_DONE);
	}

	private String row(Path image, String larger) throws IOException {
		Path output = folder.resolve(larger + ".csv");
		assertThat(run("classify", image, "--model", "brightness", "--output", output, "--larger", larger)).as(err.toString()).isZero();
		return Files.readAllLines(output).get(1);
	}

	@Test
	void temperature_and_larger_images_are_kept_in_an_archive() throws IOException {
		Model plain = ModelArchive.read(folder.resolve("models/brightness.zip"));
		ImageClasses settings = ((ImageClasses) plain.task()).with(new Temperature(2)).with(LargeImages.CROP);
		ModelArchive.write(plain.withTask(settings), folder.resolve("warm.zip"));
		assertThat(ModelArchive.read(folder.resolve("warm.zip")).task()).isEqualTo(settings);
		assertThat(run("classify", folder.resolve("images/a.tif"), "--model", folder.resolve("warm.zip"), "--output", folder.resolve("warm.csv"))).isZero();
		double half = 1 / (1 + Math.exp(-4)); // softmax of scores 4 and -4, halved
		assertThat(Double.parseDouble(Files.readAllLines(folder.resolve("warm.csv")).get(1).split(",")[2])).isCloseTo(half, offset(1e-5));
	}

	@Test
	void folders_of_classes_become_a_model() throws IOException {
		TextureFolders.write(folder.resolve("data"), 3);
		Path output = folder.resolve("textures.zip");
		assertThat(run("train", "--data", folder.resolve("data"), "--output", output, "--steps", 1, "--side", 32, "--batch", 2,
			"--label-smoothing", 0.1)).as(err.toString()).isZero();
		assertThat(out.toString()).contains("6 images of 2 classes: coarse 3, fine 3.",
			"Every class has as many images; every class is shown to the network equally often.",
			"Trained after 1 step: ", "balanced accuracy ");
		Model model = ModelArchive.read(output);
		assertThat(((ImageClasses) model.task()).classes()).containsExactly("coarse", "fine");
		assertThat(((ImageClasses) model.task()).orientations()).isEmpty();
		assertThat(run("evaluate", "--model", output, "--data", folder.resolve("data"), "--output", folder.resolve("judged"))).as(err.toString()).isZero();
		assertThat(folder.resolve("judged/roc.csv")).isNotEmptyFile();
		assertThat(folder.resolve("judged/calibration.csv")).isNotEmptyFile();
		assertThat(folder.resolve("judged/summary.csv")).content().contains("expected_calibration_error,");
	}

	@Tag("slow")
	@Test
	void all_orientations_and_the_width_of_a_new_network_are_kept_in_the_model() throws IOException {
		TextureFolders.write(folder.resolve("data"), 3);
		Path output = folder.resolve("textures.zip");
		assertThat(run("train", "--task", "classification", "--data", folder.resolve("data"), "--output", output, "--steps", 1, "--side", 32, "--batch", 2,
			"--orientations", 8, "--architecture", "mobilenet-v1", "--width", 0.25)).as(err.toString()).isZero();
		Model model = ModelArchive.read(output);
		assertThat(((ImageClasses) model.task()).orientations()).hasValue(8);
		assertThat(model.network().shapes().get("conv_pw_13").channels()).isEqualTo(256);
		assertThat(run("classify", folder.resolve("images"), "--model", output, "--output", folder.resolve("x.csv"))).as(err.toString()).isZero();
	}

	@Test
	void a_width_without_a_new_network_and_odd_numbers_of_orientations_are_refused() throws IOException {
		TextureFolders.write(folder.resolve("data"), 2);
		Path output = folder.resolve("x.zip");
		assertThat(run("train", "--task", "classification", "--data", folder.resolve("data"), "--output", output, "--orientations", 4)).isEqualTo(
			Subcommand.NOTHING_DONE);
		assertThat(err.toString()).contains("1 or 8 orientations, got 4").hasLineCount(1);
		assertThat(run("train", "--task", "instance-segmentation", "--data", folder.resolve("data"), "--output", output, "--orientations", 8)).isEqualTo(
			Subcommand.NOTHING_DONE);
		assertThat(err.toString()).contains("task classification only");
		assertThat(run("train", "--task", "classification", "--data", folder.resolve("data"), "--output", output, "--width", 0.5, "--weights", "w.h5"))
			.isEqualTo(Subcommand.NOTHING_DONE);
		assertThat(err.toString()).contains("beside pretrained weights").doesNotContain("Exception");
		assertThat(run("train", "--task", "classification", "--data", folder.resolve("data"), "--output", output, "--width", 17)).isEqualTo(
			Subcommand.NOTHING_DONE);
		assertThat(err.toString()).contains("1/16 to 16, got 17");
	}

	@Test
	void options_of_other_tasks_are_refused() throws IOException {
		TextureFolders.write(folder.resolve("data"), 2);
		Path output = folder.resolve("x.zip");
		assertThat(run("train", "--task", "instance-segmentation", "--data", folder.resolve("data"), "--output", output, "--folds", 3))
			.isEqualTo(Subcommand.NOTHING_DONE);
		assertThat(err.toString()).contains("\"folds\" goes with task classification only");
		assertThat(run("train", "--task", "classification", "--data", folder.resolve("data"), "--output", output, "--patch", 64)).isEqualTo(
			Subcommand.NOTHING_DONE);
		assertThat(err.toString()).contains("\"side\"");
		assertThat(run("train", "--task", "classification", "--data", folder.resolve("data"), "--output", output, "--freeze", "head")).isEqualTo(
			Subcommand.NOTHING_DONE);
		assertThat(err.toString()).contains("learned before").doesNotContain("Exception");
	}
}

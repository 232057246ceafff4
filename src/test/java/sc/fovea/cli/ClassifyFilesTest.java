package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.command.BrightnessModel;
import sc.fovea.image.ImageWriter;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.task.classification.ImageClasses;
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
	void folders_of_classes_become_a_model() throws IOException {
		TextureFolders.write(folder.resolve("data"), 3);
		Path output = folder.resolve("textures.zip");
		assertThat(run("train", "--task", "classification", "--data", folder.resolve("data"), "--output", output, "--steps", 1, "--side", 32, "--batch", 2,
			"--label-smoothing", 0.1)).as(err.toString()).isZero();
		assertThat(out.toString()).contains("6 images of 2 classes: coarse 3, fine 3.", "Trained after 1 step: ", "balanced accuracy ");
		Model model = ModelArchive.read(output);
		assertThat(model.task()).isEqualTo(new ImageClasses(List.of("coarse", "fine"), "classes"));
		assertThat(run("evaluate", "--model", output, "--data", folder.resolve("data"), "--output", folder.resolve("judged"))).as(err.toString()).isZero();
		assertThat(folder.resolve("judged/roc.csv")).isNotEmptyFile();
	}

	@Test
	void all_orientations_and_the_width_of_a_new_network_are_kept_in_the_model() throws IOException {
		TextureFolders.write(folder.resolve("data"), 3);
		Path output = folder.resolve("textures.zip");
		assertThat(run("train", "--task", "classification", "--data", folder.resolve("data"), "--output", output, "--steps", 1, "--side", 32, "--batch", 2,
			"--orientations", 8, "--architecture", "mobilenet-v1", "--width", 0.25)).as(err.toString()).isZero();
		Model model = ModelArchive.read(output);
		assertThat(model.task()).isEqualTo(new ImageClasses(List.of("coarse", "fine"), "classes").withAllOrientations(true));
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
		assertThat(run("train", "--data", folder.resolve("data"), "--output", output, "--folds", 3)).isEqualTo(Subcommand.NOTHING_DONE);
		assertThat(err.toString()).contains("\"folds\" goes with task classification only");
		assertThat(run("train", "--task", "classification", "--data", folder.resolve("data"), "--output", output, "--patch", 64)).isEqualTo(
			Subcommand.NOTHING_DONE);
		assertThat(err.toString()).contains("\"side\"");
		assertThat(run("train", "--task", "classification", "--data", folder.resolve("data"), "--output", output, "--freeze", "head")).isEqualTo(
			Subcommand.NOTHING_DONE);
		assertThat(err.toString()).contains("learned before").doesNotContain("Exception");
	}
}

package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.backend.Learner;
import sc.fovea.data.NucleiScene;
import sc.fovea.data.NucleiSimulator;
import sc.fovea.data.SimulatedImage;
import sc.fovea.image.ImageWriter;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.TrainingHistory;

class TrainModelTest extends ShellTest {

	@TempDir
	Path folder;

	private void writePairs(int count) throws IOException {
		Files.createDirectories(folder.resolve("images"));
		Files.createDirectories(folder.resolve("labels"));
		for (int i = 0; i < count; i++) {
			SimulatedImage image = new NucleiSimulator(NucleiScene.touching()).image(64, 64, i + 3);
			ImageWriter.saveTiff(new ImagePlus("", new ShortProcessor(64, 64, image.pixels(), null)), folder.resolve("images/" + i + ".tif"));
			ImageWriter.saveTiff(new ImagePlus("", new FloatProcessor(64, 64, image.labels()).convertToShort(false)), folder.resolve("labels/" + i + ".tif"));
		}
	}

	@Test
	void a_folder_becomes_a_model() throws IOException {
		writePairs(2);
		Path output = folder.resolve("My cells.zip");
		assertThat(run("train", "--task", "instance-segmentation", "--data", folder, "--output", output, "--steps", 1, "--seed", 5)).as(err.toString())
			.isZero();
		assertThat(out.toString()).contains("step 1: loss ", "AP@0.5 ", "(best)", "Trained after 1 step: ",
			"on a strip of each of 2 images, pooled.\nThe model is in " + output);
		assertThat(err.toString()).isEmpty();
		Model model = ModelArchive.read(output);
		assertThat(model.card().name()).isEqualTo("my-cells");
		assertThat(model.training().tree().get("plan")).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("seed", 5L)
			.containsEntry("steps", 1L).doesNotContainKey("minutes");
		assertThat(folder).isDirectoryNotContaining("glob:**.checkpoint");
		assertThat(folder.resolve("My cells_training.csv")).content().startsWith("step,training_loss,validation_loss,score,training_score,AP@0.5,")
			.contains("\n1,");
		assertThat(folder.resolve("My cells_training.png")).isNotEmptyFile();
		assertThat(folder.resolve("My cells_events")).isNotEmptyDirectory();
		Path tuned = folder.resolve("tuned.zip");
		assertThat(run("finetune", "--from", output, "--data", folder, "--output", tuned, "--steps", 1, "--freeze", "head", "--patch", 32, "--batch", 1))
			.as(err.toString()).isZero();
		assertThat(ModelArchive.read(tuned).network()).isEqualTo(model.network());
	}

	@Test
	void what_is_said_about_the_model_stands_in_it() throws IOException {
		writePairs(2);
		Path output = folder.resolve("m.zip");
		assertThat(run("train", "--data", folder, "--output", output, "--steps", 1, "--name", "spots", "--recipe", "none", "--pixel-size", 0.25,
			"--description", "Spots.", "--author", "A. Person", "--licence", "CC-BY-4.0")).as(err.toString()).isZero();
		Model model = ModelArchive.read(output);
		assertThat(model.card().name()).isEqualTo("spots");
		assertThat(model.card().description()).isEqualTo("Spots.");
		assertThat(model.card().credits().authors()).containsExactly("A. Person");
		assertThat(model.card().credits().licence()).isEqualTo("CC-BY-4.0");
		assertThat(model.input().pixelSizeMicrometres()).hasValue(0.25);
		assertThat(model.training().tree().get("plan").toString()).contains("\"none\"").doesNotContain("symmetry");
	}

	private void refuses(String sentence, Object... arguments) {
		err.getBuffer().setLength(0);
		assertThat(run(arguments)).isEqualTo(2);
		assertThat(err.toString()).startsWith("fovea: ").contains(sentence).containsOnlyOnce("\n").doesNotContain("Exception");
	}

	@Test
	void what_cannot_be_done_is_one_line() throws IOException {
		Path output = folder.resolve("m.zip");
		refuses("--data", "train", "--output", output);
		refuses("images", "train", "--data", folder, "--output", output, "--steps", 1);
		refuses(
			"\"task\" must be one of automatic, instance-segmentation, semantic-segmentation, detection, localization, classification, shape, but is \"cells\"",
			"train",
			"--data", folder,
			"--output", output,
			"--task",
			"cells");
		refuses("at least 1 step", "train", "--data", folder, "--output", output, "--steps", -1);
		refuses("more than 0 minutes", "train", "--data", folder, "--output", output, "--minutes", -3);
		refuses("model name", "train", "--data", folder, "--output", output, "--name", "My Cells");
		refuses("Did you mean 'fluorescence'?", "train", "--data", folder, "--output", output, "--recipe", "fluorescense");
		refuses("to resume, got none", "train", "--data", folder, "--output", output, "--resume");
		Path killed = Files.createFile(folder.resolve("killed.zip.checkpoint"));
		refuses("got \"" + killed + "\": add \"resume\" (--resume) to go on with it, or delete that file", "train", "--data", folder, "--output",
			folder.resolve("killed.zip"));
		refuses("--from", "finetune", "--data", folder, "--output", output);
		refuses("Did you mean 'nuclei'?", "finetune", "--data", folder, "--output", output, "--from", "nuclai");
		assertThat(folder).isDirectoryNotContaining("glob:**m.zip*");
	}

	@Test
	void the_line_shows_step_loss_speed_score_time_and_device() throws InterruptedException {
		Terminal watched = new Terminal(new PrintWriter(out), new PrintWriter(err), true);
		try (StopSignal stop = StopSignal.install()) {
			TrainingProgress progress = new TrainingProgress(watched, "CPU (2 threads)", stop);
			progress.stepped(1, 0, step(0.5));
			assertThat(lastLine()).isEqualTo("step 1, loss 0.500, CPU (2 threads)");
			Thread.sleep(1100);
			progress.validated(new TrainingHistory(List.of(new TrainingHistory.Row(2, 0.5, 0.6, new Score(0.25, Map.of())))));
			progress.stepped(11, 0.5, step(0.5));
			assertThat(lastLine()).matches("step 11, loss 0\\.500, score 0\\.250, [5-9]\\.\\d steps/s, [12] s left, CPU \\(2 threads\\) *");
		}
	}

	private static Learner.Step step(double loss) {
		return new Learner.Step(loss, List.of(), 1);
	}

	private String lastLine() {
		String[] lines = out.toString().split("\r");
		return lines[lines.length - 1];
	}

	@Test
	void the_end_of_the_process_waits_for_a_good_end() throws InterruptedException {
		StopSignal stop = StopSignal.install();
		assertThat(stop.isRequested()).isFalse();
		CountDownLatch ended = new CountDownLatch(1);
		Thread hook = new Thread(() -> {
			stop.request();
			ended.countDown();
		});
		hook.start();
		while (!stop.isRequested()) {
			Thread.sleep(1);
		}
		assertThat(ended.await(50, TimeUnit.MILLISECONDS)).isFalse();
		stop.close();
		assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void the_system_is_for_detection_and_must_exist() {
		assertThat(run("train", "--data", folder, "--output", folder.resolve("m.zip"), "--system", "multibox")).isEqualTo(2);
		assertThat(run("train", "--data", folder, "--output", folder.resolve("m.zip"), "--task", "detection", "--system", "yolo")).isEqualTo(2);
		assertThat(run("train", "--data", folder, "--output", folder.resolve("m.zip"), "--task", "detection", "--refinement", "bayesian")).isEqualTo(2);
		assertThat(run("train", "--data", folder, "--output", folder.resolve("m.zip"), "--task", "detection", "--system", "multibox", "--proposer",
			"image-windows")).isEqualTo(2);
		assertThat(err.toString().lines()).satisfiesExactly(
			first -> assertThat(first).contains("\"system\" goes with task detection only, but the task is instance"),
			second -> assertThat(second)
				.contains("\"system\" must be one of single-stage, r-cnn, fast-r-cnn, faster-r-cnn, multibox, r-cnn-minus-r, but is \"yolo\"."),
			third -> assertThat(third)
				.contains("\"refinement\" is for r-cnn, fast-r-cnn, faster-r-cnn, multibox, r-cnn-minus-r, but \"system\" is single-stage."),
			fourth -> assertThat(fourth).contains("\"proposer\" is for r-cnn, fast-r-cnn, but \"system\" is multibox."));
	}
}

package sc.fovea.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.distribution.Distribution.Ended;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;

/** A training that is killed as by a power failure, again and again: nothing is lost but the steps since the last validation. */
@Tag("slow")
class KilledTrainingIT {

	private static final int KILLS = 20;
	private static final int STEPS = 40;

	@TempDir
	Path folder;

	@BeforeEach
	void annotate() throws IOException {
		for (String name : List.of("nuclei_touching", "nuclei_sparse")) {
			Path images = Files.createDirectories(folder.resolve("data/images"));
			Path labels = Files.createDirectories(folder.resolve("data/labels"));
			Files.copy(Distribution.IMAGES.resolve(name + ".tif"), images.resolve(name + ".tif"));
			Files.copy(Distribution.IMAGES.resolve("truth/" + name + "_truth.tif"), labels.resolve(name + ".tif"));
		}
	}

	private ProcessBuilder training(Path output) throws IOException {
		List<String> command = new ArrayList<>(List.of(Distribution.HOME.resolve("bin/fovea").toString(), "train", "--data", folder.resolve("data").toString(),
			"--output", output.toString(), "--steps", Integer.toString(STEPS), "--patch", "32", "--batch", "2", "--patience", "0", "--device", "cpu"));
		if (Files.exists(output.resolveSibling(output.getFileName() + ".checkpoint"))) command.add("--resume");
		return new ProcessBuilder(command);
	}

	/** Kills at moments that are spread over the whole training, from the start of Java to the writing of the model. */
	@Test
	void a_training_that_was_killed_at_any_moment_gives_the_same_model() throws Exception {
		Path whole = folder.resolve("whole/model.zip");
		long nanos = time(() -> end(whole));
		Random random = new Random(1);
		int kills = 0;
		for (int training = 0; kills < KILLS; training++) {
			Path output = folder.resolve("killed" + training + "/model.zip");
			while (kills < KILLS && wasKilled(output, (long) (random.nextDouble() * nanos))) {
				kills++;
			}
			if (!isComplete(output)) end(output);
			check(output, whole);
		}
	}

	private interface Action {

		void run() throws Exception;
	}

	private static long time(Action action) throws Exception {
		long start = System.nanoTime();
		action.run();
		return System.nanoTime() - start;
	}

	private void end(Path output) throws Exception {
		Files.createDirectories(output.getParent());
		Ended ended = Distribution.run(training(output));
		assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
	}

	/** The model is there, and the state of the training no more. */
	private static boolean isComplete(Path output) {
		return Files.exists(output) && !Files.exists(output.resolveSibling("model.zip.checkpoint"));
	}

	/** Starts or goes on, and kills after some time; false if the training ended before. */
	private boolean wasKilled(Path output, long nanos) throws Exception {
		Files.createDirectories(output.getParent());
		Path log = folder.resolve("log.txt");
		Process process = training(output).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		if (process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
			assertThat(process.exitValue()).as(Files.readString(log)).isZero();
			return false;
		}
		process.destroyForcibly().waitFor();
		return !isComplete(output);
	}

	private static void check(Path output, Path whole) throws IOException {
		Model expected = ModelArchive.read(whole);
		Model got = ModelArchive.read(output);
		assertThat(got.weights()).isEqualTo(expected.weights());
		assertThat(got.training()).isEqualTo(expected.training());
		assertThat(output.resolveSibling("model_training.csv")).hasSameTextualContentAs(whole.resolveSibling("model_training.csv"));
		try (var files = Files.list(output.getParent())) {
			assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("model.zip",
				"model_training.csv", "model_training.png", "model_events");
		}
	}
}

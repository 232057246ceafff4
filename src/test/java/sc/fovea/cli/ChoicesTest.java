package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sc.fovea.architecture.ArchitectureCatalogue;
import sc.fovea.image.ImageWriter;

/**
 * Every choice that is offered is trained for two steps, written, read again and used, or refused in a sentence. The default build tries a few; all combinations are slow.
 */
class ChoicesTest extends ShellTest {

	/** What uses a model of a task. */
	private static final Map<String, String> USERS = Map.of("instance-segmentation", "segment", "semantic-segmentation", "segment", "detection", "detect",
		"localization", "localize", "classification", "classify");
	private static final List<String> TASKS = List.of("instance-segmentation", "semantic-segmentation", "detection", "localization", "classification");
	private static final List<String> POOLINGS = List.of("max", "average", "l2");
	private static final List<String> SYSTEMS = List.of("r-cnn", "fast-r-cnn", "faster-r-cnn", "multibox", "r-cnn-minus-r");
	private static final int SIDE = 64;

	@TempDir
	static Path folder;

	/** A combination of choices. */
	record Choice(String architecture, String task, String pooling) {}

	/** Images of one disc each, with its label, and in folders by its size. */
	@BeforeAll
	static void draw() throws IOException {
		for (String sub : List.of("data/images", "data/labels", "classes/large", "classes/small")) {
			Files.createDirectories(folder.resolve(sub));
		}
		for (int i = 0; i < 12; i++) {
			int diameter = i % 2 == 0 ? 24 : 16;
			ByteProcessor image = disc(diameter, i, 200);
			ImageWriter.saveTiff(new ImagePlus("", image), folder.resolve("data/images/" + i + ".tif"));
			ImageWriter.saveTiff(new ImagePlus("", disc(diameter, i, 1)), folder.resolve("data/labels/" + i + ".tif"));
			ImageWriter.saveTiff(new ImagePlus("", image), folder.resolve("classes/" + (i % 2 == 0 ? "large" : "small") + "/" + i + ".tif"));
		}
	}

	private static ByteProcessor disc(int diameter, int place, int value) {
		ByteProcessor image = new ByteProcessor(SIDE, SIDE);
		image.setColor(value);
		image.fillOval(4 + 2 * place % 24, 6 + 3 * place % 20, diameter, diameter);
		return image;
	}

	static Stream<Choice> each_once() {
		List<String> architectures = new ArrayList<>(ArchitectureCatalogue.installed().names());
		return IntStream.range(0, architectures.size())
			.mapToObj(i -> new Choice(architectures.get(i), TASKS.get(i % TASKS.size()), POOLINGS.get(i % POOLINGS.size())));
	}

	/** Those that failed before there was a way up for every architecture. */
	static Stream<Choice> some() {
		return Stream.of(new Choice("network-in-network", "instance-segmentation", "l2"), new Choice("fcn-8s", "semantic-segmentation", "average"),
			new Choice("mobilenet-v1", "semantic-segmentation", "max"));
	}

	static Stream<Choice> all() {
		return ArchitectureCatalogue.installed().names().stream()
			.flatMap(a -> TASKS.stream().flatMap(t -> POOLINGS.stream().map(p -> new Choice(a, t, p))));
	}

	@ParameterizedTest
	@MethodSource("some")
	void a_choice_is_trained_and_used(Choice choice) throws IOException {
		check(choice);
	}

	@Tag("slow")
	@ParameterizedTest
	@MethodSource("each_once")
	void each_architecture_is_trained_and_used(Choice choice) throws IOException {
		check(choice);
	}

	@Tag("release")
	@ParameterizedTest
	@MethodSource("all")
	void every_combination_is_trained_and_used(Choice choice) throws IOException {
		check(choice);
	}

	private void check(Choice choice) throws IOException {
		Path output = folder.resolve(choice.architecture() + "-" + choice.task() + "-" + choice.pooling() + ".zip");
		int code = run("train", "--task", choice.task(), "--data", data(choice.task()), "--output", output, "--steps", 2, "--batch", 2, "--width", 0.125,
			"--architecture", choice.architecture(), "--pooling", choice.pooling(), "--dropout", 0.5);
		boolean isWithout = choice.architecture().startsWith("mobilenet") && !choice.task().equals("classification");
		if (isWithout) {
			assertThat(code).isEqualTo(2);
			assertThat(err.toString()).contains("no pooling", choice.architecture(), "unet").containsOnlyOnce("\n");
			return;
		}
		assertThat(code).as(err.toString()).isZero();
		use(choice.task(), output);
	}

	private static Path data(String task) {
		return folder.resolve(task.equals("classification") ? "classes" : "data");
	}

	private void use(String task, Path model) throws IOException {
		Path results = Files.createTempDirectory(folder, "results");
		Path output = task.equals("classification") ? results.resolve("classes.csv") : results;
		assertThat(run(USERS.get(task), folder.resolve("data/images/3.tif"), "--model", model, "--output", output)).as(err.toString()).isZero();
		assertThat(results).isNotEmptyDirectory();
	}

	/** A source of each kind, trained from scratch. */
	private Path source(String task, String system) {
		Path output = folder.resolve("source-" + task + "-" + system + ".zip");
		if (Files.exists(output)) return output;
		List<Object> arguments = new ArrayList<>(
			List.of("train", "--task", task, "--data", data(task), "--output", output, "--steps", 2, "--batch", 2, "--width",
				0.25));
		if (task.equals("detection")) arguments.addAll(List.of("--system", system));
		assertThat(run(arguments.toArray())).as(err.toString()).isZero();
		return output;
	}

	static Stream<List<String>> sources() {
		Stream<List<String>> plain = TASKS.stream().map(task -> List.of(task, "single-stage"));
		return Stream.concat(plain, SYSTEMS.stream().map(system -> List.of("detection", system)));
	}

	@Tag("slow")
	@ParameterizedTest
	@MethodSource("sources")
	void every_source_is_fine_tuned_for_every_task_or_refused_in_a_sentence(List<String> from) throws IOException {
		for (String task : TASKS) {
			fineTune(source(from.get(0), from.get(1)), task);
		}
	}

	@Tag("slow")
	@ParameterizedTest
	@MethodSource("pairs")
	void a_source_is_fine_tuned_for_another_task(List<String> pair) throws IOException {
		assertThat(fineTune(source(pair.get(0), pair.get(1)), pair.get(2))).as(err.toString()).isZero();
	}

	static Stream<List<String>> pairs() {
		return Stream.of(List.of("classification", "single-stage", "instance-segmentation"), List.of("instance-segmentation", "single-stage", "classification"),
			List.of("detection", "faster-r-cnn", "detection"));
	}

	private int fineTune(Path source, String task) throws IOException {
		Path output = folder.resolve("tuned.zip");
		err.getBuffer().setLength(0);
		int code = run("finetune", "--from", source, "--task", task, "--data", data(task), "--output", output, "--steps", 2, "--batch", 2);
		if (code == 0) {
			use(task, output);
		}
		else {
			assertThat(err.toString()).startsWith("fovea: Expected ").containsOnlyOnce("\n");
			assertThat(source.toString()).as("only this system is refused: %s", err).contains("-r-cnn.zip").doesNotContain("fast");
		}
		return code;
	}
}

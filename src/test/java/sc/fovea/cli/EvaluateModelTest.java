package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;
import sc.fovea.command.CommandInput;
import sc.fovea.command.Evaluate;

/** {@code fovea evaluate} with the bundled model on the rendered test images, whose truth is exact. */
class EvaluateModelTest extends ShellTest {

	private static final Path IMAGES = Path.of("test-images");

	@TempDir
	Path folder;

	@BeforeEach
	void layOut() throws IOException {
		System.setProperty("fovea.models", folder.resolve("models").toString());
		Files.createDirectories(folder.resolve("data/images"));
		Files.createDirectories(folder.resolve("data/labels"));
		for (String file : List.of("nuclei_sparse.tif", "nuclei_uneven.png")) {
			Files.copy(IMAGES.resolve(file), folder.resolve("data/images").resolve(file));
			String truth = file.replaceFirst("\\..*", "");
			Files.copy(IMAGES.resolve("truth").resolve(truth + "_truth.tif"), folder.resolve("data/labels").resolve(truth + ".tif"));
		}
	}

	@Test
	void the_bundled_model_is_good_and_its_own_labels_have_the_same_scores() throws IOException {
		assertThat(run("evaluate", "--model", "nuclei", "--data", folder.resolve("data"), "--output", folder.resolve("a"), "--device", "cpu", "--worst", 1))
			.as(err.toString()).isZero();
		assertThat(out.toString()).containsPattern("nuclei: AP@0.5 0\\.[89]\\d\\d, AP@0.75 ").containsPattern("2 images, [\\d.]+ s on CPU.*Results are in ");
		try (Stream<Path> files = Files.list(folder.resolve("a"))) {
			assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("worst_1_nuclei_"))).hasSize(1);
		}
		assertThat(run("segment", folder.resolve("data/images"), "--output", folder.resolve("labels"), "--device", "cpu")).isZero();
		for (Path other : List.of(folder.resolve("labels/nuclei_sparse_rois.zip"), folder.resolve("labels/nuclei_sparse_objects.csv"))) {
			assertThat(other).exists(); // they are no label images, and do not disturb
		}
		assertThat(run("evaluate", "--predicted", folder.resolve("labels"), "--data", folder.resolve("data"), "--output", folder.resolve("b"))).isZero();
		for (String table : List.of("evaluation.csv", "images.csv", "objects_by_size.csv", "summary.csv")) {
			assertThat(folder.resolve("b").resolve(table)).hasSameTextualContentAs(folder.resolve("a").resolve(table));
		}
	}

	@Test
	void mistakes_are_one_line() {
		assertThat(run("evaluate", "--model", "nuclei", "--output", folder.resolve("a"))).isEqualTo(2);
		assertThat(run("evaluate", "--data", folder, "--output", folder.resolve("a"))).isEqualTo(2);
		assertThat(run("evaluate", "--model", "nuclei", "--data", folder, "--output", folder.resolve("a"), "--worst", "few")).isEqualTo(2);
		assertThat(run("evaluate", "--model", "nuclei", "--data", folder.resolve("data"), "--output", folder.resolve("data/labels/nuclei_sparse.tif")))
			.isEqualTo(2);
		assertThat(err.toString().lines()).containsExactly("fovea: \"data\" must be a folder, but is empty.",
			"fovea: Either a model or a folder of predicted labels is needed, but there is none of them.",
			"fovea: \"worst\" must be a whole number, but is \"few\".",
			"fovea: Cannot make the folder \"" + folder.resolve("data/labels/nuclei_sparse.tif") + "\": a file has that name.");
	}

	@Test
	void the_options_are_the_keys_of_the_command() {
		Set<String> options = EvaluateOptions.spec().options().stream().map(OptionSpec::longestName).collect(Collectors.toSet());
		List<String> fields = CommandInput.of(Evaluate.class).stream().map(CommandInput::name).filter(name -> !name.equals("options")).toList();
		assertThat(options).hasSize(fields.size() + 2).contains("--threads", "--refinement");
		fields.forEach(field -> assertThat(options).contains("--" + field));
		assertThat(run("evaluate", "--help")).isZero();
		assertThat(out.toString().replaceAll("\\s+", " ")).contains("evaluation.csv").contains("Default: automatic.");
	}
}

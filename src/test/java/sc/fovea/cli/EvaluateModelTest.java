package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
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
import sc.fovea.image.ImageWriter;

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
	void a_bad_file_is_left_out_by_name_or_ends_it_where_one_is_strict() throws IOException {
		Files.writeString(Files.createDirectories(folder.resolve("data/labels")).resolve("third.geojson"), "{");
		Files.copy(IMAGES.resolve("nuclei_sparse.tif"), folder.resolve("data/images/third.tif"));
		assertThat(run("evaluate", "--model", "nuclei", "--data", folder.resolve("data"), "--output", folder.resolve("a"), "--device", "cpu")).isEqualTo(1);
		assertThat(err.toString()).contains("Left out: 1 image that cannot be used (").contains("third.geojson");
		assertThat(out.toString()).contains("2 images, ").contains("left out: ");
		assertThat(run("evaluate", "--model", "nuclei", "--data", folder.resolve("data"), "--output", folder.resolve("b"), "--device", "cpu", "--strict"))
			.isEqualTo(2);
		assertThat(folder.resolve("b")).isEmptyDirectory();
	}

	@Test
	void masks_are_said_and_split() throws IOException {
		Path data = folder.resolve("masks");
		Path predicted = Files.createDirectories(folder.resolve("found"));
		Files.createDirectories(data.resolve("labels"));
		ByteProcessor mask = new ByteProcessor(20, 20);
		mask.setColor(255);
		mask.fill(new Roi(1, 1, 5, 5));
		mask.fill(new Roi(12, 12, 5, 5));
		ImageWriter.saveTiff(new ImagePlus("", mask), data.resolve("labels/a.tif"));
		mask.setColor(0);
		mask.fill(new Roi(12, 12, 5, 5));
		ImageWriter.saveTiff(new ImagePlus("", mask), predicted.resolve("a.tif"));
		assertThat(run("evaluate", "--predicted", predicted, "--data", data, "--output", folder.resolve("a"))).isZero();
		assertThat(err.toString()).contains("--split-masks").contains("a.tif");
		assertThat(run("evaluate", "--predicted", predicted, "--data", data, "--output", folder.resolve("b"), "--split-masks")).isZero();
		assertThat(Files.readString(folder.resolve("b/summary.csv"))).as("one of two found").contains("true_objects,2").contains("AP@0.5,0.5");
		assertThat(
			run("evaluate", "--predicted", predicted, "--data", data, "--output", folder.resolve("c"), "--split-masks", "--task", "semantic-segmentation"))
			.isEqualTo(2);
		assertThat(err.toString()).contains("\"split_masks\" makes objects of masks, for instance-segmentation")
			.contains("but the task is semantic-segmentation.");
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
		fields.forEach(field -> assertThat(options).contains("--" + field.replace('_', '-')));
		assertThat(run("evaluate", "--help")).isZero();
		assertThat(out.toString().replaceAll("\\s+", " ")).contains("evaluation.csv").contains("Default: automatic.");
	}
}

package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandService;
import sc.fovea.command.Augment;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.LabelImage;
import sc.fovea.job.Platform;

/** {@code fovea augment} and {@code fovea recipes} on the rendered test images and their truth. */
class AugmentDataTest {

	private static final Path IMAGES = Path.of("test-images");

	@TempDir
	Path folder;

	private final StringWriter out = new StringWriter();
	private final StringWriter err = new StringWriter();
	private Path data;

	@BeforeEach
	void layOut() throws IOException {
		data = folder.resolve("data");
		Files.createDirectories(data.resolve("images"));
		Files.createDirectories(data.resolve("labels"));
		for (String file : List.of("nuclei_sparse.tif", "nuclei_uneven.png")) {
			Files.copy(IMAGES.resolve(file), data.resolve("images").resolve(file));
			String stem = file.replaceFirst("\\..*", "");
			Files.copy(IMAGES.resolve("truth").resolve(stem + "_truth.tif"), data.resolve("labels").resolve(stem + ".tif"));
		}
	}

	@Test
	void each_image_gets_its_variants_with_labels_that_moved_along() throws IOException {
		assertThat(augment("--recipe", "symmetry", "--variants", 3, "--seed", 7)).as(err.toString()).isZero();
		assertThat(out.toString()).containsPattern("^6 variants of 2 images, [\\d.]+ s\\. Results are in ");
		assertThat(err.toString()).isEmpty();
		assertThat(names("images")).containsExactly("nuclei_sparse_1.tif", "nuclei_sparse_2.tif", "nuclei_sparse_3.tif", "nuclei_uneven_1.png",
			"nuclei_uneven_2.png", "nuclei_uneven_3.png");
		assertThat(names("labels")).allMatch(name -> name.endsWith(".tif")).hasSize(6);
		long original = fingerprint(data, "nuclei_sparse");
		for (int k = 1; k <= 3; k++) {
			assertThat(fingerprint(folder.resolve("out"), "nuclei_sparse_" + k)).as("each pixel keeps its value and label").isEqualTo(original);
		}
	}

	/** The same for the same pairs of value and label in any order. */
	private static long fingerprint(Path where, String stem) throws IOException {
		float[] pixels = (float[]) ImageFiles.open(where.resolve("images/" + stem + ".tif")).getProcessor().convertToFloatProcessor().getPixels();
		int[] ids = LabelImage.ids(ImageFiles.open(where.resolve("labels/" + stem + ".tif")).getProcessor());
		return IntStream.range(0, ids.length).mapToLong(i -> new SplittableRandom(ids[i] * 65_536L + (int) pixels[i]).nextLong()).sum();
	}

	@Test
	void the_seed_decides_and_the_usual_recipe_is_fluorescence() throws IOException {
		assertThat(augment("--variants", 1, "--seed", 5)).isZero();
		byte[] first = Files.readAllBytes(folder.resolve("out/images/nuclei_sparse_1.tif"));
		assertThat(augment("--variants", 2, "--seed", 5, "--recipe", "fluorescence")).isZero();
		assertThat(folder.resolve("out/images/nuclei_sparse_1.tif")).hasBinaryContent(first);
		assertThat(augment("--variants", 1, "--seed", 6)).isZero();
		assertThat(Files.readAllBytes(folder.resolve("out/images/nuclei_sparse_1.tif"))).isNotEqualTo(first);
	}

	@Test
	void the_imagej_command_makes_the_same_of_one_image() throws Exception {
		Files.delete(data.resolve("images/nuclei_uneven.png"));
		Files.delete(data.resolve("labels/nuclei_uneven.tif"));
		assertThat(augment("--recipe", "brightfield", "--variants", 2, "--seed", 3)).isZero();
		ImagePlus image = ImageFiles.open(IMAGES.resolve("nuclei_sparse.tif"));
		ImagePlus stack = (ImagePlus) Platform.context().service(CommandService.class)
			.run(Augment.class, true, Map.of("input", image, "recipe", "brightfield", "variants", 2, "seed", 3)).get().getOutput("output");
		for (int k = 1; k <= 2; k++) {
			ImagePlus file = ImageFiles.open(folder.resolve("out/images/nuclei_sparse_" + k + ".tif"));
			float[] expected = (float[]) file.getProcessor().convertToFloatProcessor().getPixels();
			assertThat(Arrays.equals((float[]) stack.getStack().getProcessor(k).convertToFloatProcessor().getPixels(), expected)).as("variant " + k).isTrue();
		}
	}

	@Test
	void classes_keep_their_numbers_and_a_recipe_comes_from_a_file() throws IOException {
		Path recipe = Files.writeString(folder.resolve("r.json"), "{\"steps\":[{\"use\":\"mosaic\"}]}");
		assertThat(augment("--recipe", recipe, "--variants", 2, "--task", "semantic-segmentation")).as(err.toString()).isZero();
		int largest = Math.max(largest(data.resolve("labels/nuclei_sparse.tif")), largest(data.resolve("labels/nuclei_uneven.tif")));
		assertThat(largest(folder.resolve("out/labels/nuclei_sparse_1.tif"))).as("classes keep their numbers").isLessThanOrEqualTo(largest);
	}

	private static int largest(Path labels) throws IOException {
		return LabelImage.largest(LabelImage.ids(ImageFiles.open(labels).getProcessor()));
	}

	@Test
	void a_bad_image_is_one_line_and_the_rest_is_done() throws IOException {
		Files.writeString(data.resolve("images/nuclei_sparse.tif"), "no image");
		assertThat(augment("--recipe", "symmetry", "--variants", 2)).isEqualTo(1);
		assertThat(err.toString().lines()).singleElement().asString().startsWith("fovea: ").contains("nuclei_sparse.tif").doesNotContain("Exception");
		assertThat(out.toString()).contains("2 variants of 1 image, 1 failed, ");
	}

	@Test
	void mistakes_are_one_line_and_write_nothing() throws IOException {
		assertThat(augment("--recipe", "fluorescense")).isEqualTo(2);
		assertThat(augment("--variants", 0)).isEqualTo(2);
		assertThat(augment("--variants", "few")).isEqualTo(2);
		assertThat(augment("--task", "detection")).isEqualTo(2);
		Path bad = Files.writeString(folder.resolve("bad.json"), "{\"steps\":[{\"use\":\"rotation\",\"angle\":3}]}");
		assertThat(augment("--recipe", bad)).isEqualTo(2);
		assertThat(run("augment", "--data", data, "--output", data)).isEqualTo(2);
		assertThat(run("augment", "--data", folder.resolve("no"), "--output", folder.resolve("out"))).isEqualTo(2);
		assertThat(run("augment", "--output", folder.resolve("out"))).isEqualTo(2);
		Files.delete(data.resolve("labels/nuclei_uneven.tif"));
		assertThat(augment()).isEqualTo(2);
		List<String> lines = err.toString().lines().toList();
		assertThat(lines).hasSize(9).allMatch(line -> line.startsWith("fovea: "));
		assertThat(lines.get(0)).endsWith("Did you mean 'fluorescence'?");
		assertThat(lines.get(1)).isEqualTo("fovea: \"variants\" must be 1 to 1000000, but is 0.");
		assertThat(lines.get(2)).contains("--variants").contains("few");
		assertThat(lines.get(3)).isEqualTo("fovea: \"task\" must be one of instance-segmentation, semantic-segmentation, but is \"detection\".");
		assertThat(lines.get(4)).contains("bad.json\" is not a recipe. In steps[0]: rotation: ").contains("got 'angle'");
		assertThat(lines.get(5)).contains("Expected another folder for the output than the data's");
		assertThat(lines.get(6)).contains("does not exist");
		assertThat(lines.get(7)).contains("--data");
		assertThat(lines.get(8)).contains("Expected labels for all pictures or for none").contains("got none for 'nuclei_uneven'");
		assertThat(folder.resolve("out")).doesNotExist();
		assertThat(names(data.resolve("images"))).hasSize(2);
	}

	@Test
	void recipes_and_augmentations_are_listed_with_what_they_do() {
		assertThat(run("recipes")).isZero();
		assertThat(out.toString()).contains("  fluorescence     Bright objects").contains("  photo  ")
			.contains("  horizontal_flip  Exchanges left and right.\n")
			.contains("      angle_range [").contains(", 0 to 50");
		assertThat(run("augment", "--help")).isZero();
		assertThat(out.toString()).contains("Default: fluorescence.").contains("fovea recipes");
	}

	private int augment(Object... more) {
		return run(Stream.concat(Stream.of("augment", "--data", data, "--output", folder.resolve("out")), Stream.of(more)).toArray());
	}

	private int run(Object... arguments) {
		Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
		return Fovea.run(terminal, Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
	}

	private List<String> names(String subfolder) throws IOException {
		return names(folder.resolve("out").resolve(subfolder));
	}

	private static List<String> names(Path where) throws IOException {
		try (Stream<Path> files = Files.list(where)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}
}

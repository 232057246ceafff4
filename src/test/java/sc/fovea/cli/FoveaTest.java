package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;
import sc.fovea.command.BlobModel;
import sc.fovea.command.CommandInput;
import sc.fovea.command.Segment;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelImage;

class FoveaTest extends ShellTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	@BeforeAll
	static void installModel() throws IOException {
		BlobModel.install(models);
	}

	@Test
	void an_image_gets_labels_outlines_table_and_picture() throws IOException {
		Path image = image("discs.tif", new int[] { 20, 20 }, new int[] { 60, 40 });
		assertThat(segment(image)).isZero();
		assertThat(results()).containsExactly("discs_labels.tif", "discs_objects.csv", "discs_overlay.png", "discs_rois.zip");
		ImagePlus labels = ImageFiles.open(folder.resolve("out/discs_labels.tif"));
		assertThat(LabelImage.largest(LabelImage.ids(labels.getProcessor()))).isEqualTo(2);
		assertThat(Files.readAllLines(folder.resolve("out/discs_objects.csv"))).hasSize(3);
		assertThat(out.toString()).contains("[1/1] ").contains("discs.tif: 2 objects").contains("1 image, 2 objects, ").contains("Results are in ");
		assertThat(err.toString()).isEmpty();
	}

	@Test
	void a_folder_is_searched_for_images_but_not_for_results() throws IOException {
		image("a.tif", new int[] { 20, 20 });
		image("b.tif", new int[] { 30, 30 });
		assertThat(run("segment", folder, "--model", "blobs", "--output", folder)).isZero();
		out.getBuffer().setLength(0);
		assertThat(run("segment", folder, "--model", "blobs", "--output", folder)).isZero();
		assertThat(out.toString()).contains("2 images, 2 objects");
	}

	@Test
	void images_whose_results_would_have_the_same_names_are_refused() throws IOException {
		Path tif = image("cells.tif", new int[] { 20, 20 });
		Path png = folder.resolve("Cells.png");
		ImageWriter.savePng(BlobModel.image("", new int[] { 20, 20 }, new int[] { 60, 40 }), png);
		assertThat(segment(tif, png, tif)).isEqualTo(1);
		assertThat(err.toString()).contains("Cells.png: its results would overwrite those of \"" + tif).containsOnlyOnce("fovea: ");
		assertThat(out.toString()).contains("1 image, 1 object, 1 failed");
	}

	@Test
	void a_bad_image_fails_alone_with_one_line() throws IOException {
		FloatProcessor holes = new FloatProcessor(40, 40);
		holes.set(Float.NaN);
		Path nan = folder.resolve("nan.tif");
		ImageWriter.saveTiff(new ImagePlus("", holes), nan);
		Path empty = Files.createFile(folder.resolve("empty.tif"));
		Path good = image("good.tif", new int[] { 20, 20 });
		assertThat(segment(nan, folder.resolve("missing.tif"), empty, good)).isEqualTo(1);
		assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.startsWith("fovea: ") && line.endsWith("."));
		assertThat(results()).hasSize(5).allMatch(name -> name.startsWith("good_") || name.equals("summary.csv"));
		List<String> rows = Files.readAllLines(folder.resolve("out/summary.csv"));
		assertThat(rows.get(0)).isEqualTo("Label,Model,Scale,Objects,MedianArea,Density,Unit,Failure");
		assertThat(rows.get(1)).startsWith("good.tif,blobs,1,1,");
		assertThat(rows).anyMatch(row -> row.startsWith("nan.tif,,") && row.contains("finite"));
		assertThat(out.toString()).contains("1 image, 1 object, 3 failed");
	}

	@Test
	void pixels_that_are_no_numbers_are_filled_and_said() throws IOException {
		FloatProcessor holes = new FloatProcessor(40, 40);
		holes.setf(5, Float.NaN);
		Path nan = folder.resolve("nan.tif");
		ImageWriter.saveTiff(new ImagePlus("", holes), nan);
		assertThat(segment(nan)).isZero();
		assertThat(err.toString()).contains("nan.tif: 1 pixel values are no numbers: they were filled from around them.");
	}

	@Test
	void an_image_that_no_bundled_model_fits_is_said_to_be_so() throws IOException {
		FloatProcessor slope = new FloatProcessor(64, 64);
		for (int i = 0; i < 64 * 64; i++)
			slope.setf(i, i % 64);
		Path image = folder.resolve("slope.tif");
		ImageWriter.saveTiff(new ImagePlus("", slope), image);
		assertThat(run("segment", image, "--output", folder.resolve("out"), "--device", "cpu")).isEqualTo(1);
		assertThat(err.toString()).contains("No bundled model segments an image like").contains("model=NAME");
	}

	@Test
	void the_model_that_fits_is_chosen_and_said() throws IOException {
		Path image = image("discs.tif", new int[] { 20, 20 }, new int[] { 60, 40 });
		assertThat(run("segment", image, "--output", folder.resolve("out"), "--device", "cpu")).isZero();
		assertThat(out.toString()).contains("model nuclei, since the image is grey, bright on a dark ground");
	}

	@Test
	void a_folder_without_images_is_a_failure() throws IOException {
		assertThat(segment(Files.createDirectory(folder.resolve("none")))).isEqualTo(1);
		assertThat(err.toString()).contains("none\" holds no images.");
	}

	@Test
	void nothing_is_done_when_model_options_or_output_are_wrong() throws IOException {
		Path image = image("discs.tif", new int[] { 20, 20 });
		assertThat(run("segment", image, "--model", "blob", "--output", folder.resolve("out"))).isEqualTo(2);
		assertThat(err.toString()).startsWith("fovea: Expected the name of a model, got 'blob'").contains("Did you mean 'blobs'?");
		assertThat(run("segment", image, "--probability", "high", "--output", folder.resolve("out"))).isEqualTo(2);
		assertThat(err.toString()).contains("\"probability\" must be a number, but is \"high\".");
		assertThat(run("segment", image, "--probability", "7", "--output", folder.resolve("out"))).isEqualTo(2);
		assertThat(run("segment", image, "--tile", "0", "--output", folder.resolve("out"))).isEqualTo(2);
		assertThat(run("segment", image, "--output", image)).isEqualTo(2);
		assertThat(err.toString()).contains("Cannot make the folder \"" + image + "\": a file has that name.");
		assertThat(run("segment", image)).isEqualTo(2);
		assertThat(err.toString()).contains("Missing required option: '--output=FOLDER'");
		assertThat(run("segmnt", image)).isEqualTo(2);
		assertThat(run()).isEqualTo(2);
		assertThat(results()).isEmpty();
	}

	@Test
	void a_stack_has_its_labels_in_one_file_and_its_table_says_where() throws IOException {
		ij.ImageStack stack = new ij.ImageStack(96, 80);
		stack.addSlice(BlobModel.image("", new int[] { 20, 20 }).getProcessor());
		stack.addSlice(BlobModel.image("", new int[] { 40, 20 }, new int[] { 70, 50 }).getProcessor());
		ImagePlus image = new ImagePlus("stack", stack);
		image.setDimensions(1, 1, 2);
		ImageWriter.saveTiff(image, folder.resolve("stack.tif"));
		assertThat(segment(folder.resolve("stack.tif"))).isZero();
		ImagePlus labels = ImageFiles.open(folder.resolve("out/stack_labels.tif"));
		assertThat(labels.getStackSize()).isEqualTo(2);
		assertThat(labels.getStack().getProcessor(2).get(70, 50)).isPositive();
		List<String> table = Files.readAllLines(folder.resolve("out/stack_objects.csv"));
		int frame = List.of(table.get(0).split(",")).indexOf("Frame");
		assertThat(table.subList(1, 4)).extracting(line -> line.split(",")[frame]).containsExactly("1", "2", "2");
	}

	@Test
	void the_options_are_the_keys_of_the_command() {
		Set<String> options = new SegmentFiles().spec().options().stream().map(OptionSpec::longestName).collect(Collectors.toSet());
		assertThat(options).contains("--output", "--threads", "--memory", "--tile");
		CommandInput.of(Segment.class).stream().map(CommandInput::name).filter(name -> !Set.of("rois", "roi", "measure").contains(name))
			.forEach(name -> assertThat(options).contains("--" + name));
	}

	@Test
	void jobs_change_neither_files_nor_the_order_of_reports() throws IOException {
		for (int i = 0; i < 8; i++) {
			image("image" + i + ".tif", new int[] { 15 + i, 20 }, new int[] { 60, 20 + 3 * i });
		}
		Files.writeString(folder.resolve("image3x.tif"), "no image");
		assertThat(run("segment", folder, "--model", "blobs", "--output", folder.resolve("one"), "--jobs", "1")).isEqualTo(1);
		assertThat(run("segment", folder, "--model", "blobs", "--output", folder.resolve("four"), "--jobs", "4")).isEqualTo(1);
		List<String> reports = out.toString().lines().filter(line -> line.startsWith("[")).map(line -> line.replaceAll(", [0-9.]+ s", "")).toList();
		assertThat(reports).hasSize(16);
		assertThat(reports.subList(0, 8)).isEqualTo(reports.subList(8, 16));
		assertThat(err.toString().lines().filter(line -> line.contains("image3x.tif"))).hasSize(2);
		try (Stream<Path> files = Files.list(folder.resolve("one"))) {
			for (Path file : files.toList()) {
				if (!file.toString().endsWith(".zip")) {
					assertThat(folder.resolve("four").resolve(file.getFileName())).hasSameBinaryContentAs(file);
				}
			}
		}
		assertThat(folder.resolve("four").toFile().list()).hasSameSizeAs(folder.resolve("one").toFile().list()).hasSize(33);
	}

	@Test
	void only_the_files_that_are_wanted_are_written() throws IOException {
		Path image = image("discs.tif", new int[] { 20, 20 }, new int[] { 60, 40 });
		assertThat(run("segment", image, "--model", "blobs", "--output", folder.resolve("out"), "--write", "labels,table")).isZero();
		assertThat(results()).containsExactly("discs_labels.tif", "discs_objects.csv");
		assertThat(out.toString()).contains("discs.tif: 2 objects");
		assertThat(run("segment", image, "--model", "blobs", "--output", folder.resolve("out"), "--write", "labels,boxes")).isEqualTo(2);
		assertThat(err.toString()).contains("\"write\" must be a list of labels,rois,table,overlay,zarr, but holds \"boxes\".");
		assertThat(run("segment", image, "--model", "blobs", "--output", folder.resolve("out"), "--jobs", "-1")).isEqualTo(2);
		assertThat(err.toString()).contains("\"jobs\" must be 0 or more, but is -1.");
	}

	@Test
	void labels_are_written_as_ome_zarr_where_that_is_asked_for_and_again_over_their_own() throws IOException {
		Path image = image("discs.tif", new int[] { 20, 20 }, new int[] { 60, 40 });
		for (int i = 0; i < 2; i++) {
			assertThat(run("segment", image, "--model", "blobs", "--output", folder.resolve("out"), "--write", "labels,zarr")).as(err.toString()).isZero();
			assertThat(results()).containsExactlyInAnyOrder("discs_labels.tif", "discs_labels.ome.zarr");
		}
		ImagePlus tiff = ImageFiles.open(folder.resolve("out/discs_labels.tif"));
		ImagePlus zarr = ImageFiles.open(folder.resolve("out/discs_labels.ome.zarr"));
		for (int y = 0; y < tiff.getHeight(); y++) {
			for (int x = 0; x < tiff.getWidth(); x++) {
				assertThat(zarr.getProcessor().getf(x, y)).isEqualTo(tiff.getProcessor().getf(x, y));
			}
		}
		Path foreign = Files.createDirectories(folder.resolve("other/discs_labels.ome.zarr"));
		Files.writeString(foreign.resolve("mine.txt"), "mine");
		assertThat(run("segment", image, "--model", "blobs", "--output", folder.resolve("other"), "--write", "zarr")).isEqualTo(1);
		assertThat(err.toString()).contains("which Fovea did not write");
		assertThat(foreign.resolve("mine.txt")).hasContent("mine");
	}

	@Test
	void a_profile_says_where_the_time_went() throws IOException {
		Path image = image("discs.tif", new int[] { 20, 20 });
		assertThat(run("segment", image, "--model", "blobs", "--output", folder.resolve("out"), "--profile")).isZero();
		assertThat(out.toString()).contains("of all threads went").containsPattern("network: [0-9.]+ GFLOP at [0-9]+ GFLOP/s while it ran");
	}

	@Test
	void help_lists_the_subcommands() {
		assertThat(run("--help")).isZero();
		Subcommands.names().forEach(name -> assertThat(out.toString()).contains("  " + name + " "));
		assertThat(run("segment", "--help")).isZero();
		assertThat(out.toString()).contains("IMAGE_OR_FOLDER...").contains("STEM_labels.tif");
	}

	@Test
	void on_a_terminal_one_line_is_rewritten() throws IOException {
		image("a.tif", new int[] { 20, 20 });
		image("b.tif", new int[] { 20, 20 });
		Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), true);
		assertThat(Fovea.run(terminal, "segment", folder.toString(), "--model", "blobs", "--output", folder.resolve("out").toString())).isZero();
		assertThat(out.toString().lines().filter(line -> !line.isBlank()).toList()).last().asString().startsWith("2 images, ");
		assertThat(out.toString()).contains("\r[1/2] a.tif  100%").contains("\r[2/2] b.tif");
		assertThat(out.toString().chars().filter(c -> c == '\n').count()).isEqualTo(1);
	}

	private Path image(String name, int[]... centres) throws IOException {
		Path file = folder.resolve(name);
		ImageWriter.saveTiff(BlobModel.image(name, centres), file);
		return file;
	}

	private int segment(Path... inputs) {
		return run(
			Stream.concat(Stream.concat(Stream.of("segment"), Stream.of(inputs)), Stream.of("--model", "blobs", "--output", folder.resolve("out"))).toArray());
	}

	private List<String> results() throws IOException {
		Path results = folder.resolve("out");
		if (!Files.exists(results)) return List.of();
		try (Stream<Path> files = Files.list(results)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}
}

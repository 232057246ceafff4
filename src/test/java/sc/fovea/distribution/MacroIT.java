package sc.fovea.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fovea.distribution.Distribution.Ended;
import sc.fovea.image.ImageFiles;
import sc.fovea.model.ModelStore;
import sc.fovea.net.Network;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Size;

/** Macros in ImageJ without a display, with Fovea's jar in the plugins folder. */
class MacroIT {

	private static final Path TEACHING = Path.of("macros/teaching");

	@TempDir
	Path folder;

	@BeforeEach
	void installPlugin() throws IOException {
		Distribution.installPlugin(folder);
	}

	@Test
	void segment_nuclei_leaves_the_label_image_active_and_a_row_for_each_nucleus() throws Exception {
		Ended ended = run(Path.of("macros/Segment_Nuclei.ijm"), Distribution.IMAGES.resolve("nuclei_touching.tif"));
		assertThat(ended.out()).contains("active: nuclei_touching_labels 16-bit");
		assertThat(ended.out()).containsPattern("nuclei_touching.tif: 2\\d nuclei, labelled in nuclei_touching_labels");
	}

	@Test
	void track_nuclei_leaves_labels_whose_ids_are_those_of_tracks() throws Exception {
		Ended ended = run(Path.of("macros/Track_Nuclei.ijm"), Distribution.IMAGES.resolve("nuclei_timelapse.tif"));
		assertThat(ended.out()).contains("active: nuclei_timelapse_tracks 16-bit");
		assertThat(ended.out()).containsPattern("nuclei_timelapse.tif: [1-9]\\d? tracks in 3 frames, labelled in nuclei_timelapse_tracks");
	}

	@Test
	void detect_cells_leaves_a_box_and_a_row_for_each_cell() throws Exception {
		Ended ended = run(Path.of("macros/Detect_Cells.ijm"), Distribution.IMAGES.resolve("blood-smears/images/smear.png"));
		assertThat(ended.out()).contains("active: smear.png").contains("smear.png: Platelets 3, RBC 17, WBC 1");
		assertThat(ended.out()).contains("smear.png: 17 red cells, 1 white cells and 3 platelets in 21 boxes");
	}

	@Test
	void explain_model_leaves_the_picture_active_and_says_what_share_lies_at_the_white_cell() throws Exception {
		Ended ended = run(Path.of("macros/Explain_Model.ijm"), Distribution.IMAGES.resolve("blood-smears/images/smear.png"));
		assertThat(ended.out())
			.containsPattern("smear.png: 1 explained, the first WBC of score 0\\.\\d\\d, \\d+ % at the object, shown in Explanation of smear.png");
	}

	@Test
	void count_white_cells_finds_them_with_one_model_and_tells_them_apart_with_another() throws Exception {
		Ended ended = run(Path.of("macros/Count_White_Cells.ijm"), Distribution.IMAGES.resolve("blood-smears/images/smear.png"));
		assertThat(ended.out()).containsPattern("smear.png: 1 white cells, eosinophil [01], lymphocyte [01], monocyte [01], neutrophil [01]");
	}

	@Test
	@Tag("slow")
	void find_label_errors_names_the_image_in_the_wrong_folder_first() throws Exception {
		Path data = folder.resolve("some cells");
		for (int i = 0; i < 14; i++) {
			Path of = Files.createDirectories(data.resolve(i == 13 || i % 2 == 0 ? "dark" : "bright"));
			ij.process.ByteProcessor pixels = new ij.process.ByteProcessor(96, 96);
			for (int p = 0; p < pixels.getPixelCount(); p++) {
				pixels.set(p, i % 2 == 0 ? 20 + i + (p % 96 / 12 % 2) * 60 : 20 + i + (p / 96 / 4 % 2) * 200);
			}
			sc.fovea.image.ImageWriter.saveTiff(new ij.ImagePlus("", pixels.convertToRGB()), of.resolve(i + ".tif"));
		}
		Ended ended = run(Path.of("macros/Find_Label_Errors.ijm"), data);
		assertThat(ended.out()).contains("1. dark/13.tif: labelled dark, its neighbours say bright");
	}

	@Test
	void augment_open_image_leaves_the_variants_active_and_an_outline_for_each_object_in_each() throws Exception {
		Ended ended = run(Path.of("macros/Augment_Open_Image.ijm"), Distribution.IMAGES.resolve("nuclei_touching.tif"));
		assertThat(ended.out()).contains("active: nuclei_touching_variants 8-bit");
		assertThat(ended.out()).containsPattern("nuclei_touching.tif: \\d+ outlines became \\d{2,3} in 6 variants, nuclei_touching_variants");
		assertThat(failing("run(\"Augment...\", \"recipe=fluorescense\");")).contains("Did you mean 'fluorescence'?");
	}

	@Test
	void segment_moving_object_leaves_the_labels_active_and_a_row_for_each_frame() throws Exception {
		Ended ended = run(Path.of("macros/Segment_Moving_Object.ijm"), Distribution.IMAGES.resolve("films/moving_blob.tif"));
		assertThat(ended.out()).contains("active: moving_blob_labels 16-bit");
		assertThat(ended.out()).contains("moving_blob.tif:0001 in frame 8: area ")
			.contains("moving_blob.tif: 8 outlines in 8 frames, labelled in moving_blob_labels");
	}

	@Test
	void find_alike_finds_the_red_cells_that_are_like_three_outlined_ones() throws Exception {
		Path image = Files.copy(Distribution.IMAGES.resolve("blood-smears/images/smear.png"), folder.resolve("smear.png"));
		Files.copy(Distribution.IMAGES.resolve("exemplars/smear.zip"), folder.resolve("smear_exemplars.zip"));
		Ended ended = run(Path.of("macros/Find_Alike.ijm"), image);
		assertThat(ended.out()).contains("active: smear_labels 16-bit");
		assertThat(ended.out()).containsPattern("smear.png: (1[7-9]|2\\d) objects like the exemplars, of a mean area of \\d{4}, labelled in smear_labels");
		assertThat(failing("run(\"Find Alike...\");")).contains("Expected 1 to 5 outlined exemplars in \"");
	}

	@Test
	void batch_folder_segments_all_images_and_reports() throws Exception {
		Path images = Files.createDirectories(folder.resolve("my images/sub")).getParent();
		Files.copy(Distribution.IMAGES.resolve("nuclei_touching.tif"), images.resolve("a.tif"));
		Files.copy(Distribution.IMAGES.resolve("nuclei_sparse.tif"), images.resolve("sub/b.tif"));
		Ended ended = run(Path.of("macros/Batch_Folder.ijm"), images);
		assertThat(ended.out()).contains("2 images, listed in results/summary.csv");
		assertThat(images.resolve("results/report.html")).content().contains("sub/b.tif");
		assertThat(images.resolve("results/nuclei/sub/b_labels.tif")).isNotEmptyFile();
	}

	@Test
	@Tag("slow")
	void train_nuclei_makes_a_model_that_finds_them() throws Exception {
		Ended ended = train("macros/Train_Nuclei.ijm");
		assertThat(ended.out()).contains("Trained after 80 steps: AP@0.5 ").contains("where Segment... finds it as \"my-nuclei\"");
		assertThat(ended.out()).containsPattern("drawn1\\.tif: 1\\d nuclei, labelled in drawn1_labels").contains("active: drawn1_labels 16-bit");
		assertThat(folder.resolve(".fovea/models/my-nuclei_training.png")).isNotEmptyFile();
	}

	@Test
	@Tag("slow")
	void fine_tune_nuclei_teaches_the_model_dark_ones() throws Exception {
		Ended ended = train("macros/Fine_Tune_Nuclei.ijm");
		assertThat(ended.out()).contains("Begins with the model 'nuclei'").containsPattern("after \\d+ steps: AP@0.5 (1|0\\.[89])");
		assertThat(ended.out()).containsPattern("drawn1\\.tif: 1[5-7] nuclei, labelled in drawn1_labels").contains("active: drawn1_labels 16-bit");
	}

	@Test
	@Tag("slow")
	void repair_outlines_learns_a_shape_and_completes_what_is_hidden() throws Exception {
		Ended ended = train("macros/Repair_Outlines.ijm");
		assertThat(ended.out()).contains("Fitted to 6 images: explained_variance 0.9").contains("active: hidden_labels-1 16-bit").contains("ShapeDist");
		Matcher pixels = Pattern.compile("labelled pixels: (\\d+) as seen, (\\d+) repaired").matcher(ended.out());
		assertThat(pixels.find()).isTrue();
		assertThat(Integer.parseInt(pixels.group(2))).isGreaterThan(Integer.parseInt(pixels.group(1)) + 300);
	}

	/** Runs a macro that draws images of its own, into this test's folder. */
	private Ended train(String macro) throws IOException, InterruptedException {
		Path data = folder.resolve("drawn by a macro");
		String text = Files.readString(Path.of(macro)).replaceFirst("getDirectory\\(\"temp\"\\) \\+ \"[a-z-]+\"", "\"" + data + "\"");
		assertThat(text).contains("drawNuclei(\"" + data + "\")");
		return run(Files.writeString(folder.resolve("test.ijm"), text), Path.of(""));
	}

	@Test
	void draw_cells_draws_the_same_pictures_for_the_same_seed() throws Exception {
		Path twice = Files.writeString(folder.resolve("twice.ijm"), """
			drawer = getArgument();
			temp = getDirectory("temp");
			runMacro(drawer, temp + "a|3|7");
			runMacro(drawer, temp + "a|2|7");
			runMacro(drawer, temp + "b|2|7");
			runMacro(drawer, temp + "c|2|8");
			runMacro(drawer, temp + "d|2|7|grey");
			""");
		run(twice, TEACHING.resolve("Draw_Cells.ijm").toAbsolutePath());
		for (String kind : List.of("round", "bean", "lobed")) {
			assertThat(folder.resolve("a/" + kind)).isDirectoryContaining("glob:**/" + kind + "002.png")
				.isDirectoryNotContaining("glob:**/" + kind + "003.png");
			String name = kind + "/" + kind + "002.png";
			ImagePlus drawn = ImageFiles.open(folder.resolve("a/" + name));
			assertThat(pixels("b/" + name)).isEqualTo(pixels("a/" + name));
			assertThat(pixels("c/" + name)).isNotEqualTo(pixels("a/" + name));
			ImagePlus grey = ImageFiles.open(folder.resolve("d/" + name));
			assertThat(grey.getStatistics().mean).isCloseTo(drawn.getStatistics().mean, within(1.0));
			assertThat(Arrays.stream(pixels("d/" + name)).allMatch(p -> (p >> 16 & 0xff) == (p & 0xff) && (p >> 8 & 0xff) == (p & 0xff))).isTrue();
		}
	}

	private int[] pixels(String file) throws IOException {
		return (int[]) ImageFiles.open(folder.resolve(file)).getProcessor().convertToRGB().getPixels();
	}

	@Test
	void what_layers_see_shows_maps_and_tells_receptive_fields() throws Exception {
		Ended ended = run(TEACHING.resolve("What_Layers_See.ijm"), Distribution.IMAGES.resolve("blood-smears/images/smear.png"));
		assertThat(ended.out()).contains("active: What layers see 8-bit");
		Network network = ModelStore.standard().load("blood-cells").network();
		for (String layer : List.of("stem1b_relu", "down1b_relu", "bottomb_relu", "class_features_relu")) {
			Size sees = new ReceptiveField(network).size(layer).orElseThrow();
			assertThat(ended.out()).containsPattern(layer + ": \\d+ maps of .*; a pixel of them sees " + sees.width() + " x " + sees.height() + " pixels");
		}
	}

	@Test
	void every_teaching_macro_has_its_place_in_the_textbook_and_nothing_else_has() throws IOException {
		String textbook = Files.readString(Path.of("src/docs/textbook.md"));
		List<String> named = Pattern.compile("macros/teaching/(\\w+\\.ijm)").matcher(textbook).results().map(found -> found.group(1)).distinct().sorted()
			.toList();
		try (Stream<Path> files = Files.list(TEACHING)) {
			assertThat(named).isEqualTo(files.map(file -> file.getFileName().toString()).sorted().toList());
		}
	}

	/** With a few steps, of which nothing can be learned, but which show that they come to their end. */
	@ParameterizedTest
	@Tag("slow")
	@CsvSource(delimiter = '|', textBlock = """
		Pooling               | max\\t0\\.\\d+\\naverage\\t0\\.\\d+\\nl2\\t0\\.\\d+                                           | Pooling: cell, max, average, L2 8-bit
		Dropout               | 0\\t\\d\\.\\d+\\t0\\.\\d+\\t.*\\n0\\.5\\t\\d\\.\\d+\\t0\\.\\d+                                   | Learning by heart
		Network_In_Network    | lenet5\\t\\d+\\t0\\.\\d+\\nvgg\\t\\d+\\t0\\.\\d+\\nnetwork-in-network\\t\\d+\\t0\\.\\d+              | Channels: red, green, blue, mixed 8-bit
		Augmentations         | none\\t0\\.\\d+\\ngrayscale\\t0\\.\\d+\\n(.*\\n){8}photo\\t0\\.\\d+                              | Augmentations 24-bit
		Transfer              | 5\\t0\\.\\d+\\t0\\.\\d+\\n10\\t0\\.\\d+\\t0\\.\\d+\\n30\\t0\\.\\d+\\t0\\.\\d+                        | With and without transfer
		Freezing              | none(\\t0\\.\\d+){2}\\n50%(\\t0\\.\\d+){2}\\nhead(\\t0\\.\\d+){2}                               | Freezing
		Four_Tasks            | (?s)localization: .*classification: \\w+\\n.*detection: \\d+ boxes, 1 of white cells.*segmentation: \\d+ pixels; drawn \\d+ | Four tasks 24-bit
		""")
	void teaching_macros_print_their_table_and_show_their_picture(String macro, String table, String active) throws Exception {
		Ended ended = run(TEACHING.resolve(macro + ".ijm"), Path.of("3"));
		assertThat(ended.out()).as(ended.err()).containsPattern(table).contains("active: " + active);
	}

	@Test
	void a_rectangle_over_a_quarter_leaves_exactly_the_nuclei_whose_centres_lie_in_it() throws Exception {
		assertThat(macro(Distribution.QUARTER).out()).containsPattern("quarter: (\\d+) of 2\\d nuclei, \\1 found, 0 others, title nuclei_touching_labels-1");
	}

	@Test
	void lines_work_one_after_the_other_and_the_input_can_be_named() throws Exception {
		Ended ended = macro("""
			open(getArgument());
			rename("my cells.tif");
			run("Duplicate...", "title=other");
			run("Segment...", "input=[my cells.tif] model=nuclei probability=0.5 scale=1 rois");
			getStatistics(area, mean, min, max);
			print("labels " + getTitle() + " " + max + " overlay " + Overlay.size);
			selectImage("my cells.tif");
			getStatistics(area, mean, min, max);
			print("input untouched " + (max > 100 && bitDepth() == 8));
			run("Models...");
			""");
		assertThat(ended.out()).containsPattern("labels my cells_labels (\\d+) overlay \\1").contains("input untouched 1").contains("star-convex");
	}

	@Test
	void a_misspelt_key_is_one_sentence_and_the_macro_ends() throws Exception {
		assertThat(failing("run(\"Segment...\", \"modell=nuclei\");")).contains("There is no key \"modell\"; the keys are model, probability,");
		assertThat(failing("run(\"Segment...\", \"model=nucleus\");")).contains("got 'nucleus'").contains("Did you mean 'nuclei'?");
		assertThat(failing("run(\"Segment...\", \"model=nuclei input=nothing\");")).contains("there is none with the title \"nothing\"");
	}

	private String failing(String line) throws IOException, InterruptedException {
		Ended ended = macro("open(getArgument());\n" + line + "\nprint(\"went on\");");
		assertThat(ended.out()).doesNotContain("went on").doesNotContain("Exception");
		assertThat(ended.err()).doesNotContain("Exception");
		return ended.out() + ended.err();
	}

	private Ended macro(String text) throws IOException, InterruptedException {
		return run(Files.writeString(folder.resolve("test.ijm"), text), Distribution.IMAGES.resolve("nuclei_touching.tif"));
	}

	private Ended run(Path macro, Path image) throws IOException, InterruptedException {
		return Distribution.imageJ(new Distribution.ImageJ(folder, ""), HeadlessMacro.class, macro.toAbsolutePath(), image);
	}
}

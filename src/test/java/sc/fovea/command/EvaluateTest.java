package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.Macro;
import ij.gui.Plot;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.LUT;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import sc.fovea.image.Comparison;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelImage;
import sc.fovea.image.PixelSize;
import sc.fovea.job.Platform;

/** The command as scripts and {@code CommandService} use it. */
class EvaluateTest {

	private static final int WIDTH = 96;
	private static final int HEIGHT = 80;

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	@BeforeAll
	static void installModel() throws IOException {
		BlobModel.install(models);
	}

	/** Two images: one whose labels are its discs, one with a label too many and a disc too many. */
	@BeforeEach
	void annotate() throws IOException {
		Files.createDirectories(folder.resolve("data/images"));
		Files.createDirectories(folder.resolve("data/labels"));
		annotate("good", new int[][] { { 20, 20 }, { 60, 40 } }, new int[][] { { 20, 20 }, { 60, 40 } });
		annotate("bad", new int[][] { { 20, 20 }, { 60, 40 } }, new int[][] { { 20, 20 }, { 75, 60 } });
	}

	private void annotate(String name, int[][] discs, int[][] labels) throws IOException {
		ImageWriter.saveTiff(BlobModel.image(name, discs), folder.resolve("data/images/" + name + ".tif"));
		save(labels(labels), "data/labels/" + name + ".tif");
	}

	private void save(int[] ids, String file) throws IOException {
		ImageWriter.saveTiff(LabelImage.of(ids, WIDTH, HEIGHT, LabelImage.largest(ids), PixelSize.PIXEL, ""), folder.resolve(file));
	}

	private static int[] labels(int[]... centres) {
		int[] ids = new int[WIDTH * HEIGHT];
		for (int i = 0; i < ids.length; i++) {
			for (int n = 0; n < centres.length; n++) {
				if (Math.hypot(i % WIDTH - centres[n][0], i / WIDTH - centres[n][1]) <= 6) ids[i] = 10 + n;
			}
		}
		return ids;
	}

	@Test
	void tables_plot_and_pictures_say_how_good_a_model_is() throws Exception {
		ResultsTable results = ResultsTable.getResultsTable();
		results.reset();
		Module done = run(Map.of("model", "blobs", "worst", 1));
		assertThat(files()).containsExactly("evaluation.csv", "evaluation.png", "images.csv", "objects_by_size.csv", "summary.csv", "worst_1_bad.png");
		List<String> rows = lines("evaluation.csv");
		assertThat(rows).hasSize(11).first().isEqualTo("IoU,TP,FP,FN,AP,precision,recall,F1,PQ,mean_matched_IoU");
		assertThat(rows.get(1)).startsWith("0.500000,3,1,1,0.600000,0.750000,0.750000,0.750000,");
		assertThat(lines("images.csv")).hasSize(3).element(1).asString().startsWith("bad,2,2,1,1,1,0.333333,");
		assertThat(lines("images.csv").get(2)).startsWith("good,2,2,2,0,0,1.000000,");
		assertThat(lines("objects_by_size.csv").get(1)).startsWith("64,127,4,3,0.750000,");
		assertThat(lines("summary.csv")).contains("images,2", "true_objects,4", "AP@0.5,0.600000");
		assertThat(results.size()).isEqualTo(10);
		assertThat(results.getLabel(0)).isEqualTo("blobs");
		assertThat(results.getValue("AP", 0)).isCloseTo(0.6, offset(1e-9));
		assertThat(((ImagePlus) done.getOutput("plot")).getProperty(Plot.PROPERTY_KEY)).isInstanceOf(Plot.class);
	}

	@Test
	void the_picture_marks_what_is_missed_and_what_is_false() throws Exception {
		run(Map.of("model", "blobs"));
		BufferedImage picture = ImageIO.read(folder.resolve("out/worst_1_bad.png").toFile());
		assertThat(picture.getWidth()).isEqualTo(5 * WIDTH);
		int missed = picture.getRGB(75 * 5 + 2, 60 * 5 + 2), found = picture.getRGB(20 * 5 + 2, 20 * 5 + 2), invented = picture.getRGB(60 * 5 + 2, 40 * 5 + 2);
		assertThat(missed & 255).isGreaterThan((missed >> 16 & 255) + 50);
		assertThat(invented >> 16 & 255).isGreaterThan((invented & 255) + 50);
		assertThat(found >> 16 & 255).isEqualTo(found & 255);
		assertThat(colours(picture)).contains(Comparison.TRUE, Comparison.PREDICTED, 0xffffff);
		assertThat(folder.resolve("out/worst_2_good.png")).exists();
	}

	/** The blue channel is the first of one image and the second of the other. */
	@Test
	void a_channel_is_found_by_its_colour_in_each_image() throws Exception {
		composite("good", new int[][] { { 20, 20 }, { 60, 40 } }, Color.BLUE, Color.RED);
		composite("bad", new int[][] { { 20, 20 }, { 60, 40 } }, Color.RED, Color.BLUE);
		run(Map.of("model", "blobs", "channel", "blue"));
		assertThat(lines("evaluation.csv").get(1)).startsWith("0.500000,3,1,1,0.600000,");
		assertThat(folder.resolve("out/worst_1_bad.png")).exists();
		assertThat(reason(Map.of("model", "blobs", "channel", "green")))
			.contains("Expected one of the channels of").contains("red").contains("bad.tif");
		assertThat(reason(Map.of("model", "blobs"))).contains("choose one with channel=1 to channel=2");
	}

	/** The discs are in blue; in the other colour is one more. */
	private void composite(String name, int[][] discs, Color... colours) {
		ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (Color colour : colours) {
			int[][] shown = colour == Color.BLUE ? discs : new int[][] { { 40, 15 } };
			stack.addSlice(BlobModel.image(name, shown).getProcessor());
		}
		ImagePlus image = new ImagePlus(name, stack);
		image.setDimensions(2, 1, 1);
		CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
		for (int c = 0; c < colours.length; c++) {
			composite.setChannelLut(LUT.createLutFromColor(colours[c]), c + 1);
		}
		new FileSaver(composite).saveAsTiff(folder.resolve("data/images/" + name + ".tif").toString());
	}

	private static int[] colours(BufferedImage picture) {
		int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
		return Arrays.stream(pixels).map(p -> p & 0xffffff).distinct().toArray();
	}

	@Test
	void labels_of_another_program_are_compared_without_a_model() throws Exception {
		Files.createDirectories(folder.resolve("other"));
		save(labels(new int[] { 20, 20 }, new int[] { 60, 40 }), "other/good_labels.tif");
		Files.copy(folder.resolve("data/labels/bad.tif"), folder.resolve("other/bad.tif"));
		Files.write(folder.resolve("other/good_overlay.png"), new byte[1]);
		run(Map.of("predicted", folder.resolve("other").toString()));
		assertThat(lines("evaluation.csv").get(10)).startsWith("0.950000,4,0,0,1.000000,");
		assertThat(ResultsTable.getResultsTable().getLabel(ResultsTable.getResultsTable().size() - 1)).isEqualTo("other");
		run(Map.of("predicted", folder.resolve("data/labels").toString(), "data", folder.resolve("data/labels").toString()));
		assertThat(lines("images.csv")).hasSize(3);
	}

	@Test
	void classes_of_pixels_are_compared() throws Exception {
		Files.createDirectories(folder.resolve("truth"));
		Files.createDirectories(folder.resolve("classes"));
		classes("truth/a.png", 0, 1, 2, 2);
		classes("classes/a.png", 0, 1, 1, 2);
		run(Map.of("predicted", folder.resolve("classes").toString(), "data", folder.resolve("truth").toString(), "task", "semantic-segmentation"));
		assertThat(files()).containsExactly("confusion_matrix.csv", "evaluation.csv", "evaluation.png", "images.csv", "summary.csv", "worst_1_a.png");
		assertThat(lines("evaluation.csv")).containsExactly("class,name,true_pixels,predicted_pixels,IoU,Dice,precision,recall",
			"0,0,1,1,1.000000,1.000000,1.000000,1.000000", "1,1,1,2,0.500000,0.666667,0.500000,1.000000", "2,2,2,1,0.500000,0.666667,1.000000,0.500000");
		assertThat(lines("summary.csv")).contains("pixel_accuracy,0.750000", "mean_IoU,0.666667");
	}

	private void classes(String file, int... classes) throws IOException {
		ByteProcessor pixels = new ByteProcessor(classes.length, 1);
		for (int i = 0; i < classes.length; i++) {
			pixels.set(i, classes[i]);
		}
		ImageWriter.savePng(new ImagePlus("", pixels), folder.resolve(file));
	}

	@Test
	void images_without_objects_are_perfect_when_nothing_is_found_and_worst_when_something_is() throws Exception {
		annotate("empty", new int[0][], new int[0][]);
		annotate("ghost", new int[][] { { 30, 30 } }, new int[0][]);
		run(Map.of("model", "blobs"));
		assertThat(lines("images.csv").get(1)).startsWith("ghost,0,1,0,1,0,0.000000,");
		assertThat(lines("images.csv").get(3)).startsWith("empty,0,0,0,0,0,1.000000,");
	}

	@Test
	void pictures_of_an_earlier_run_are_replaced_and_other_files_stay() throws Exception {
		run(Map.of("model", "blobs", "worst", 2));
		Files.createFile(folder.resolve("out/worst_case.png"));
		run(Map.of("model", "blobs", "worst", 1));
		assertThat(files()).contains("worst_1_bad.png", "worst_case.png").doesNotContain("worst_2_good.png");
	}

	@Test
	void mistakes_are_one_sentence_and_leave_no_results() throws Exception {
		assertThat(reason(Map.of())).isEqualTo("Either a model or a folder of predicted labels is needed, but there is none of them.");
		assertThat(reason(Map.of("model", "blobs", "predicted", "x"))).contains("there is the model \"blobs\" and the folder \"x\".");
		assertThat(reason(Map.of("model", "blobs", "output", ""))).isEqualTo("\"output\" must be a folder, but is empty.");
		assertThat(reason(Map.of("model", "blobs", "data", "nowhere"))).startsWith("Expected a folder 'nowhere");
		assertThat(reason(Map.of("model", "blobs", "task", "counting"))).startsWith("\"task\" must be one of automatic,");
		assertThat(reason(Map.of("model", "blobs", "task", "semantic-segmentation")))
			.isEqualTo("A model for semantic-segmentation is expected, but this one is for instance-segmentation.");
		assertThat(reason(Map.of("model", "blobs", "worst", -1))).contains("\"worst\" must be 0 to 1000");
		String labels = folder.resolve("data/labels").toString();
		assertThat(reason(Map.of("predicted", labels, "probability", 0.4))).contains("leave them at 0");
		assertThat(files()).isEmpty();
	}

	@Test
	void a_macro_line_does_the_same() throws Exception {
		String line = "model=blobs data=[" + folder.resolve("data") + "] output=[" + folder.resolve("my results") + "] worst=0";
		Thread macro = new Thread(() -> {
			Macro.setOptions(line);
			new MenuEntry().run("sc.fovea.command.Evaluate");
		}, "Run$_evaluate");
		macro.start();
		macro.join();
		assertThat(folder.resolve("my results/evaluation.csv")).content().contains("0.500000,3,1,1,0.600000,");
	}

	@Test
	void names_and_sizes_that_do_not_fit_are_named() throws Exception {
		Path other = Files.createDirectories(folder.resolve("other"));
		Files.copy(folder.resolve("data/labels/good.tif"), other.resolve("good.tif"));
		assertThat(reason(Map.of("predicted", other.toString()))).isEqualTo("Expected predicted labels of the name \"bad\" in \"" + other + "\", got none.");
		ImageWriter.saveTiff(new ImagePlus("", new ByteProcessor(WIDTH, HEIGHT - 1)), other.resolve("bad.tif"));
		assertThat(reason(Map.of("predicted", other.toString(), "strict", true))).isEqualTo("Expected 96x80 pixels as in the true labels \""
			+ folder.resolve("data/labels/bad.tif") + "\", got 96x79 in \"" + other.resolve("bad.tif") + "\".");
		Files.copy(folder.resolve("data/labels/bad.tif"), other.resolve("spare.tif"));
		assertThat(reason(Map.of("predicted", other.toString()))).contains("got none for \"" + other.resolve("spare.tif") + "\"");
		Files.copy(other.resolve("bad.tif"), folder.resolve("data/images/bad.tif"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
		assertThat(reason(Map.of("model", "blobs", "strict", true))).isEqualTo("Expected labels of 96x79 pixels as the image has, got 96x80 in \""
			+ folder.resolve("data/labels/bad.tif") + "\".");
		Files.delete(folder.resolve("data/labels/bad.tif"));
		Files.delete(folder.resolve("data/labels/good.tif"));
		assertThat(reason(Map.of("model", "blobs"))).contains("got no labels for 'bad'");
		assertThat(files()).isEmpty();
	}

	private String reason(Map<String, Object> settings) throws Exception {
		return ((Cancelable) module(settings)).getCancelReason();
	}

	private Module run(Map<String, Object> settings) throws Exception {
		Module module = module(settings);
		assertThat(((Cancelable) module).getCancelReason()).isNull();
		return module;
	}

	private Module module(Map<String, Object> settings) throws Exception {
		Map<String, Object> inputs = new LinkedHashMap<>(Map.of("data", folder.resolve("data").toString(), "output", folder.resolve("out").toString()));
		inputs.putAll(settings);
		return Platform.context().service(CommandService.class).run(Evaluate.class, true, inputs).get();
	}

	private List<String> files() throws IOException {
		if (!Files.exists(folder.resolve("out"))) return List.of();
		try (Stream<Path> files = Files.list(folder.resolve("out"))) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	private List<String> lines(String file) throws IOException {
		return Files.readAllLines(folder.resolve("out").resolve(file));
	}
}

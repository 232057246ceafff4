package sc.fovea.augment.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ShortProcessor;
import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.Tag;
import sc.fovea.augment.Catalogue;
import sc.fovea.augment.Recipe;
import sc.fovea.augment.Recipes;
import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.VocFile;
import sc.fovea.geometry.Box;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelImage;
import sc.fovea.image.PixelSize;
import sc.fovea.image.RgbPicture;
import sc.fovea.image.ValueImage;
import sc.fovea.image.roi.RoiFiles;
import sc.fovea.image.roi.RoiLayers;

/** Folders in, folders of the same layout out. */
class FolderAugmentationTest {

	private static final PixelSize SIZE = new PixelSize(0.5, 0.5, 1, "micron");

	@TempDir
	Path root;

	private Path data;
	private Path output;

	@BeforeEach
	void folders() throws IOException {
		data = root.resolve("data");
		output = root.resolve("out");
		Files.createDirectories(data.resolve("images"));
		Files.createDirectories(data.resolve("labels"));
	}

	private static Recipe recipe(String steps) {
		return Recipes.parse(("{'steps':[" + steps + "]}").replace('\'', '"'), Catalogue.own());
	}

	private void writePair(String name) throws IOException {
		ShortProcessor pixels = new ShortProcessor(20, 12);
		int[] labels = new int[240];
		for (int i = 0; i < 240; i++) {
			pixels.set(i, 1000 + 7 * i);
			labels[i] = i % 20 / 5 * 100 + 1;
		}
		ImagePlus image = new ImagePlus(name, pixels);
		SIZE.applyTo(image);
		ImageWriter.saveTiff(image, data.resolve("images/" + name + ".tif"));
		ImageWriter.saveTiff(LabelImage.of(labels, 20, 12, 1000, SIZE, name), data.resolve("labels/" + name + ".tif"));
	}

	private FolderAugmentation.Report run(String steps, int variants) throws IOException {
		return new FolderAugmentation(recipe(steps), variants, 7, false).run(data, output, done -> {});
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.walk(output)) {
			return files.filter(Files::isRegularFile).map(f -> output.relativize(f).toString().replace('\\', '/')).sorted().toList();
		}
	}

	@Test
	void pictures_and_labels_keep_layout_depth_and_calibration_and_move_together() throws IOException {
		writePair("a");
		assertThat(run("{'use':'quarter_turns'}", 3)).isEqualTo(new FolderAugmentation.Report(3, List.of()));
		assertThat(names()).containsExactly("images/a_1.tif", "images/a_2.tif", "images/a_3.tif", "labels/a_1.tif", "labels/a_2.tif", "labels/a_3.tif");
		for (int k = 1; k <= 3; k++) {
			ImagePlus image = ImageFiles.open(output.resolve("images/a_" + k + ".tif"));
			ImagePlus labels = ImageFiles.open(output.resolve("labels/a_" + k + ".tif"));
			assertThat(image.getBitDepth()).isEqualTo(16);
			assertThat(PixelSize.of(image)).isEqualTo(SIZE);
			for (int i = 0; i < 240; i++) {
				int source = (image.getProcessor().get(i) - 1000) / 7;
				assertThat(labels.getProcessor().get(i)).isEqualTo(source % 20 / 5 * 100 + 1);
			}
		}
	}

	@Test
	void the_same_seed_writes_the_same_files_on_any_number_of_threads() throws IOException {
		for (String name : List.of("a", "b", "c")) {
			writePair(name);
		}
		FolderAugmentation augmentation = new FolderAugmentation(recipe("{'use':'rotation'},{'use':'mosaic'},{'use':'gaussian_noise'}"), 2, 3, false);
		augmentation.run(data, output, done -> {}, 1);
		Path again = root.resolve("again");
		List<Integer> progress = new ArrayList<>();
		augmentation.run(data, again, progress::add, 4);
		assertThat(progress).containsExactly(1, 2, 3);
		for (String name : names()) {
			assertThat(again.resolve(name)).hasSameBinaryContentAs(output.resolve(name));
		}
	}

	@Test
	void a_bad_file_is_named_and_the_rest_is_done() throws IOException {
		writePair("a");
		writePair("b");
		Files.writeString(data.resolve("images/a.tif"), "no image");
		FolderAugmentation.Report report = run("{'use':'symmetry'}", 1);
		assertThat(report.written()).isEqualTo(1);
		assertThat(report.failures()).singleElement().asString().contains("a.tif").endsWith(".").doesNotContain("Exception");
		assertThat(names()).containsExactly("images/b_1.tif", "labels/b_1.tif");
	}

	@Test
	void a_recipe_that_does_not_fit_a_picture_is_said_of_the_picture() throws IOException {
		writePair("a");
		assertThat(run("{'use':'stain_jitter'}", 1).failures()).singleElement().asString().contains("'a'").contains("3 channels");
	}

	@Test
	void boxes_of_voc_move_with_a_colour_picture() throws IOException {
		ColorProcessor colours = new ColorProcessor(30, 20);
		colours.setColor(0xff2010);
		colours.fill(new Roi(2, 3, 10, 5));
		ImageWriter.savePng(new ImagePlus("c", colours), data.resolve("images/c.png"));
		VocFile.write(data.resolve("labels/c.xml"), "c.png", new Extent(30, 20, 1, 3), List.of(LabelledBox.of("cell & <more>", new Box(2, 3, 10, 5))));
		run("{'use':'horizontal_flip'}", 1);
		assertThat(names()).containsExactly("images/c_1.png", "labels/c_1.xml");
		assertThat(VocFile.read(output.resolve("labels/c_1.xml"))).containsExactly(LabelledBox.of("cell & <more>", new Box(18, 3, 10, 5)));
		ImagePlus flipped = ImageFiles.open(output.resolve("images/c_1.png"));
		assertThat(flipped.getProcessor().get(18, 3) & 0xffffff).isEqualTo(0xff2010);
		assertThat(flipped.getProcessor().get(17, 3) & 0xffffff).isNotEqualTo(0xff2010);
	}

	@Test
	void overlapping_rois_and_points_move_and_keep_their_names() throws IOException {
		ImageWriter.saveTiff(new ImagePlus("r", new ByteProcessor(40, 30)), data.resolve("images/r.tif"));
		Roi oval = named(new OvalRoi(4, 5, 11, 9), "left one");
		Roi square = named(new Roi(10, 8, 10, 10), "square");
		RoiFiles.write(List.of(oval, square, named(new PointRoi(9.5, 9.5), "middle")), data.resolve("labels/r.zip"));
		run("{'use':'horizontal_flip'}", 1);
		RoiLayers moved = RoiLayers.read(output.resolve("labels/r_1.zip"), 40, 30);
		assertThat(moved.names()).containsExactlyInAnyOrder("left one", "square");
		assertThat(moved.points()).containsExactly(new RoiLayers.Mark("middle", 30.5, 9.5));
		RoiLayers before = RoiLayers.of(List.of(oval, square), 40, 30);
		assertThat(before.layers()).as("they overlap").hasSize(2);
		assertThat(pixels(moved, "left one", false)).containsExactly(pixels(before, "left one", true));
		assertThat(pixels(moved, "square", false)).containsExactly(pixels(before, "square", true));
	}

	@Test
	void what_is_not_annotated_moves_along_whatever_the_format() throws IOException {
		writePair("a");
		ByteProcessor mask = new ByteProcessor(20, 12);
		mask.setColor(1);
		mask.fill(new Roi(2, 3, 5, 4));
		ImageWriter.saveTiff(new ImagePlus("m", mask), data.resolve("labels/a_ignore.tif"));
		ImageWriter.saveTiff(new ImagePlus("r", new ByteProcessor(20, 12)), data.resolve("images/r.tif"));
		Roi grouped = named(new Roi(10, 2, 4, 4), "mine");
		grouped.setGroup(3);
		RoiFiles.write(List.of(named(new Roi(1, 1, 4, 4), "cell-1"), grouped, named(new Roi(2, 3, 5, 4), "ignore")), data.resolve("labels/r.zip"));
		ImageWriter.saveTiff(new ImagePlus("v", new ByteProcessor(20, 12)), data.resolve("images/v.tif"));
		VocFile.write(data.resolve("labels/v.xml"), "v.tif", new Extent(20, 12, 1, 1), List.of(LabelledBox.of("x", new Box(2, 3, 10, 5))));
		Files.copy(data.resolve("labels/a_ignore.tif"), data.resolve("labels/v_ignore.tif"));
		run("{'use':'horizontal_flip'}", 1);
		assertThat(names()).contains("labels/a_1.tif", "labels/a_1_ignore.tif", "labels/r_1.zip", "labels/r_1_ignore.tif", "labels/v_1.xml",
			"labels/v_1_ignore.tif");
		for (AnnotatedImage image : DataSet.open(output, AnnotationFormats.own()).images()) {
			BitSet ignored = new BitSet();
			for (int i = 0; i < 240; i++) {
				ignored.set(i, new Rectangle(13, 3, 5, 4).contains(i % 20, i / 20));
			}
			assertThat(image.annotations().ignored()).as(image.name()).isEqualTo(ignored);
			if (image.name().equals("r_1")) {
				assertThat(image.annotations().objects()).extracting(object -> object.tag()).containsExactlyInAnyOrder(new Tag("cell-1", "cell", 0),
					new Tag("mine", "group 3", 3));
			}
		}
	}

	@Test
	void outlines_of_other_programs_become_rois_that_keep_their_classes() throws IOException {
		ImageWriter.saveTiff(new ImagePlus("q", new ByteProcessor(20, 12)), data.resolve("images/q.tif"));
		Files.writeString(data.resolve("labels/q.geojson"), ("{'features':[{'geometry':{'type':'Polygon','coordinates':[[[1,1],[6,1],[6,5],[1,5]]]},"
			+ "'properties':{'name':'first','classification':{'name':'Tumor'}}}]}").replace('\'', '"'));
		run("{'use':'horizontal_flip'}", 1);
		AnnotatedImage moved = DataSet.open(output, AnnotationFormats.own()).images().get(0);
		assertThat(moved.source().file()).hasFileName("q_1.zip");
		assertThat(moved.annotations().boxes()).containsExactly(new LabelledBox("Tumor", new Box(14, 1, 5, 4), 0, 1));
	}

	@Test
	void a_line_is_refused_since_it_could_not_be_moved() throws IOException {
		ImageWriter.saveTiff(new ImagePlus("r", new ByteProcessor(20, 12)), data.resolve("images/r.tif"));
		RoiFiles.write(List.of(named(new Line(1, 1, 5, 5), "line")), data.resolve("labels/r.zip"));
		assertThat(run("", 1).failures()).singleElement().asString().contains("\"line\"", "r.zip");
	}

	private static Roi named(Roi roi, String name) {
		roi.setName(name);
		return roi;
	}

	private static boolean[] pixels(RoiLayers rois, String name, boolean isMirrored) {
		int id = rois.names().indexOf(name) + 1;
		boolean[] pixels = new boolean[40 * 30];
		for (int[] layer : rois.layers()) {
			for (int i = 0; i < pixels.length; i++) {
				pixels[isMirrored ? i / 40 * 40 + 39 - i % 40 : i] |= layer[i] == id;
			}
		}
		return pixels;
	}

	@Test
	void a_stack_with_channels_stays_one() throws IOException {
		ImagePlus stack = ij.IJ.createImage("z", "16-bit composite-mode", 10, 8, 2, 3, 1);
		for (int n = 1; n <= 6; n++) {
			stack.getStack().getProcessor(n).set(0);
			stack.getStack().getProcessor(n).add(n);
		}
		ImageWriter.saveTiff(stack, data.resolve("images/z.tif"));
		run("{'use':'slice_flip'}", 1);
		ImagePlus flipped = ImageFiles.open(output.resolve("images/z_1.tif"));
		assertThat(new int[] { flipped.getNChannels(), flipped.getNSlices(), flipped.getNFrames() }).containsExactly(2, 3, 1);
		assertThat(Arrays.stream(new int[] { 1, 2, 3, 4, 5, 6 }).map(n -> flipped.getStack().getProcessor(n).get(0))).containsExactly(5, 6, 3, 4, 1, 2);
	}

	@Test
	void the_output_may_not_be_the_data_and_there_must_be_pictures() throws IOException {
		assertThatThrownBy(() -> run("", 1)).hasMessageContaining("got none");
		writePair("a");
		assertThatThrownBy(() -> new FolderAugmentation(recipe(""), 1, 1, false).run(data, data, done -> {})).hasMessageContaining("another folder");
	}

	@Test
	void forgotten_labels_are_named_and_nothing_is_written() throws IOException {
		writePair("a");
		writePair("b");
		Files.delete(data.resolve("labels/b.tif"));
		assertThatThrownBy(() -> run("", 1)).hasMessage("Expected labels for all pictures or for none in \"" + data + "\", got none for 'b'.");
		assertThat(output).doesNotExist();
		Files.delete(data.resolve("labels/a.tif"));
		assertThat(run("", 1).written()).isEqualTo(2);
	}

	@Test
	void a_contact_sheet_shows_the_picture_first_and_then_variants() {
		ByteProcessor pixels = new ByteProcessor(20, 10);
		for (int i = 0; i < 200; i++) {
			pixels.set(i, i);
		}
		ValueImage image = ValueImage.of(new ImagePlus("p", pixels));
		Annotated sample = ContactSheet.sample(image, "p");
		RgbPicture sheet = new ContactSheet(2, 3, 20).draw(image, sample, recipe("{'use':'horizontal_flip'}"), 1);
		assertThat(sheet.width()).isEqualTo(44);
		assertThat(sheet.height()).isEqualTo(44);
		assertThat(sheet.rgb()[5 * 44] & 0xff).isEqualTo(0);
		assertThat(sheet.rgb()[5 * 44 + 19] & 0xff).isEqualTo(19);
		assertThat(sheet.rgb()[5 * 44 + 24] & 0xff).as("flipped").isEqualTo(19);
	}
}

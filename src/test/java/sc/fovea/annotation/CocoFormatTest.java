package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.process.ByteProcessor;

import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;
import sc.fovea.image.ImageFileException;

class CocoFormatTest {

	private static final String HEAD = "{'info': {'x': [1, {'y': null}]}, 'categories': [{'id': 3, 'name': 'b'}, {'id': 1, 'name': 'a'}], "
		+ "'images': [{'id': 7, 'file_name': 'train/i.png', 'width': 20, 'height': 12}], ";

	private Folder folder;

	@BeforeEach
	void makeFolder(@TempDir Path root) throws IOException {
		folder = new Folder(root).image("i.tif");
	}

	private Annotations read(String... annotations) throws IOException {
		return folder.text("coco.json", HEAD + "'annotations': [" + String.join(", ", annotations) + "]}").only();
	}

	private static String entry(String fields) {
		return "{'id': 5, 'image_id': 7, 'category_id': 1, " + fields + "}";
	}

	@Test
	void boxes_are_x_y_width_height_with_the_names_of_their_categories() throws IOException {
		Annotations read = read(entry("'bbox': [1, 2.5, 3, 4]"), "{'bbox': [0, 0, 30, 5], 'category_id': 3, 'image_id': 7}");
		assertThat(read.boxes()).containsExactly(new LabelledBox("a", new Box(1, 2.5, 3, 4), 0, 1), new LabelledBox("b", new Box(0, 0, 20, 5), 0, 2));
	}

	@Test
	void boxes_alone_are_refused_where_outlines_are_needed() throws IOException {
		read(entry("'bbox': [1, 2, 3, 4]"));
		folder.refuses("outlines", "boxes only", "coco.json", "detection");
	}

	@Test
	void polygons_of_one_object_are_added_and_the_first_object_keeps_its_pixels() throws IOException {
		Annotations read = read(entry("'segmentation': [[0, 0, 4, 0, 4, 2, 0, 2], [6, 0, 8, 0, 8, 2, 6, 2]]"),
			"{'image_id': 7, 'category_id': 3, 'segmentation': [[3, 0, 7, 0, 7, 3, 3, 3]]}");
		assertThat(Arrays.copyOf(read.instances(), 10)).containsExactly(1, 1, 1, 1, 2, 2, 1, 1, 0, 0);
		assertThat(Arrays.copyOf(read.classes(ClassNames.withBackground(List.of("b", "a"))), 10)).containsExactly(1, 1, 1, 1, 2, 2, 1, 1, 0, 0);
		assertThat(read.boxes()).extracting(LabelledBox::box).containsExactly(new Box(0, 0, 8, 2), new Box(3, 0, 4, 3));
	}

	@Test
	void a_class_that_is_not_expected_is_named() throws IOException {
		Annotations read = read(entry("'segmentation': [[0, 0, 4, 0, 4, 2, 0, 2]]"));
		assertThatThrownBy(() -> read.classes(ClassNames.withBackground(List.of("tumour"))))
			.isInstanceOf(ImageFileException.class).hasMessageContainingAll("background, tumour", "'a'", "coco.json");
	}

	@Test
	void a_crowd_is_not_annotated() throws IOException {
		Annotations read = read(entry("'segmentation': [[0, 0, 2, 0, 2, 1, 0, 1]]"),
			entry("'iscrowd': 1, 'segmentation': {'size': [12, 20], 'counts': [12, 2, 226]}"));
		assertThat(Arrays.copyOf(read.instances(), 3)).containsExactly(1, Sample.IGNORED, 0);
		assertThat(read.instances()[21]).isEqualTo(Sample.IGNORED);
		assertThat(read.ignoredBoxes()).containsExactly(new Box(1, 0, 1, 2));
	}

	@Test
	void what_cannot_be_used_is_left_out_and_named() throws IOException {
		Annotations read = read(entry("'bbox': [1, 1, 2, 2]"), "{'id': 9, 'image_id': 7, 'category_id': 77, 'bbox': [1, 1, 2, 2]}",
			"{'id': 10, 'image_id': 7, 'category_id': 1, 'bbox': [1, 1, 2, 2]}", "{'id': 11, 'image_id': 7, 'category_id': 1, 'bbox': [30, 1, 2, 2]}",
			"{'id': 12, 'image_id': 7, 'category_id': 1, 'bbox': [3, 1, 0, 2]}", "{'id': 13, 'image_id': 8, 'category_id': 1, 'bbox': [3, 1, 1, 2]}");
		assertThat(read.boxes()).hasSize(1);
		assertThat(read.skips()).extracting(Skip::reason).containsExactly(Skip.Reason.UNKNOWN_CLASS, Skip.Reason.DUPLICATE, Skip.Reason.OUTSIDE,
			Skip.Reason.NO_AREA);
		assertThat(read.skips().get(0).what()).contains("annotation 9").contains("coco.json");
	}

	/** The file was written with pycocotools. */
	@Test
	void run_lengths_are_those_of_pycocotools() throws IOException {
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(getClass().getResourceAsStream("coco_masks.txt"), StandardCharsets.UTF_8))) {
			for (String line : lines.lines().filter(l -> !l.startsWith("#")).toList()) {
				String[] parts = line.split(" ");
				int width = Integer.parseInt(parts[0]);
				int height = Integer.parseInt(parts[1]);
				double[] size = { height, width };
				CocoShape.Runs runs = CocoShape.Runs.compressed(size, parts[2]);
				int[] expected = IntStream.range(0, parts[3].length()).filter(i -> parts[3].charAt(i) == '#').toArray();
				PixelMask mask = runs.mask(width, height);
				assertThat(mask.indices(width)).containsExactly(expected);
				folder.image("images/i.tif", new ByteProcessor(width, height));
				folder.text("coco.json",
					"{'images': [{'id': 1, 'file_name': 'i.tif'}], 'categories': [{'id': 1, 'name': 'a'}], 'annotations': [{'image_id': 1, "
						+ "'category_id': 1, 'segmentation': {'size': [" + height + ", " + width + "], 'counts': " + Arrays.toString(runs.counts()) + "}}]}");
				Annotations read = folder.open().images().get(0).annotations(Extent.plane(width, height));
				assertThat(read.objects().get(0).mask().orElseThrow().indices(width)).containsExactly(expected);
			}
		}
	}

	@Test
	void hostile_files_end_in_one_sentence_with_the_place() throws IOException {
		String[][] wrong = { { "{", "coco.json" }, { "[]", "an object" }, { "{'images': {}}", "a list", "$.images" }, { "{'images': []}", "no images" },
			{ "{'type': 'FeatureCollection', 'features': []}", "GeoJSON", ".geojson" }, { "{'images': [{'id': [1]}]}", "a text or a number", "$.images[0].id" },
			{ HEAD + "'annotations': [{'bbox': [1, 2, 3]}]}", "3 numbers", "$.annotations[0].bbox" },
			{ HEAD + "'annotations': [{'bbox': [1, 2, 3, 1e300]}]}", "up to 1e9", "1e300" },
			{ HEAD + "'annotations': [{'bbox': [1, 2, 3, NaN]}]}", "JSON", "$.annotations[0].bbox" },
			{ HEAD + "'annotations': [{'segmentation': [[1, 2, 3]]}]}", "x and y", "3 numbers" },
			{ HEAD + "'annotations': [" + entry("'segmentation': {'size': [12, 21], 'counts': [0]}") + "]}", "12 rows and 20 columns", "annotation 5" },
			{ HEAD + "'annotations': [" + entry("'segmentation': {'size': [12, 20], 'counts': [100, 100]}") + "]}", "240 pixels together", "annotation 5" },
			{ HEAD + "'annotations': [" + entry("'segmentation': {'size': [12, 20], 'counts': [-5, 245]}") + "]}", "240 pixels together" },
			{ HEAD + "'annotations': [" + entry("'segmentation': {'size': [12, 20], 'counts': 'oooooooooo'}") + "]}", "run lengths", "oooo" },
			{ HEAD + "'annotations': []} []", "Expected JSON", "something else" },
			{ "{'images': [{'id': 1, 'file_name': 'i.tif', 'width': 21, 'height': 12}]}", "21x12", "20x12", "'i.tif'" },
			{ "{'images': [{'id': 1, 'file_name': 'a/i.tif'}, {'id': 2, 'file_name': 'b/i.png'}]}", "each image once", "a/i.tif", "b/i.png" },
			{ "{'images': [{'id': 1, 'file_name': 'j.tif'}]}", "no labels for 'i'" } };
		for (String[] one : wrong) {
			folder.text("coco.json", one[0]);
			folder.refuses(Arrays.copyOfRange(one, 1, one.length));
		}
	}
}

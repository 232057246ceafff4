package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ShortProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fovea.data.LabelledBox;
import sc.fovea.geometry.Box;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.roi.RoiFiles;

/** Annotations as other programs name and write them. */
class ForeignNamesTest {

	private static final Path CASES = Path.of(Optional.ofNullable(System.getenv("FOVEA_SHARED")).orElse("../shared"), "cases", "annotations");

	private Folder folder;

	@BeforeEach
	void makeFolder(@TempDir Path root) {
		folder = new Folder(root);
	}

	private static ShortProcessor twoObjects() {
		ShortProcessor labels = new ShortProcessor(20, 12);
		for (int i = 0; i < 9; i++) {
			labels.set(i % 3 + 2, i / 3 + 2, 1);
			labels.set(i % 3 + 12, i / 3 + 2, 2);
		}
		return labels;
	}

	@ParameterizedTest
	@CsvSource({ "x.tif,x_cp_masks.tif", "x.tif,x_labels.tif", "x.ome.tif,x.tif", "x.tif,X.TIF", "x.tif,x_masks.tif", "Zelle\u0301.tif,Zellé.tif",
		"x.tif,x.ome.tif" })
	void labels_are_found_by_the_names_that_programs_give_them(String image, String labels) throws IOException {
		folder.image(image).image("labels/" + labels, twoObjects());
		assertThat(folder.only().boxes()).containsExactly(new LabelledBox(Tag.OBJECT, new Box(2, 2, 3, 3), 0, 1),
			new LabelledBox(Tag.OBJECT, new Box(12, 2, 3, 3), 0, 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "x_cp_masks.tif", "x_masks.tif", "X_labels.tif" })
	void labels_beside_their_image_are_no_image(String labels) throws IOException {
		folder.image("x.tif").image("images/" + labels, twoObjects()).image("y_mask.tif").image("labels/y_mask.tif", twoObjects());
		DataSet data = folder.open();
		assertThat(data.images()).extracting(AnnotatedImage::name).containsExactly("x", "y_mask");
		assertThat(data.images().get(0).annotations().boxes()).hasSize(2);
		folder.image("labels/x.tif", new ByteProcessor(20, 12));
		assertThat(folder.open().images().get(0).annotations().boxes()).as("those of the folder of labels go before").isEmpty();
	}

	@Test
	void a_stray_file_is_named_and_left_out_or_ends_it_where_that_is_wished() throws IOException {
		folder.image("x.tif").image("labels/x.tif", twoObjects()).text("labels/settings.json", "{'a': 1}").text("labels/notes.txt", "hello");
		DataSet data = folder.open();
		assertThat(data.images()).hasSize(1);
		assertThat(data.skips()).filteredOn(skip -> skip.reason() == Skip.Reason.UNREADABLE).extracting(Skip::what).singleElement().asString()
			.contains("settings.json");
		assertThatThrownBy(() -> DataSet.open(folder.root(), AnnotationFormats.own().strict(true))).isInstanceOf(ImageFileException.class);
	}

	@Test
	void numbers_of_images_are_compared_by_value_and_strays_are_counted() throws IOException {
		String head = "{'images': [{'id': 1, 'file_name': 'x.tif'}], 'categories': [{'id': 1.0, 'name': 'a'}], 'annotations': [";
		folder.image("x.tif").text("labels/all.json", head + "{'id': 1, 'image_id': 1.0, 'category_id': 1, 'bbox': [1, 2, 3, 4]}, "
			+ "{'id': 2, 'image_id': 9, 'category_id': 1, 'bbox': [1, 2, 3, 4]}]}");
		assertThat(folder.only().boxes()).containsExactly(new LabelledBox("a", new Box(1, 2, 3, 4), 0, 1));
		assertThat(folder.open().skips()).extracting(Skip::reason).containsExactly(Skip.Reason.NO_IMAGE);
	}

	private static void zip(Path file, String entry, String text) throws IOException {
		Files.createDirectories(file.getParent());
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			zip.putNextEntry(new ZipEntry(entry));
			zip.write(text.getBytes(StandardCharsets.UTF_8));
		}
	}

	@Test
	void zipped_GeoJSON_is_GeoJSON_and_a_zip_without_ROIs_is_refused() throws IOException {
		String polygon = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
			+ "[[[2,2],[6,2],[6,5],[2,5],[2,2]]]},\"properties\":{}}]}";
		folder.image("x.tif");
		zip(folder.root().resolve("labels/x.zip"), "x.geojson", polygon);
		assertThat(folder.only().boxes()).containsExactly(new LabelledBox(Tag.OBJECT, new Box(2, 2, 4, 3), 0, 1));
		zip(folder.root().resolve("labels/x.zip"), "readme.md", "no");
		folder.refuses("x.zip", "readme.md");
	}

	@Test
	void names_that_are_only_unique_say_no_class() throws IOException {
		List<Roi> rois = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			Roi roi = new Roi(2 * i, 1, 2, 2);
			roi.setName(new UUID(i * 7919L + 1, i * 104_729L).toString());
			rois.add(roi);
		}
		folder.image("x.tif");
		Files.createDirectories(folder.root().resolve("labels"));
		RoiFiles.write(rois, folder.root().resolve("labels/x_rois.zip"));
		assertThat(folder.only().labels()).hasSize(7).containsOnly(Tag.OBJECT);
	}

	@Test
	void nearly_as_many_classes_as_objects_are_said() throws IOException {
		List<Roi> rois = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			Roi roi = new Roi(2 * i, 1, 2, 2);
			roi.setName("cell" + (char) ('a' + i));
			rois.add(roi);
		}
		folder.image("x.tif");
		Files.createDirectories(folder.root().resolve("labels"));
		RoiFiles.write(rois, folder.root().resolve("labels/x.zip"));
		assertThat(report()).anyMatch(line -> line.contains("7 classes for 7 objects"));
	}

	private List<String> report() throws IOException {
		return DataTally.of(folder.open(), false, sentence -> {
			throw new AssertionError(sentence);
		}).lines();
	}

	@Test
	void a_mask_of_one_number_is_said() throws IOException {
		ByteProcessor mask = new ByteProcessor(20, 12);
		mask.set(3, 3, 255);
		mask.set(9, 9, 255);
		folder.image("x.tif").image("labels/x.tif", mask);
		assertThat(report()).anyMatch(line -> line.contains("Used as it is") && line.contains("--split-masks"));
		mask.set(9, 9, 0);
		folder.image("labels/x.tif", mask);
		assertThat(report()).noneMatch(line -> line.contains("--split-masks"));
		mask.set(3, 3, 0);
		folder.image("labels/x.tif", mask);
		assertThat(report()).anyMatch(line -> line.contains("without objects"));
	}

	@Test
	void shapes_of_LabelMe_are_read() throws IOException {
		folder.image("x.tif").text("labels/x.json", "{'version': '5', 'imageData': null, 'imageWidth': 20, 'imageHeight': 12, 'shapes': ["
			+ "{'label': 'a', 'points': [[2, 2], [6, 2], [6, 5], [2, 5]], 'shape_type': 'polygon', 'group_id': null},"
			+ "{'label': 'b', 'points': [[12, 8], [9, 6]], 'shape_type': 'rectangle'}]}");
		assertThat(folder.only().boxes()).containsExactly(new LabelledBox("a", new Box(2, 2, 4, 3), 0, 1), new LabelledBox("b", new Box(9, 6, 3, 2), 0, 2));
	}

	@Test
	void boxes_and_outlines_of_YOLO_are_shares_of_the_image() throws IOException {
		folder.image("x.tif").text("labels/classes.txt", "cell\nnucleus\n").text("labels/x.txt", "1 0.5 0.5 0.2 0.5\n0 0.1 0.25 0.3 0.25 0.3 0.5 0.1 0.5\n");
		assertThat(folder.only().boxes()).containsExactly(new LabelledBox("nucleus", new Box(8, 3, 4, 6), 0, 1),
			new LabelledBox("cell", new Box(2, 3, 4, 3), 0, 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "lab_int16", "lab_int64", "coco_id_float", "geo_qupath_zip", "roi_cellpose_pixels" })
	void cases_of_others_have_seven_objects_of_one_class(String name) throws IOException {
		assumeTrue(Files.isDirectory(CASES));
		Annotations read = DataSet.open(CASES.resolve(name), AnnotationFormats.own()).images().get(0).annotations();
		assertThat(read.boxes()).hasSize(7).extracting(LabelledBox::label).hasSize(7).containsOnly(read.boxes().get(0).label());
	}

	@Test
	void what_is_stray_among_others_does_not_stop_them() throws IOException {
		assumeTrue(Files.isDirectory(CASES));
		DataSet data = DataSet.open(CASES.resolve("mix_stray"), AnnotationFormats.own());
		assertThat(data.images()).hasSize(3);
		assertThat(data.skips()).extracting(Skip::what).anyMatch(what -> what.contains("settings.json"));
	}
}

package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.process.ByteProcessor;

import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;

class DataSetTest {

	private static final String VOC = "<annotation><object><name>a</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>4</xmax><ymax>2</ymax></bndbox></object></annotation>";

	private Folder folder;

	@BeforeEach
	void makeFolder(@TempDir Path root) {
		folder = new Folder(root);
	}

	private static ByteProcessor first(int... values) {
		ByteProcessor pixels = new ByteProcessor(Folder.WIDTH, Folder.HEIGHT);
		for (int i = 0; i < values.length; i++) {
			pixels.set(i, values[i]);
		}
		return pixels;
	}

	@Test
	void images_have_annotations_of_any_format_by_their_names_and_the_rest_is_said() throws IOException {
		folder.image("b.ome.tif").image("a.tif").image("alone.tif").text("labels/a.xml", VOC).image("labels/b.ome.tif", first(3, 3, 0, 9));
		folder.image("labels/lonely.tif", first(1)).text("labels/notes.txt", "").text("coco.json", "");
		DataSet data = folder.open();
		assertThat(data.images()).extracting(AnnotatedImage::name).containsExactly("a", "b.ome");
		assertThat(data.images()).extracting(image -> image.source().format()).containsExactly("VOC XML", "label image");
		assertThat(data.skips()).extracting(Skip::reason).containsExactlyInAnyOrder(Skip.Reason.NOT_READ, Skip.Reason.NO_ANNOTATION, Skip.Reason.NO_IMAGE);
		assertThat(data.skips().toString()).contains("coco.json", "alone.tif", "'lonely'");
		assertThat(Arrays.copyOf(data.images().get(1).annotations(Folder.EXTENT).instances(), 5)).containsExactly(3, 3, 0, 9, 0);
		assertThat(data.images().get(1).annotations(Folder.EXTENT).boxes()).extracting(box -> box.id()).containsExactly(3, 9);
	}

	@Test
	void a_mask_says_what_is_not_annotated_whatever_the_format() throws IOException {
		folder.image("a.tif").image("labels/a.tif", first(1, 1, 1, 0)).image("labels/a_ignore.tif", first(0, 0, 255, 7));
		assertThat(Arrays.copyOf(folder.only().instances(), 5)).containsExactly(1, 1, Sample.IGNORED, Sample.IGNORED, 0);
		folder.image("labels/a_ignore.tif", new ByteProcessor(3, 3));
		folder.refuses("20x12", "3x3", "a_ignore.tif");
	}

	@Test
	void difficult_objects_of_voc_are_not_annotated() throws IOException {
		folder.image("a.tif").text("labels/a.xml", VOC.replace("<name>", "<difficult>1</difficult><name>"));
		assertThat(folder.only().boxes()).isEmpty();
		assertThat(folder.only().ignoredBoxes()).containsExactly(new Box(0, 0, 4, 2));
		assertThat(folder.only().ignored().cardinality()).isEqualTo(8);
	}

	@Test
	void a_folder_without_pairs_is_refused_with_what_is_missing() throws IOException {
		folder.refuses("Expected a folder", "images");
		Files.createDirectories(folder.root().resolve("images"));
		folder.refuses("no folder", "labels");
		folder.image("a.tif");
		Files.createDirectories(folder.root().resolve("labels"));
		folder.refuses("no labels for 'a'");
	}

	@Test
	void two_files_for_one_image_are_refused() throws IOException {
		folder.image("a.tif").image("labels/a.tif", first(1)).text("labels/a.xml", VOC);
		folder.refuses("one file of each name", "a.tif", "a.xml");
	}
}

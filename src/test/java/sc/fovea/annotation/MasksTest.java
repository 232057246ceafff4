package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.gui.Roi;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import sc.fovea.data.Sample;
import sc.fovea.image.ImageFileException;

/** Masks that hold several objects under one number. */
class MasksTest {

	@TempDir
	private Path root;

	/** Two squares that touch at a corner, and two that do not. */
	private static ImageProcessor mask(int number) {
		ImageProcessor pixels = new ShortProcessor(Folder.WIDTH, Folder.HEIGHT);
		pixels.setColor(number);
		for (Roi roi : new Roi[] { new Roi(0, 0, 3, 3), new Roi(3, 3, 2, 2), new Roi(10, 0, 4, 4), new Roi(17, 9, 3, 3) }) {
			pixels.fill(roi);
		}
		return pixels;
	}

	private Folder folder(ImageProcessor labels) throws IOException {
		return new Folder(root).image("a.tif").image("labels/a.tif", labels);
	}

	private DataSet split() throws ImageFileException {
		return DataSet.open(root, AnnotationFormats.own().splitting(true));
	}

	private static DataReport report(DataSet data) throws ImageFileException {
		return DataTally.of(data, false, sentence -> {
			throw new AssertionError(sentence);
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 255, 65535 })
	void a_mask_of_several_parts_is_said_and_split_where_that_is_wanted(int number) throws IOException {
		Folder folder = folder(mask(number));
		DataReport whole = report(folder.open());
		assertThat(whole.objects()).containsEntry("object", 1);
		assertThat(whole.lines()).last().asString().startsWith("Used as it is: 1 mask in which separate regions have one number").contains("--split-masks",
			"split_masks", "a.tif");
		DataReport split = report(split());
		assertThat(split.objects()).containsEntry("object", 3);
		assertThat(split.lines()).last().isEqualTo("Split: 1 mask, into its connected regions (\"" + root.resolve("labels/a.tif") + "\": 3)");
		int[] ids = split().images().get(0).annotations().instances();
		assertThat(Arrays.stream(ids).distinct().sorted()).containsExactly(0, 1, 2, 3);
		assertThat(ids[0]).as("over a corner").isEqualTo(ids[4 * Folder.WIDTH + 4]).isEqualTo(1);
		assertThat(ids[10]).isEqualTo(2);
	}

	@Test
	void labels_of_other_numbers_and_masks_of_one_part_stay_as_they_are() throws IOException {
		folder(mask(7));
		assertThat(report(split()).objects()).containsEntry("object", 1);
		assertThat(report(split()).lines()).noneMatch(line -> line.contains("Split") || line.contains("mask"));
		ImageProcessor two = mask(1);
		two.set(19, 0, 2);
		new Folder(root).image("labels/a.tif", two);
		assertThat(report(split()).objects()).containsEntry("object", 2);
	}

	@Test
	void what_is_not_annotated_of_a_mask_stays_so() throws IOException {
		ImageProcessor ignored = new ShortProcessor(Folder.WIDTH, Folder.HEIGHT);
		ignored.set(10, 0, 1);
		folder(mask(255)).image("labels/a_ignore.tif", ignored);
		int[] ids = split().images().get(0).annotations().instances();
		assertThat(ids[10]).isEqualTo(Sample.IGNORED);
		assertThat(ids[11]).isEqualTo(2);
	}

	@Test
	void a_strict_reading_ends_at_the_first_bad_file() throws IOException {
		folder(mask(1)).image("b.tif").text("labels/b.geojson", "{");
		DataSet strict = DataSet.open(root, AnnotationFormats.own().strict(true));
		assertThatThrownBy(() -> report(strict)).isInstanceOf(ImageFileException.class).hasMessageContaining("b.geojson");
	}
}

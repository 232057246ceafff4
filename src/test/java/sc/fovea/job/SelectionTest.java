package sc.fovea.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sc.fovea.geometry.Box;
import sc.fovea.predict.Detection;

class SelectionTest {

	/** Objects 1 to 3 of a plane of 6 x 4 pixels: centres (1, 1), (3.5, 2.5), (5.5, 0.5). */
	private static final int[] IDS = {
		1, 1, 0, 0, 0, 3,
		1, 1, 0, 0, 0, 0,
		0, 0, 0, 2, 0, 0,
		0, 0, 0, 0, 0, 0 };

	private static Selection selection(Roi roi, String wanted) {
		ImagePlus image = new ImagePlus("image", new ByteProcessor(6, 4));
		image.setRoi(roi);
		return Selection.of(image, wanted);
	}

	@Test
	void objects_whose_centre_lies_in_the_area_stay_and_are_numbered_anew() {
		int[] ids = IDS.clone();
		assertThat(selection(new Roi(3, 0, 3, 4), "restrict").keepObjects(List.of(ids), 6, 3)).isEqualTo(2);
		assertThat(ids).isEqualTo(new int[] { 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 });
	}

	/** As macros make it. */
	@Test
	void a_rectangle_of_broken_numbers_is_an_area_too() {
		int[] ids = IDS.clone();
		assertThat(selection(new Roi(3.0, 0.0, 3.0, 4.0), "restrict").keepObjects(List.of(ids), 6, 3)).isEqualTo(2);
	}

	/** The object is cut by the edge, and not by the selection: it stays whole or goes whole. */
	@Test
	void an_object_that_is_only_touched_goes_and_one_that_reaches_out_stays_whole() {
		int[] ids = IDS.clone();
		assertThat(selection(new Roi(0, 0, 1, 4), "restrict").keepObjects(List.of(ids), 6, 3)).isZero();
		int[] others = IDS.clone();
		assertThat(selection(new Roi(1, 1, 1, 1), "restrict").keepObjects(List.of(others), 6, 3)).isEqualTo(1);
		assertThat(others).containsOnly(0, 1).startsWith(1, 1, 0, 0, 0, 0, 1, 1);
	}

	@Test
	void an_object_of_several_slices_has_one_centre() {
		int[] first = new int[24];
		int[] second = new int[24];
		first[0] = 1;
		second[4] = 1; // together at (2.5, 0.5)
		assertThat(selection(new Roi(2, 0, 1, 1), "restrict").keepObjects(List.of(first, second), 6, 1)).isEqualTo(1);
	}

	@Test
	void nothing_is_restricted_without_an_area_or_if_it_is_to_be_ignored() {
		for (Selection selection : List.of(selection(null, "restrict"), selection(new Line(0, 0, 3, 3), "restrict"),
			selection(new Roi(0, 0, 1, 1), "ignore"))) {
			int[] ids = IDS.clone();
			assertThat(selection.keepObjects(List.of(ids), 6, 3)).isEqualTo(3);
			assertThat(ids).isEqualTo(IDS);
			assertThat(selection.words()).isEmpty();
		}
		assertThatThrownBy(() -> selection(null, "no")).isInstanceOf(IllegalArgumentException.class).hasMessage(
			"\"roi\" must be restrict or ignore, but is \"no\".");
	}

	@Test
	void classes_stay_where_the_middle_of_a_pixel_lies_in_the_area() {
		int[] classes = new int[24];
		java.util.Arrays.fill(classes, 2);
		new Selection(Optional.of(new OvalRoi(0, 0, 4, 4))).keepPixels(List.of(classes), 6);
		assertThat(classes[6 + 1]).isEqualTo(2);
		assertThat(classes[0]).isZero();
		assertThat(classes[6 + 5]).isZero();
	}

	@Test
	void boxes_are_kept_by_their_middle() {
		Detection in = new Detection("a", 1, new Box(0, 0, 2, 2), 0, 0);
		Detection out = new Detection("a", 1, new Box(1, 0, 4, 2), 0, 0);
		assertThat(selection(new Roi(0, 0, 3, 4), "restrict").keep(List.of(in, out))).containsExactly(in);
	}
}

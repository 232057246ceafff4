package sc.fovea.job.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.annotation.DataSet;
import sc.fovea.job.annotate.AnnotationFolder.State;

/** What the buttons and keys of the window do. */
class AnnotationSessionTest {

	@TempDir
	Path place;

	private AnnotationSession session;
	private ImagePlus image;

	@BeforeEach
	void open() throws IOException {
		session = new AnnotationSession(new AnnotationFolder(place.resolve("cells")));
		image = new ImagePlus("a", new ByteProcessor(60, 40));
		session.add(image);
	}

	private void draw(int x, int y, int width, int height) {
		image.setRoi(new Roi(x, y, width, height));
		session.addSelection("a");
	}

	private List<Rectangle> bounds() {
		return session.outlines("a").stream().map(Roi::getBounds).toList();
	}

	@Test
	void a_better_outline_takes_the_place_of_the_one_that_it_covers() {
		draw(10, 10, 10, 10);
		draw(20, 10, 10, 10);
		assertThat(bounds()).hasSize(2);
		draw(9, 9, 11, 11);
		assertThat(bounds()).containsExactly(new Rectangle(20, 10, 10, 10), new Rectangle(9, 9, 11, 11));
		draw(8, 8, 25, 14);
		assertThat(bounds()).as("united").containsExactly(new Rectangle(8, 8, 25, 14));
		draw(8, 8, 13, 14);
		draw(22, 8, 11, 14);
		assertThat(bounds()).as("parted").containsExactly(new Rectangle(8, 8, 13, 14), new Rectangle(22, 8, 11, 14));
	}

	@Test
	void every_step_can_be_taken_back() {
		draw(10, 10, 10, 10);
		draw(30, 10, 10, 10);
		session.predicted("a", List.of(new Roi(1, 1, 3, 3)));
		image.setRoi(new Roi(0, 0, 5, 5));
		session.deleteSelection("a");
		assertThat(bounds()).hasSize(2);
		for (int size : new int[] { 3, 2, 1, 0 }) {
			assertThat(session.undo("a")).isTrue();
			assertThat(bounds()).hasSize(size);
		}
		assertThat(session.undo("a")).isFalse();
	}

	@Test
	void a_new_prediction_replaces_the_old_one_and_leaves_what_a_person_drew() {
		draw(10, 10, 10, 10);
		session.predicted("a", List.of(new Roi(11, 11, 10, 10), new Roi(30, 10, 8, 8), new Roi(45, 10, 8, 8)));
		assertThat(bounds()).as("what is drawn goes before what is seen there").containsExactly(new Rectangle(10, 10, 10, 10), new Rectangle(30, 10, 8, 8),
			new Rectangle(45, 10, 8, 8));
		image.setRoi(session.outlines("a").get(1));
		assertThat(session.touched("a")).as("edited by hand").isTrue();
		session.predicted("a", List.of(new Roi(5, 30, 5, 5)));
		assertThat(bounds()).containsExactly(new Rectangle(10, 10, 10, 10), new Rectangle(30, 10, 8, 8), new Rectangle(5, 30, 5, 5));
		assertThat(session.outlines("a")).extracting(Outlines::isPredicted).containsExactly(false, false, true);
	}

	@Test
	void what_is_not_saved_survives_the_end_of_imagej_and_the_closing_of_the_image() throws IOException {
		draw(10, 10, 10, 10);
		assertThat(session.keepDrafts()).containsExactly("a");
		assertThat(session.keepDrafts()).as("nothing new").isEmpty();
		AnnotationSession another = new AnnotationSession(new AnnotationFolder(place.resolve("cells")));
		another.open("a");
		assertThat(another.outlines("a")).hasSize(1);
		session.outlines("a").get(0).setLocation(12, 12);
		Overlay overlay = image.getOverlay();
		overlay.add(new Roi(40, 20, 4, 4));
		session.isChanged("a");
		image.flush();
		assertThat(session.closed(image)).hasValue("a");
		assertThat(session.names()).isEmpty();
		session.open("a");
		assertThat(bounds()).containsExactly(new Rectangle(12, 12, 10, 10), new Rectangle(40, 20, 4, 4));
	}

	@Test
	void predictions_that_are_saved_are_corrections_and_are_taken_for_drawn_ones_by_a_training() throws IOException {
		session.predicted("a", List.of(new Roi(5, 5, 6, 6)));
		session.save("a");
		assertThat(session.folder().entries().get(0).state()).isEqualTo(State.CORRECTED);
		assertThat(DataSet.open(place.resolve("cells"), AnnotationFormats.own()).images().get(0).annotations().boxes()).hasSize(1);
		assertThat(session.isChanged("a")).isFalse();
	}

	@Test
	void a_region_says_what_is_annotated_and_is_not_replaced() throws IOException {
		image.setRoi(new Roi(0, 0, 30, 40));
		session.addRegion("a");
		draw(0, 0, 30, 40);
		draw(2, 2, 5, 5);
		session.save("a");
		int[] labels = DataSet.open(place.resolve("cells"), AnnotationFormats.own()).images().get(0).annotations().instances();
		assertThat(labels[45]).as("outside").isEqualTo(-1);
		assertThat(labels[3 * 60 + 3]).isPositive();
	}

	@Test
	void what_cannot_be_done_is_a_sentence_and_changes_nothing() throws IOException {
		assertThatThrownBy(() -> session.addSelection("a")).hasMessage("An area is needed, but nothing is selected.");
		image.setRoi(new Line(1, 1, 9, 9));
		assertThatThrownBy(() -> session.addSelection("a")).hasMessage("An area is needed, but the selection is a straight line.");
		image.setRoi(new Roi(5, 5, 6, 6));
		assertThatThrownBy(() -> session.save("a")).hasMessageContaining("press t");
		assertThatThrownBy(() -> session.deleteSelection("a")).hasMessageStartingWith("Hold the mouse");
		assertThatThrownBy(() -> session.outlines("b")).hasMessage("Open \"b\" first.");
		assertThat(session.folder().entries().get(0).state()).isEqualTo(State.TO_DO);
		assertThat(session.undo("a")).isFalse();
	}

	@Test
	void outlines_of_the_roi_manager_and_earlier_versions_can_be_taken() throws IOException {
		assertThat(session.addAll("a", List.of(new Roi(1, 1, 5, 5), new Line(1, 1, 9, 9), new Roi(20, 1, 5, 5)))).isEqualTo(2);
		session.save("a");
		session.undo("a");
		session.save("a");
		assertThat(bounds()).isEmpty();
		session.restore("a", session.folder().versions("a").get(0));
		assertThat(bounds()).hasSize(2);
	}
}

package sc.fovea.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sc.fovea.shape.Ellipses.Ellipse;

class ShapeRepairTest {

	private static final int WIDTH = 120;
	private static final ShapeRepair REPAIR = new ShapeRepair(Ellipses.model());
	private static final Ellipse WHOLE = new Ellipse(30, 30, 14, 1.3, 0.4);

	private static int[] labels() {
		int[] labels = new int[WIDTH * 60];
		Ellipses.draw(labels, WIDTH, WHOLE, 3);
		return labels;
	}

	/** Removes what lies beyond a line of the object, a share of its area. */
	private static void cut(int[] labels, double angle, double share) {
		int[] own = IntStream.range(0, labels.length).filter(i -> labels[i] == 3).toArray();
		double[] along = Arrays.stream(own).mapToDouble(i -> along(i, angle)).sorted().toArray();
		double limit = along[(int) ((1 - share) * own.length)];
		for (int i : own) {
			if (along(i, angle) > limit) labels[i] = 0;
		}
	}

	private static double along(int i, double angle) {
		return i % WIDTH * Math.cos(angle) + i / WIDTH * Math.sin(angle);
	}

	@Test
	void whole_objects_stay_to_the_pixel() {
		int[] labels = labels();
		Ellipses.draw(labels, WIDTH, new Ellipse(75, 30, 12, 1, 0), 4);
		int[] before = labels.clone();
		assertThat(REPAIR.repair(labels, WIDTH, 5)).isEqualTo(new ShapeRepair.Report(0, 0, 4));
		assertThat(labels).isEqualTo(before);
	}

	@Test
	void a_cut_object_is_completed_in_any_direction() {
		for (double angle = 0; angle < 6; angle += 0.7) {
			int[] labels = labels();
			cut(labels, angle, 0.3);
			assertThat(Ellipses.iou(labels, WIDTH, 3, WHOLE)).isBetween(0.65, 0.75);
			assertThat(REPAIR.repair(labels, WIDTH, 4).completed()).as("angle " + angle).isEqualTo(1);
			assertThat(Ellipses.iou(labels, WIDTH, 3, WHOLE)).as("angle " + angle).isGreaterThan(0.85);
		}
	}

	@Test
	void what_is_completed_takes_nothing_from_others() {
		int[] labels = labels();
		cut(labels, 0, 0.3);
		labels[30 * WIDTH + 43] = 9;
		REPAIR.repair(labels, WIDTH, 10);
		assertThat(labels[30 * WIDTH + 43]).isEqualTo(9);
		assertThat(labels[29 * WIDTH + 43]).isEqualTo(3);
	}

	@Test
	void a_clump_of_two_is_separated_and_the_second_gets_the_next_id() {
		int[] labels = new int[WIDTH * 60];
		Ellipse left = new Ellipse(40, 30, 13, 1.1, 0.5);
		Ellipse right = new Ellipse(63, 33, 12, 1.2, 2);
		Ellipses.draw(labels, WIDTH, left, 3);
		Ellipses.draw(labels, WIDTH, right, 3);
		assertThat(REPAIR.repair(labels, WIDTH, 8)).isEqualTo(new ShapeRepair.Report(0, 1, 8));
		double asDrawn = Math.max(Ellipses.iou(labels, WIDTH, 3, left), Ellipses.iou(labels, WIDTH, 8, left));
		double other = Math.max(Ellipses.iou(labels, WIDTH, 3, right), Ellipses.iou(labels, WIDTH, 8, right));
		assertThat(asDrawn).isGreaterThan(0.9);
		assertThat(other).isGreaterThan(0.9);
	}

	@Test
	void objects_at_the_edge_of_the_image_stay() {
		int[] labels = new int[WIDTH * 60];
		Ellipses.draw(labels, WIDTH, new Ellipse(0, 30, 14, 1.2, 0), 1);
		int[] before = labels.clone();
		REPAIR.repair(labels, WIDTH, 2);
		assertThat(labels).isEqualTo(before);
		assertThat(REPAIR.unusualness(labels, WIDTH)).containsExactly(Double.NaN);
	}

	@Test
	void a_cut_object_is_more_unusual_than_a_whole_one() {
		int[] labels = labels();
		double whole = REPAIR.unusualness(labels, WIDTH)[0];
		cut(labels, 1, 0.3);
		assertThat(REPAIR.unusualness(labels, WIDTH)[0]).isGreaterThan(2 * whole);
	}

	@Test
	void an_outline_is_the_middles_of_the_edges_between_pixels() {
		ObjectOutline outline = ObjectOutline.all(new int[] { 0, 0, 0, 0, 3, 5, 0, 0, 0 }, 3).get(0);
		assertThat(outline.x()).containsExactly(1, 2, 1.5, 1.5);
		assertThat(outline.y()).containsExactly(1.5, 1.5, 1, 2);
		assertThat(outline.sides()[1]).isEqualTo(ObjectOutline.Side.OBJECT);
	}

	@Test
	void slopes_are_those_of_differences() {
		ShapeModel model = Ellipses.model();
		double[] b = new double[model.modes().length];
		b[0] = 0.7;
		PlacedShape shape = new PlacedShape(model, 20, 22, 9, 0.3, b);
		double[] slopes = new double[4 + b.length];
		double here = shape.slopes(31.2, 27.9, slopes);
		double h = 1e-6;
		assertThat(here).isCloseTo(shape.distanceOf(31.2, 27.9), within(1e-12));
		assertThat(slopes[0]).isCloseTo((new PlacedShape(model, 20 + h, 22, 9, 0.3, b).distanceOf(31.2, 27.9) - here) / h, within(1e-4));
		assertThat(slopes[2]).isCloseTo((new PlacedShape(model, 20, 22, 9 * Math.exp(h), 0.3, b).distanceOf(31.2, 27.9) - here) / h, within(1e-4));
		assertThat(slopes[3]).isCloseTo((new PlacedShape(model, 20, 22, 9, 0.3 + h, b).distanceOf(31.2, 27.9) - here) / h, within(1e-4));
		double[] more = b.clone();
		more[0] += h;
		assertThat(slopes[4]).isCloseTo((new PlacedShape(model, 20, 22, 9, 0.3, more).distanceOf(31.2, 27.9) - here) / h, within(1e-4));
	}

	@Test
	void negative_ids_and_half_rows_are_refused() {
		assertThatThrownBy(() -> REPAIR.repair(new int[] { 1, -2 }, 2, 2)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("negative");
		assertThatThrownBy(() -> REPAIR.repair(new int[5], 2, 2)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("whole rows of 2");
	}
}

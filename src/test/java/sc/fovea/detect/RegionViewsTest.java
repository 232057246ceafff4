package sc.fovea.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.detect.RegionViews.View;
import sc.fovea.geometry.Box;

class RegionViewsTest {

	private static final Box BOX = new Box(100, 200, 40, 20), FAR = new Box(0, 0, 1000, 1000);

	/** Rectangles of the box with corners (100, 200) and (140, 220), centre (120, 210), worked out by hand. */
	@ParameterizedTest
	@CsvSource({ "0, whole, 100, 200, 40, 20", "1, left, 100, 200, 20, 20", "2, right, 120, 200, 20, 20", "3, upper, 100, 200, 40, 10",
		"4, lower, 100, 210, 40, 10", "5, middle, 110, 205, 20, 10", "6, inside, 104, 202, 32, 16", "7, context, 84, 192, 72, 36" })
	void views_are_the_published_parts_of_a_box(int index, String name, double x, double y, double width, double height) {
		assertThat(RegionViews.multiRegion().views().get(index).name()).isEqualTo(name);
		assertBox(RegionViews.multiRegion().views().get(index).of(BOX), x, y, width, height);
		assertBox(RegionViews.multiRegion().of(BOX, FAR).get(index), x, y, width, height);
	}

	private static void assertBox(Box box, double... expected) {
		assertThat(new double[] { box.x(), box.y(), box.width(), box.height() }).containsExactly(expected, within(1e-9));
	}

	@Test
	void one_view_is_the_box_itself() {
		assertThat(RegionViews.whole().of(BOX, FAR)).containsExactly(BOX);
		assertThat(RegionViews.multiRegion().count()).isEqualTo(8);
	}

	@Test
	void surroundings_end_at_the_border_of_the_image() {
		RegionViews views = new RegionViews(List.of(View.scaled("context", 1.8), new View("beside", -1, 0, 0, 1)));
		List<Box> parts = views.of(new Box(0, 0, 10, 10), new Box(0, 0, 12, 100));
		assertBox(parts.get(0), 0, 0, 12, 14);
		assertThat(parts.get(1).area()).isZero();
		assertBox(views.views().get(0).of(new Box(0, 0, 10, 10)), -4, -4, 18, 18);
	}

	@Test
	void every_view_of_a_box_in_the_image_has_an_area() {
		SplittableRandom random = new SplittableRandom(3);
		Box bounds = Box.ofImage(60, 50);
		for (int i = 0; i < 1000; i++) {
			Box box = new Box(random.nextDouble(50), random.nextDouble(40), random.nextDouble(0.01, 10), random.nextDouble(0.01, 10));
			for (Box part : RegionViews.multiRegion().of(box, bounds)) {
				assertThat(part.area()).isPositive();
				assertThat(bounds.contains(part)).isTrue();
			}
		}
	}

	@Test
	void views_without_area_or_of_one_name_are_refused() {
		assertThatThrownBy(() -> new View("flat", 0, 0.5, 1, 0.5)).hasMessageContaining("'flat' from (0.0, 0.5) to (1.0, 0.5)");
		assertThatThrownBy(() -> new View("nowhere", 0, 0, Double.NaN, 1)).hasMessageContaining("NaN");
		assertThatThrownBy(() -> View.scaled("none", 0)).hasMessageContaining("left < right");
		assertThatThrownBy(() -> new RegionViews(List.of())).hasMessageContaining("at least one view");
		assertThatThrownBy(() -> new RegionViews(List.of(View.scaled("a", 1), View.scaled("a", 2)))).hasMessageContaining("[a, a]");
	}
}

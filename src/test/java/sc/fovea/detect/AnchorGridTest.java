package sc.fovea.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fovea.detect.AnchorGrid.Shape;
import sc.fovea.geometry.Box;

class AnchorGridTest {

	@Test
	void anchors_lie_around_the_middle_of_their_cell_row_by_row() {
		AnchorGrid grid = new AnchorGrid(16, List.of(new Shape(10, 20), new Shape(32, 8)));
		assertThat(grid.anchors(2, 2)).containsExactly(new Box(3, -2, 10, 20), new Box(-8, 4, 32, 8), new Box(19, -2, 10, 20), new Box(8, 4, 32, 8),
			new Box(3, 14, 10, 20), new Box(-8, 20, 32, 8), new Box(19, 14, 10, 20), new Box(8, 20, 32, 8));
	}

	@Test
	void a_ratio_changes_the_shape_and_not_the_area() {
		List<Shape> shapes = AnchorGrid.of(8, List.of(16.0, 32.0), List.of(0.25, 1.0, 4.0)).shapes();
		assertThat(shapes.subList(0, 3)).containsExactly(new Shape(32, 8), new Shape(16, 16), new Shape(8, 32));
		assertThat(shapes.subList(3, 6)).allSatisfy(s -> assertThat(s.width() * s.height()).isCloseTo(1024, within(1e-9)));
	}

	@Test
	void numbers_are_checked() {
		assertThatThrownBy(() -> new AnchorGrid(0, List.of(new Shape(1, 1)))).hasMessageContaining("stride");
		assertThatThrownBy(() -> new AnchorGrid(8, List.of())).hasMessageContaining("one shape");
		assertThatThrownBy(() -> new Shape(0, 3)).hasMessageContaining("above 0");
		assertThatThrownBy(() -> new AnchorGrid(8, List.of(new Shape(1, 1))).anchors(0, 2)).hasMessageContaining("1x1");
	}
}

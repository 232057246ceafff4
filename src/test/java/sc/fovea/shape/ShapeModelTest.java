package sc.fovea.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

class ShapeModelTest {

	private static final int RAYS = 32;

	@Test
	void modes_are_orthonormal_and_the_largest_comes_first() {
		ShapeModel model = ShapeModel.learn(Ellipses.shapes(50, RAYS));
		for (int i = 0; i < model.modes().length; i++) {
			for (int j = 0; j <= i; j++) {
				assertThat(dot(model.modes()[i], model.modes()[j])).isCloseTo(i == j ? 1 : 0, within(1e-9));
			}
		}
		assertThat(model.deviations()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
	}

	private static double dot(double[] a, double[] b) {
		double sum = 0;
		for (int k = 0; k < a.length; k++) {
			sum += a[k] * b[k];
		}
		return sum;
	}

	@Test
	void the_mean_of_symmetric_shapes_is_their_mean() {
		List<double[]> shapes = Ellipses.shapes(40, RAYS); // 2 % of so few are none that could be left out
		double[] mean = new double[RAYS];
		shapes.forEach(shape -> Arrays.setAll(mean, k -> mean[k] + shape[k] / 40));
		assertThat(ShapeModel.learn(shapes).mean()).containsExactly(mean, within(1e-9));
	}

	@Test
	void one_mode_explains_shapes_that_differ_in_one_number() {
		assertThat(ShapeModel.learn(Ellipses.shapes(50, RAYS)).deviations()).hasSize(1);
	}

	@Test
	void coefficients_and_distances_undo_each_other() {
		ShapeModel model = ShapeModel.learn(Ellipses.shapes(50, RAYS));
		assertThat(model.coefficients(model.distances(new double[] { 1.5 }))).containsExactly(new double[] { 1.5 }, within(1e-9));
	}

	@Test
	void a_usual_shape_has_a_distance_of_about_one_and_an_odd_one_a_larger() {
		ShapeModel model = ShapeModel.learn(Ellipses.shapes(50, RAYS));
		double[] unusual = Ellipses.shapes(50, RAYS).stream().mapToDouble(model::unusualness).toArray();
		assertThat(Math.sqrt(Arrays.stream(unusual).map(v -> v * v).average().orElseThrow())).isCloseTo(1, within(0.1));
		assertThat(model.unusualness(Ellipses.distances(2.5, RAYS))).isGreaterThan(4);
	}

	@Test
	void half_a_turn_and_a_mirror_change_nothing() {
		ShapeModel model = Ellipses.model();
		double[] shape = model.mean().clone();
		shape[5] += 0.1;
		double[] turned = new double[shape.length];
		double[] mirrored = new double[shape.length];
		for (int k = 0; k < shape.length; k++) {
			turned[k] = shape[(k + shape.length / 2) % shape.length];
			mirrored[k] = shape[Math.floorMod(-k, shape.length)];
		}
		assertThat(model.unusualness(turned)).isCloseTo(model.unusualness(shape), within(1e-6));
		assertThat(model.unusualness(mirrored)).isCloseTo(model.unusualness(shape), within(1e-6));
	}

	@Test
	void too_few_objects_are_refused_with_their_number() {
		assertThatThrownBy(() -> ShapeModel.learn(Ellipses.shapes(19, RAYS))).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected at least 20 whole objects of at least 40 pixels to learn a shape from, got 19.");
	}
}

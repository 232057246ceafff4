package sc.fovea.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the formulas of solids. */
class BodyMeasurementsTest {

	private static final int SIDE = 50;

	@ParameterizedTest
	@CsvSource({ "1,1,1", "0.5,0.5,1", "1,1,3", "0.2,0.2,0.5" })
	void a_ball_has_its_volume_and_surface_in_voxels_of_any_shape(double width, double height, double depth) {
		Voxel voxel = new Voxel(width, height, depth);
		double radius = 20 * width;
		Body ball = solid(voxel, (x, y, z) -> x * x + y * y + z * z < radius * radius);
		assertThat(ball.size().volume()).isCloseTo(4 / 3.0 * Math.PI * Math.pow(radius, 3), Percentage.withPercentage(2));
		assertThat(ball.size().surface()).isCloseTo(4 * Math.PI * radius * radius, Percentage.withPercentage(4));
		assertThat(ball.size().sphericity()).isCloseTo(1, within(0.04));
	}

	@Test
	void a_box_has_its_centre_extent_and_mean() {
		Body box = solid(new Voxel(1, 2, 4), (x, y, z) -> Math.abs(x) < 5 && Math.abs(y) < 10 && Math.abs(z) < 20);
		assertThat(box.extent()).isEqualTo(new Body.Extent(20, 29, 1000));
		assertThat(box.centre()).isEqualTo(new Body.Centre(25, 50, 100));
		assertThat(box.size().volume()).isEqualTo(8000);
		assertThat(box.mean()).isEqualTo(3);
	}

	@Test
	void bodies_that_touch_each_other_and_the_edge_have_their_own_surface() {
		List<int[]> slices = List.of(new int[] { 1, 2, 0, 0 }, new int[] { 1, 2, 0, 0 });
		List<Body> bodies = BodyMeasurements.of(slices, 2, new Voxel(1, 1, 1), z -> new float[4]);
		assertThat(bodies).extracting(Body::id).containsExactly(1, 2);
		assertThat(bodies.get(0).size().surface()).isCloseTo(bodies.get(1).size().surface(), within(1e-9)).isBetween(5.0, 10.0);
	}

	@Test
	void values_have_mean_deviation_and_limits() {
		List<int[]> slices = List.of(new int[] { 2, 2, 0, 5 }, new int[] { 2, 0, 0, 0 });
		float[][] values = { { 100001, 100003, 9, 7 }, { 100008, 1, 1, 1 } };
		List<BodyValues> bodies = BodyValues.of(slices, z -> values[z]);
		assertThat(bodies).extracting(BodyValues::id).containsExactly(2, 5);
		assertThat(bodies.get(0).mean()).isCloseTo(100004, within(1e-9));
		assertThat(bodies.get(0).deviation()).isCloseTo(Math.sqrt((9 + 1 + 16) / 2.0), within(1e-9));
		assertThat(bodies.get(0).sum()).isCloseTo(300012, within(1e-6));
		assertThat(bodies.get(1)).isEqualTo(new BodyValues(5, 1, 7, 0, 7, 7));
	}

	private interface Solid {

		boolean contains(double x, double y, double z);
	}

	/** A solid about the middle of a stack, in the unit of length. */
	private static Body solid(Voxel voxel, Solid solid) {
		List<int[]> slices = new ArrayList<>();
		float[] values = new float[SIDE * SIDE];
		java.util.Arrays.fill(values, 3);
		for (int z = 0; z < SIDE; z++) {
			int[] ids = new int[SIDE * SIDE];
			for (int i = 0; i < ids.length; i++) {
				double x = i % SIDE + 0.5 - SIDE / 2.0;
				double y = i / SIDE + 0.5 - SIDE / 2.0;
				if (solid.contains(x * voxel.width(), y * voxel.height(), (z + 0.5 - SIDE / 2.0) * voxel.depth())) ids[i] = 1;
			}
			slices.add(ids);
		}
		return BodyMeasurements.of(slices, SIDE, voxel, z -> values).get(0);
	}
}

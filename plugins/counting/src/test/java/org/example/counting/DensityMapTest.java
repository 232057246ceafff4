package org.example.counting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fovea.net.Tensor;
import sc.fovea.train.sample.Patch;

class DensityMapTest {

	@Test
	void the_sum_stays_whatever_the_size_of_cells() {
		SplittableRandom random = new SplittableRandom(1);
		for (double step : new double[] { 2, 1, 0.4, 3.7, 16 }) {
			int width = 37;
			int height = 23;
			int columns = (int) Math.ceil(width / step);
			float[] cells = new float[columns * (int) Math.ceil(height / step)];
			double sum = 0;
			for (int i = 0; i < cells.length; i++) {
				cells[i] = (float) random.nextDouble();
				sum += cells[i];
			}
			assertEquals(sum, DensityMap.of(cells, columns, width, height, step).count(), 1e-3, "step " + step);
		}
	}

	@Test
	void a_cell_is_spread_evenly_over_its_pixels_inside_the_image() {
		float[] values = DensityMap.of(new float[] { 4, 1 }, 2, 3, 2, 2).values();
		assertArrayEquals(new float[] { 1, 1, 0.5f, 1, 1, 0.5f }, values, 1e-6f);
	}

	@Test
	void pixels_that_nobody_annotated_are_left_out() {
		BitSet without = new BitSet();
		without.set(0);
		assertEquals(6, new DensityMap(2, 2, new float[] { 4, 1, 2, 3 }).count(without), 1e-9);
	}

	@Test
	void a_target_adds_up_to_the_number_of_objects_and_peaks_at_one() {
		int margin = 30;
		int size = 64;
		int side = size + 2 * margin;
		int[] labels = new int[side * side];
		labels[(margin + 20) * side + margin + 20] = 1;
		labels[(margin + 40) * side + margin + 30] = 2;
		labels[(margin + 40) * side + margin + 31] = 2;
		labels[3 * side + 3] = 3; // so far outside of the patch that nothing of it is seen
		ObjectDensity settings = new ObjectDensity("density", 2, 3);
		Map<String, Tensor> targets = new DensityTargets(settings, margin).of(List.of(new Patch(size, margin, 1, new float[size * size], labels)));
		float[] density = targets.get("density_target").data();
		double sum = 0;
		double peak = 0;
		for (float value : density) {
			sum += value;
			peak = Math.max(peak, value);
		}
		assertEquals(2, sum / settings.perObject(), 2e-3);
		assertEquals(Math.exp(-(0.5 * 0.5 + 0.5 * 0.5) / 18), density[10 * 32 + 10], 1e-6, "half a pixel from the middle along each axis");
		assertEquals(1, peak, 0.03);
	}

	@Test
	void an_object_outside_counts_as_far_as_its_gaussian_reaches_in() {
		int[] labels = new int[88 * 88];
		for (int y = 40; y < 42; y++) {
			labels[y * 88 + 11] = 1; // centre at x = −0.5, y = 29 of the patch
		}
		ObjectDensity settings = new ObjectDensity("density", 1, 4);
		Map<String, Tensor> targets = new DensityTargets(settings, 12).of(List.of(new Patch(64, 12, 1, new float[64 * 64], labels)));
		double sum = 0;
		for (float value : targets.get("density_target").data()) {
			sum += value;
		}
		assertEquals(0.45, sum / settings.perObject(), 0.01); // Φ(−0.5 / 4) = 0.450
	}

	@Test
	void what_is_not_annotated_has_no_weight() {
		int[] labels = new int[16];
		labels[5] = -1;
		float[] weight = new DensityTargets(new ObjectDensity("density", 2, 2), 0).of(List.of(new Patch(4, 0, 1, new float[16], labels)))
			.get("density_weight").data();
		assertArrayEquals(new float[] { 0, 1, 1, 1 }, weight);
	}

	@Test
	void a_gaussian_is_not_narrower_than_a_pixel_of_the_map() {
		assertThrows(IllegalArgumentException.class, () -> new ObjectDensity("density", 4, 3.9));
	}
}

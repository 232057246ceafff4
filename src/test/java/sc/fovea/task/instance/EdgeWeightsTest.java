package sc.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.train.sample.Patch;

class EdgeWeightsTest {

	private static final int SIZE = 24;
	private static final int MARGIN = 8;
	private static final int SIDE = SIZE + 2 * MARGIN;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void weights_are_those_of_the_slow_reference(long seed) {
		int[] labels = blobs(seed);
		float[] found = weights(labels);
		for (int y = 0; y < SIZE; y++) {
			for (int x = 0; x < SIZE; x++) {
				assertThat((double) found[y * SIZE + x]).as("at %d, %d", x, y).isCloseTo(slow(labels, x + MARGIN, y + MARGIN), within(1e-6));
			}
		}
	}

	@Test
	void a_small_object_weighs_more_at_each_pixel_than_a_large_one() {
		int[] labels = new int[SIDE * SIDE];
		fill(labels, 1, 10, 10, 3);
		fill(labels, 2, 18, 18, 10);
		float[] found = weights(labels);
		assertThat(found[(11 - MARGIN) * SIZE + 11 - MARGIN]).isGreaterThan(1.5f * found[(22 - MARGIN) * SIZE + 22 - MARGIN]);
	}

	@Test
	void an_object_that_the_patch_cuts_counts_with_its_whole_area() {
		int[] cut = new int[SIDE * SIDE];
		fill(cut, 7, 0, 12, 9);
		float[] found = weights(cut);
		assertThat((double) found[(14 - MARGIN) * SIZE]).isCloseTo(10 / (3 + Math.sqrt(81 / Math.PI)), within(1e-6));
	}

	@Test
	void an_empty_patch_has_one_weight() {
		float[] expected = new float[SIZE * SIZE];
		Arrays.fill(expected, 0.5f);
		assertThat(weights(new int[SIDE * SIDE])).containsExactly(expected);
	}

	private static float[] weights(int[] labels) {
		float[] weights = new float[SIZE * SIZE + 3];
		EdgeWeights.fill(new Patch(SIZE, MARGIN, 1, new float[SIZE * SIZE], labels), weights, 3);
		return Arrays.copyOfRange(weights, 3, weights.length);
	}

	private static int[] blobs(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		int[] labels = new int[SIDE * SIDE];
		for (int id = 1; id <= 12; id++) {
			fill(labels, id * 1_000_003, random.nextInt(SIDE), random.nextInt(SIDE), 2 + random.nextInt(7));
		}
		return labels;
	}

	private static void fill(int[] labels, int id, int left, int top, int side) {
		for (int y = top; y < Math.min(SIDE, top + side); y++) {
			for (int x = left; x < Math.min(SIDE, left + side); x++) {
				labels[y * SIDE + x] = id;
			}
		}
	}

	/** The formula, pixel by pixel: an object's own weight, else the largest within two rows and columns, at least a half. */
	private static double slow(int[] labels, int x, int y) {
		if (labels[y * SIDE + x] != 0) {
			return weight(labels, labels[y * SIDE + x]);
		}
		double largest = 0.5;
		for (int dy = -2; dy <= 2; dy++) {
			for (int dx = -2; dx <= 2; dx++) {
				int label = labels[(y + dy) * SIDE + x + dx];
				largest = label == 0 ? largest : Math.max(largest, weight(labels, label));
			}
		}
		return largest;
	}

	private static double weight(int[] labels, int label) {
		return 10 / (3 + Math.sqrt(Arrays.stream(labels).filter(l -> l == label).count() / Math.PI));
	}
}

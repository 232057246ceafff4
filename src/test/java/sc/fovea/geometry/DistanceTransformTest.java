package sc.fovea.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DistanceTransformTest {

	private static float slowly(int[] labels, int width, int i) {
		double least = Double.POSITIVE_INFINITY;
		for (int j = 0; j < labels.length; j++)
			if (labels[j] != labels[i])
				least = Math.min(least, Math.hypot(i % width - j % width, i / width - j / width));
		return (float) least;
	}

	@Test
	void each_pixel_has_the_distance_to_the_nearest_of_another_label() {
		Random random = new Random(1);
		for (int round = 0; round < 30; round++) {
			int width = 1 + random.nextInt(40), height = 1 + random.nextInt(40), ids = 1 + random.nextInt(4);
			int[] labels = round % 3 == 0
				? random.ints(width * height, 0, ids).toArray()
				: Arrays.copyOf(RandomShapes.discs(random, 40, round % 9), width * height);
			float[] distances = DistanceTransform.of(labels, width, height);
			for (int i = 0; i < labels.length; i++) {
				float expected = slowly(labels, width, i);
				if (Float.isInfinite(expected))
					assertThat(distances[i]).isInfinite();
				else
					assertThat(distances[i]).isCloseTo(expected, Offset.offset(1e-5f));
			}
		}
	}

	@Test
	void the_probability_is_one_in_the_middle_of_each_object() {
		int[] labels = { 0, 9, 9, 9, 9, 9, 0, -3, 4 };
		assertThat(DistanceTransform.objectProbability(labels, 9, 1))
			.containsExactly(new float[] { 0, 1 / 3f, 2 / 3f, 1, 2 / 3f, 1 / 3f, 0, 1, 1 }, Offset.offset(1e-6f));
	}

	@Test
	void an_object_that_fills_the_image_is_certain_everywhere() {
		assertThat(DistanceTransform.objectProbability(new int[] { 2, 2, 2, 2 }, 2, 2)).containsOnly(1);
		assertThat(DistanceTransform.objectProbability(new int[4], 2, 2)).containsOnly(0);
	}

	@Test
	void the_size_must_fit() {
		assertThatThrownBy(() -> DistanceTransform.of(new int[5], 2, 2)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("2 x 2").hasMessageContaining("got 5");
	}
}

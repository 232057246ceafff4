package sc.fovea.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelRefinementTest {

	/** One round at a time over the whole image, from a copy. */
	private static int[] slowly(int growth, int[] labels, boolean[] foreground, int width) {
		int[] result = labels.clone();
		for (int i = 0; i < result.length; i++)
			result[i] = foreground[i] ? labels[i] : 0;
		for (int round = 0; round < growth; round++) {
			int[] before = result.clone();
			for (int i = 0; i < result.length; i++)
				for (int j = 0; j < result.length && foreground[i] && before[i] == 0; j++)
					if (before[j] > 0 && Math.abs(i % width - j % width) + Math.abs(i / width - j / width) == 1)
						result[i] = result[i] == 0 ? before[j] : Math.min(result[i], before[j]);
		}
		return result;
	}

	private static boolean[] randomMask(Random random, int length) {
		boolean[] mask = new boolean[length];
		for (int i = 0; i < length; i++)
			mask[i] = random.nextInt(4) > 0;
		return mask;
	}

	@Test
	void labels_follow_the_rule_of_simultaneous_rounds() {
		Random random = new Random(1);
		for (int growth = 0; growth < 5; growth++) {
			int[] labels = RandomShapes.discs(random, 30, 6);
			boolean[] foreground = randomMask(random, 900);
			int[] expected = slowly(growth, labels, foreground, 30);
			new LabelRefinement(growth).apply(labels, foreground, 30);
			assertThat(labels).isEqualTo(expected);
		}
	}

	@Test
	void band_by_band_is_the_whole_even_in_place() {
		Random random = new Random(2);
		int width = 24;
		for (int round = 0; round < 60; round++) {
			int height = 1 + random.nextInt(24), growth = random.nextInt(6), band = 1 + random.nextInt(9);
			int[] image = Arrays.copyOf(RandomShapes.discs(random, width, 7), width * height), whole = image.clone();
			boolean[] foreground = randomMask(random, image.length);
			LabelRefinement refinement = new LabelRefinement(growth);
			refinement.apply(whole, foreground, width);
			refinement.refine(new LabelRefinement.Bands(width, height, band), (from, to, labels, mask) -> {
				System.arraycopy(image, from * width, labels, 0, (to - from) * width);
				System.arraycopy(foreground, from * width, mask, 0, (to - from) * width);
			}, (from, to, labels) -> System.arraycopy(labels, 0, image, from * width, (to - from) * width));
			assertThat(image).isEqualTo(whole);
		}
	}

	@Test
	void of_two_labels_the_smaller_wins() {
		int[] labels = { 7, 0, 0, 0, 2 };
		new LabelRefinement(2).apply(labels, new boolean[] { true, true, true, true, true }, 5);
		assertThat(labels).containsExactly(7, 7, 2, 2, 2);
	}

	@Test
	void an_object_without_foreground_is_dropped() {
		int[] labels = { 1, 1, 0, 2, 2 };
		new LabelRefinement(3).apply(labels, new boolean[] { false, false, false, true, true }, 5);
		assertThat(labels).containsExactly(0, 0, 0, 2, 2);
	}

	@Test
	void sizes_that_do_not_fit_are_refused() {
		assertThatThrownBy(() -> new LabelRefinement(1).apply(new int[6], new boolean[5], 3)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("6 and 5");
		assertThatThrownBy(() -> new LabelRefinement(-1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("-1");
		assertThatThrownBy(() -> new LabelRefinement.Bands(3, 3, 0)).isInstanceOf(IllegalArgumentException.class);
	}
}

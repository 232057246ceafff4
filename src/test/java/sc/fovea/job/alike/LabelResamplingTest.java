package sc.fovea.job.alike;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.PlaneSegmenter;

class LabelResamplingTest {

	private static int[] write(int[] labels, int width, double scale, int targetWidth, int targetHeight) {
		int[] target = new int[targetWidth * targetHeight];
		new LabelResampling(labels, width, scale).write(new PlaneSegmenter.Target(LabelRows.of(target, targetWidth), 7));
		return target;
	}

	@Test
	void ids_go_on_from_the_first_one_in_the_order_in_which_they_are_met() {
		int[] target = new int[4];
		int count = new LabelResampling(new int[] { 0, 2, 1, 2 }, 2, 1).write(new PlaneSegmenter.Target(LabelRows.of(target, 2), 7));
		assertThat(target).containsExactly(0, 7, 8, 7);
		assertThat(count).isEqualTo(2);
	}

	@Test
	void enlarged_labels_are_as_large_as_the_disc_that_they_show() {
		int[] disc = new int[20 * 20];
		for (int i = 0; i < disc.length; i++) {
			disc[i] = Math.hypot(i % 20 + 0.5 - 10, i / 20 + 0.5 - 10) <= 6 ? 1 : 0;
		}
		int[] large = write(disc, 20, 0.25, 80, 80);
		int wrong = 0;
		for (int i = 0; i < large.length; i++) {
			boolean isIn = Math.hypot(i % 80 + 0.5 - 40, i / 80 + 0.5 - 40) <= 24;
			wrong += (large[i] == 7) == isIn ? 0 : 1;
		}
		assertThat(wrong).as("wrong pixels; steps of 4 pixels along an outline of 151 would have about 150").isLessThan(110);
	}

	@Test
	void shrunk_labels_keep_their_places() {
		assertThat(write(new int[] { 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 2, 2, 0, 0, 2, 2 }, 4, 2, 2, 2)).containsExactly(7, 0, 0, 8);
	}
}

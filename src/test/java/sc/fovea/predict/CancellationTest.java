package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.process.ImageProcessor;

import sc.fovea.image.Hyperstack;
import sc.fovea.task.Tasks;
import sc.fovea.task.instance.StarOracle;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** Progress, and what happens when the user stops. */
class CancellationTest {

	private static final int WIDTH = 160;
	private static final int[] TRUTH = TestImages.touching(WIDTH, 150, 9);
	private static final MemoryBudget BUDGET = new MemoryBudget(1L << 40, 1L << 40, 64);

	/** Notes what it is told, and is cancelled when it is asked for the given time. */
	private static final class Watcher implements Progress {

		private final List<Long> done = new ArrayList<>();
		private final List<Long> totals = new ArrayList<>();
		private final int stopAt;
		private int asked;

		Watcher(int stopAt) {
			this.stopAt = stopAt;
		}

		@Override
		public void progress(long pixels, long total) {
			done.add(pixels);
			totals.add(total);
		}

		@Override
		public boolean isCancelled() {
			return ++asked >= stopAt;
		}
	}

	private static Hyperstack movie() {
		ImageProcessor frame = TestImages.floats(TRUTH, WIDTH);
		return TestImages.stack(1, 1, 3, frame, frame, frame);
	}

	private static Labels segment(Hyperstack image, Progress progress) {
		try (Segmenter segmenter = Tasks.installed().open(StarOracle.model(2), new StarOracle(2), BUDGET, Segmenter.class)) {
			return segmenter.segment(image, SegmentationOptions.STANDARD, progress);
		}
	}

	@Test
	void progress_grows_over_all_planes_and_ends_at_the_total() {
		Watcher watcher = new Watcher(Integer.MAX_VALUE);
		segment(movie(), watcher);
		assertThat(watcher.totals).containsOnly(3L * TRUTH.length);
		assertThat(watcher.done).isSorted().doesNotHaveDuplicates().endsWith(3L * TRUTH.length).hasSize(27);
	}

	/** Whatever it is asked at: while the image is read, before each tile, while labels are drawn. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 5, 20, 25, 40 })
	void cancelling_stops_at_the_next_question(int stopAt) {
		Watcher watcher = new Watcher(stopAt);
		assertThatThrownBy(() -> segment(movie(), watcher)).isInstanceOf(CancellationException.class);
		assertThat(watcher.asked).isEqualTo(stopAt);
	}

	@Test
	void the_user_is_asked_before_each_tile_band_and_plane() {
		Watcher watcher = new Watcher(Integer.MAX_VALUE);
		segment(movie(), watcher);
		int tilesAndTheirPixels = 2 * 9;
		assertThat(watcher.asked).isGreaterThanOrEqualTo(3 * (1 + tilesAndTheirPixels + 1));
	}

	@Test
	void no_half_drawn_plane_stays() {
		int height = 700;
		int[] objects = TestImages.touching(40, height, 2);
		Hyperstack image = TestImages.image(TestImages.floats(objects, 40));
		int asked = countQuestions(image);
		for (int stopAt = asked - 5; stopAt < asked; stopAt++) {
			int[] ids = new int[40 * height];
			LabelRows rows = LabelRows.of(ids, 40);
			Progress progress = new Watcher(stopAt);
			Segmenter.Place place = new Segmenter.Place(0, 0, 1);
			try (Segmenter segmenter = Tasks.installed().open(StarOracle.model(2), new StarOracle(2), BUDGET, Segmenter.class)) {
				assertThatThrownBy(() -> segmenter.segmentPlane(image, place, SegmentationOptions.STANDARD, rows, progress))
					.isInstanceOf(CancellationException.class).hasMessageStartingWith("Stopped while drawing row");
			}
			assertThat(Arrays.stream(ids).max().getAsInt()).as("stopped at question " + stopAt).isZero();
		}
	}

	private static int countQuestions(Hyperstack image) {
		Watcher watcher = new Watcher(Integer.MAX_VALUE);
		segment(image, watcher);
		return watcher.asked;
	}
}

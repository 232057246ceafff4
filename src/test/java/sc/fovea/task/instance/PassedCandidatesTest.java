package sc.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.Runner;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarSuppression;
import sc.fovea.model.Model;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/** Discs in rows from top to bottom; oracle is the suppression of all of them at once. */
class PassedCandidatesTest {

	private static final int WIDTH = 300;
	private static final int HEIGHT = 2000;
	private static final int RAYS = 16;
	private static final StarSuppression RULE = new StarSuppression(0.3, 0.5);

	private record Disc(double x, double y, float score, float radius) {

		float[] distances() {
			float[] distances = new float[RAYS];
			Arrays.fill(distances, radius);
			return distances;
		}
	}

	/** From top to bottom. */
	private static List<Disc> discs(int count, long seed) {
		Random random = new Random(seed);
		return IntStream.range(0, count)
			.mapToObj(i -> new Disc(WIDTH * random.nextDouble(), HEIGHT * random.nextDouble(), random.nextFloat(), 4 + 8 * random.nextFloat()))
			.sorted((a, b) -> Double.compare(a.y(), b.y())).toList();
	}

	private static PassedCandidates passed(List<Disc> discs, int many) {
		PassedCandidates passed = new PassedCandidates(RULE, RAYS, many);
		double row = 0;
		for (Disc disc : discs) {
			while (disc.y() >= row + 10) {
				row += 10;
				passed.passed(row);
			}
			passed.add(disc.x(), disc.y(), disc.score(), disc.distances());
		}
		return passed;
	}

	private static List<String> kept(StarCandidates candidates) {
		int[] kept = RULE.keep(candidates);
		return IntStream.of(kept).mapToObj(i -> candidates.x(i) + " " + candidates.y(i) + " " + candidates.score(i)).toList();
	}

	@ParameterizedTest
	@CsvSource({ "1,100,2000", "2,100,8000", "3,500,8000", "4,1000,3000", "5,1,500" })
	void what_is_kept_is_what_is_kept_of_all_and_most_of_the_rest_is_left_out(long seed, int many, int count) {
		List<Disc> discs = discs(count, seed);
		PassedCandidates some = passed(discs, many);
		PassedCandidates all = passed(discs, Integer.MAX_VALUE);
		assertThat(some.isDisturbed()).isFalse();
		assertThat(all.candidates().size()).isEqualTo(count);
		assertThat(some.candidates().size()).isLessThan(all.candidates().size());
		assertThat(kept(some.candidates())).isEqualTo(kept(all.candidates()));
	}

	@Test
	void one_that_reaches_back_over_what_was_decided_is_told() {
		List<Disc> discs = new ArrayList<>(discs(3000, 6));
		discs.add(new Disc(WIDTH / 2, HEIGHT, 2, HEIGHT / 2));
		assertThat(passed(discs, 100).isDisturbed()).isTrue();
		assertThat(passed(discs, Integer.MAX_VALUE).isDisturbed()).isFalse();
	}

	/** Dots whose values say radius and probability. */
	private record Dots(long width, long height, float[] values) implements TileSource {

		@Override
		public int channels() {
			return 1;
		}

		@Override
		public void read(Region region, float[] target) {
			for (int y = 0; y < region.height(); y++) {
				System.arraycopy(values, Math.toIntExact((region.y() + y) * width + region.x()), target, y * region.width(), region.width());
			}
		}
	}

	/** A dot at one of five places of the image, rows of tiles above the end of which are decided when it comes, or not. */
	@ParameterizedTest
	@ValueSource(ints = { 0, 40, 200, 399 })
	void an_image_has_the_same_objects_whatever_is_left_out_and_however_far_one_reaches(int y) {
		int width = 120;
		Random random = new Random(7);
		float[] values = new float[width * 400];
		for (int i = 0; i < 3000; i++) {
			values[random.nextInt(values.length)] = 3 + random.nextInt(4) + 0.1f + 0.8f * random.nextFloat();
		}
		values[y * width + 60] = 90.95f;
		Dots dots = new Dots(width, 400, values);
		Model model = DiscOracle.model();
		try (Runner runner = new DiscOracle().runner(model.network(), model.weights())) {
			StarSegmentation stars = new StarSegmentation(new TiledInference(runner, new MemoryBudget(1L << 40, 1L << 40, 32)),
				(StarConvexInstances) model.task());
			StarCandidates all = stars.look(dots, Integer.MAX_VALUE, Progress.none()).polygons();
			StarCandidates some = stars.look(dots, 100, Progress.none()).polygons();
			assertThat(all.size()).isGreaterThan(50);
			assertThat(kept(some)).isEqualTo(kept(all));
		}
	}
}

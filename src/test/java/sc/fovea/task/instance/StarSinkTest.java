package sc.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.Runner;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.model.Model;
import sc.fovea.net.Tensor;
import sc.fovea.predict.BitMask;
import sc.fovea.predict.TestImages;
import sc.fovea.tile.Region;
import sc.fovea.tile.Tile;

/** Which candidates are taken from answers of random numbers. */
class StarSinkTest {

	private static final int CELLS = 60;
	private static final int GRID = 2;
	private static final int RAYS = 4;
	private static final StarConvexInstances SETTINGS = new StarConvexInstances(RAYS, GRID,
		new StarConvexInstances.Heads("probability", "distances", "foreground"),
		new StarConvexInstances.Thresholds(0.5, 0.5, 0.3, 0.6), 2);

	private static final float[] PROBABILITY = random(CELLS * CELLS, 1, 1);
	private static final float[] DISTANCES = random(CELLS * CELLS * RAYS, 2, 20);
	private static final float[] FOREGROUND = random(CELLS * CELLS * GRID * GRID, 3, 1);

	private static float[] random(int count, long seed, double range) {
		Random random = new Random(seed);
		float[] values = new float[count];
		for (int i = 0; i < count; i++) {
			values[i] = (float) (range * random.nextDouble());
		}
		return values;
	}

	private static Tensor cut(float[] values, int width, Region region, int channels) {
		Tensor tensor = Tensor.zeros(1, region.height(), region.width(), channels);
		int length = region.width() * channels;
		for (int y = 0; y < region.height(); y++) {
			System.arraycopy(values, (int) ((region.y() + y) * width + region.x()) * channels, tensor.data(), y * length, length);
		}
		return tensor;
	}

	/** The answers in tiles of the given side in cells. */
	private static StarSink collect(int block, int side) {
		return collect(SETTINGS, block, side);
	}

	private static StarSink collect(StarConvexInstances settings, int block, int side) {
		StarSink sink = new StarSink(settings, block, CELLS * GRID, CELLS * GRID, Integer.MAX_VALUE);
		for (int y = 0; y < CELLS; y += side) {
			for (int x = 0; x < CELLS; x += side) {
				Region cells = new Region(x, y, Math.min(side, CELLS - x), Math.min(side, CELLS - y));
				Region pixels = new Region(GRID * cells.x(), GRID * cells.y(), GRID * cells.width(), GRID * cells.height());
				Map<String, Tensor> answers = new HashMap<>();
				answers.put("probability", cut(PROBABILITY, CELLS, cells, 1));
				answers.put("distances", cut(DISTANCES, CELLS, cells, RAYS));
				answers.put("foreground", cut(FOREGROUND, CELLS * GRID, pixels, 1));
				sink.accept(new Tile(pixels, pixels), answers);
			}
		}
		return sink;
	}

	/** Each candidate as text, in an order that does not depend on the tiles. */
	private static List<String> sorted(StarCandidates candidates) {
		return IntStream.range(0, candidates.size()).mapToObj(candidates::polygon)
			.map(p -> p.x() + " " + p.y() + " " + Arrays.toString(p.distances())).sorted().toList();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void the_choice_does_not_depend_on_tiles(int block) {
		List<String> whole = sorted(collect(block, CELLS).candidates());
		for (int side : new int[] { 2, 4, 14, 34 }) {
			assertThat(sorted(collect(block, side).candidates())).as("tiles of " + side).isEqualTo(whole);
		}
	}

	@Test
	void cells_of_the_border_give_no_candidates_whatever_the_tiles() {
		int border = 3;
		StarConvexInstances settings = new StarConvexInstances(RAYS, GRID, SETTINGS.heads(), SETTINGS.thresholds(), SETTINGS.growth(), OptionalInt.of(border));
		int expected = 0;
		for (int y = border; y < CELLS - border; y++) {
			for (int x = border; x < CELLS - border; x++) {
				expected += PROBABILITY[y * CELLS + x] >= SETTINGS.thresholds().probability() ? 1 : 0;
			}
		}
		for (int side : new int[] { 1, 2, 7, 59, CELLS }) {
			StarCandidates found = collect(settings, 1, side).candidates();
			assertThat(found.size()).as("tiles of %d", side).isEqualTo(expected);
			for (int i = 0; i < found.size(); i++) {
				assertThat(found.x(i)).isBetween(border * GRID + 0.5, (CELLS - border - 1) * GRID + 0.5);
				assertThat(found.y(i)).isBetween(border * GRID + 0.5, (CELLS - border - 1) * GRID + 0.5);
			}
		}
	}

	@Test
	void without_blocks_all_above_the_threshold_are_kept() {
		StarCandidates candidates = collect(1, CELLS).candidates();
		int i = 0;
		for (int cell = 0; cell < PROBABILITY.length; cell++) {
			if (PROBABILITY[cell] >= 0.5f) {
				assertThat(candidates.score(i)).isEqualTo(PROBABILITY[cell]);
				assertThat(candidates.x(i)).isEqualTo(cell % CELLS * 2 + 0.5);
				assertThat(candidates.y(i)).isEqualTo(cell / CELLS * 2 + 0.5);
				for (int k = 0; k < RAYS; k++) {
					assertThat(candidates.distance(i, k)).isEqualTo(Math.max(0.5f, DISTANCES[cell * RAYS + k]));
				}
				i++;
			}
		}
		assertThat(candidates.size()).isEqualTo(i);
	}

	@Test
	void of_each_block_the_best_is_kept() {
		StarCandidates candidates = collect(2, CELLS).candidates();
		int i = 0;
		for (int y = 0; y < CELLS; y += 2) {
			for (int x = 0; x < CELLS; x += 2) {
				int at = y * CELLS + x;
				float upper = Math.max(PROBABILITY[at], PROBABILITY[at + 1]);
				float best = Math.max(upper, Math.max(PROBABILITY[at + CELLS], PROBABILITY[at + CELLS + 1]));
				if (best >= 0.5f) {
					assertThat(candidates.score(i++)).isEqualTo(best);
				}
			}
		}
		assertThat(candidates.size()).isEqualTo(i);
	}

	@Test
	void blocks_save_most_candidates_of_nuclei() {
		int side = 240;
		int[] truth = TestImages.touching(side, side, 1);
		Tensor image = Tensor.zeros(1, side, side, 1);
		for (int i = 0; i < truth.length; i++) {
			image.data()[i] = truth[i];
		}
		Model model = StarOracle.model(2);
		Region all = new Region(0, 0, side, side);
		int[] counts = new int[3];
		try (Runner oracle = new StarOracle(2).runner(model.network(), model.weights())) {
			for (int block = 1; block <= 2; block++) {
				StarSink sink = new StarSink(StarOracle.settings(2), block, side, side, Integer.MAX_VALUE);
				sink.accept(new Tile(all, all), oracle.run(Map.of("image", image)));
				counts[block] = sink.candidates().size();
			}
		}
		assertThat(counts[2]).isBetween(1, counts[1] * 45 / 100);
	}

	@Test
	void the_foreground_is_where_its_probability_is_at_least_a_half() {
		BitMask mask = collect(2, 14).foreground().orElseThrow();
		for (int i = 0; i < FOREGROUND.length; i++) {
			assertThat(mask.get(i % (CELLS * GRID), i / (CELLS * GRID))).isEqualTo(FOREGROUND[i] >= 0.5f);
		}
	}

	@ParameterizedTest
	@ValueSource(floats = { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY })
	void answers_that_are_not_finite_are_refused(float value) {
		StarSink sink = new StarSink(SETTINGS, 2, 8, 8, Integer.MAX_VALUE);
		Region pixels = new Region(0, 0, 8, 8);
		Tensor distances = Tensor.zeros(1, 4, 4, RAYS);
		distances.data()[17] = value;
		Map<String, Tensor> answers = Map.of("probability", Tensor.zeros(1, 4, 4, 1), "distances", distances,
			"foreground", Tensor.zeros(1, 8, 8, 1));
		assertThatThrownBy(() -> sink.accept(new Tile(pixels, pixels), answers)).isInstanceOf(BackendException.class)
			.hasMessage("Expected finite numbers of output 'distances', got NaN or infinity in the tile 8x8 at (0, 0).");
	}
}

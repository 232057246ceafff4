package sc.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.LabelRefinement;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarRasterizer;
import sc.fovea.predict.BitMask;
import sc.fovea.predict.LabelRows;

/** Drawing band by band is drawing at once. */
class StarRendererTest {

	private static final int WIDTH = 90;
	private static final int HEIGHT = 420;

	/** Polygons of all sizes that lie over each other and over the edges. */
	private static StarCandidates polygons(int count, long seed) {
		Random random = new Random(seed);
		StarCandidates candidates = new StarCandidates(16);
		float[] distances = new float[16];
		for (int i = 0; i < count; i++) {
			double size = 1 + 40 * Math.pow(random.nextDouble(), 3);
			for (int k = 0; k < distances.length; k++) {
				distances[k] = (float) (size * (0.7 + 0.6 * random.nextDouble()));
			}
			candidates.add(random.nextDouble() * WIDTH, random.nextDouble() * (HEIGHT + 40) - 20, 1, distances, 0);
		}
		return candidates;
	}

	private static BitMask mask(int width, int height, long seed) {
		Random random = new Random(seed);
		BitMask mask = new BitMask(width, height);
		for (int y = 0; y < height; y++) {
			float[] row = new float[width];
			for (int x = 0; x < width; x++) {
				row[x] = (float) (Math.sin(x * 0.3) + Math.cos(y * 0.2) + 0.3 * random.nextGaussian());
			}
			mask.setRow(0, y, width, row, 0, -0.5f);
		}
		return mask;
	}

	/** Everything at once, with ids made consecutive at the end. */
	private static int[] reference(StarCandidates polygons, Optional<Foreground> foreground, int firstId) {
		int[] labels = new int[WIDTH * HEIGHT];
		new StarRasterizer().draw(polygons, IntStream.range(0, polygons.size()).toArray(), Box.ofImage(WIDTH, HEIGHT), labels);
		foreground.ifPresent(f -> new LabelRefinement(f.growth()).apply(labels, stretched(f), WIDTH));
		int[] present = Arrays.stream(labels).filter(id -> id > 0).distinct().sorted().toArray();
		return Arrays.stream(labels).map(id -> id == 0 ? 0 : firstId + Arrays.binarySearch(present, id)).toArray();
	}

	private static boolean[] stretched(Foreground f) {
		boolean[] mask = new boolean[WIDTH * HEIGHT];
		for (int i = 0; i < mask.length; i++) {
			int x = (int) Math.min(f.mask().width() - 1, (i % WIDTH + 0.5) * f.scale());
			int y = (int) Math.min(f.mask().height() - 1, (i / WIDTH + 0.5) * f.scale());
			mask[i] = f.mask().get(x, y);
		}
		return mask;
	}

	@ParameterizedTest
	@CsvSource({ "1, 0", "1, 3", "2, 2", "0.5, 5", "0.4, 150" })
	void bands_give_the_image_drawn_at_once(double scale, int growth) {
		StarCandidates polygons = polygons(150, growth);
		BitMask mask = mask((int) Math.ceil(WIDTH * scale), (int) Math.ceil(HEIGHT * scale), 7);
		Optional<Foreground> foreground = Optional.of(new Foreground(mask, scale, growth));
		int[] found = new int[WIDTH * HEIGHT];
		int count = new StarRenderer(polygons, LabelRows.of(found, WIDTH)).draw(foreground, 1);
		assertThat(found).isEqualTo(reference(polygons, foreground, 1));
		assertThat(count).isEqualTo(Arrays.stream(found).max().getAsInt()).isLessThan(150);
	}

	@Test
	void without_foreground_polygons_are_drawn_as_they_are() {
		StarCandidates polygons = polygons(80, 2);
		int[] found = new int[WIDTH * HEIGHT];
		int count = new StarRenderer(polygons, LabelRows.of(found, WIDTH)).draw(Optional.empty(), 1000);
		assertThat(found).isEqualTo(reference(polygons, Optional.empty(), 1000));
		assertThat(Arrays.stream(found).max().getAsInt()).isEqualTo(999 + count);
	}

	@Test
	void the_first_wins_and_what_is_covered_leaves_no_gap() {
		StarCandidates polygons = new StarCandidates(4);
		polygons.add(20, 20, 1, new float[] { 9, 9, 9, 9 }, 0);
		polygons.add(20, 20, 0.9f, new float[] { 3, 3, 3, 3 }, 0);
		polygons.add(20, 200, 0.8f, new float[] { 5, 5, 5, 5 }, 0);
		int[] found = new int[WIDTH * HEIGHT];
		assertThat(new StarRenderer(polygons, LabelRows.of(found, WIDTH)).draw(Optional.empty(), 1)).isEqualTo(2);
		assertThat(found[20 * WIDTH + 20]).isEqualTo(1);
		assertThat(found[200 * WIDTH + 20]).isEqualTo(2);
	}

	@Test
	void nothing_to_draw_is_background() {
		int[] found = new int[WIDTH * HEIGHT];
		Arrays.fill(found, 7);
		assertThat(new StarRenderer(new StarCandidates(4), LabelRows.of(found, WIDTH)).draw(Optional.empty(), 1)).isZero();
		assertThat(found).containsOnly(0);
	}
}

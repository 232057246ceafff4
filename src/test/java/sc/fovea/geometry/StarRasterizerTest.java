package sc.fovea.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StarRasterizerTest {

	private static final int SIZE = 60;

	private final StarRasterizer rasterizer = new StarRasterizer();

	private boolean[] spans(StarPolygon polygon, Box clip) {
		boolean[] mask = new boolean[SIZE * SIZE];
		rasterizer.spans(polygon, clip, (y, from, to) -> {
			assertThat(from).isLessThan(to);
			for (int x = from; x < to; x++) {
				assertThat(mask[y * SIZE + x]).isFalse();
				mask[y * SIZE + x] = true;
			}
		});
		return mask;
	}

	@Test
	void pixels_are_those_whose_centre_is_inside() {
		Random random = new Random(1);
		for (int i = 0; i < 300; i++) {
			StarPolygon polygon = new StarPolygon(random.nextDouble() * SIZE, random.nextDouble() * SIZE,
				RandomShapes.star(random, 3 + random.nextInt(40), 1 + random.nextInt(20)));
			assertThat(spans(polygon, Box.ofImage(SIZE, SIZE))).isEqualTo(RandomShapes.mask(polygon, SIZE));
		}
	}

	@Test
	void a_clip_cuts_pixels_and_changes_nothing_else() {
		Random random = new Random(2);
		Box clip = new Box(10.6, 7.5, 30, 21.2);
		for (int i = 0; i < 100; i++) {
			StarPolygon polygon = new StarPolygon(random.nextDouble() * SIZE, random.nextDouble() * SIZE, RandomShapes.star(random, 16, 15));
			boolean[] expected = RandomShapes.mask(polygon, SIZE);
			for (int p = 0; p < expected.length; p++)
				expected[p] &= clip.contains(p % SIZE + 0.5, p / SIZE + 0.5);
			assertThat(spans(polygon, clip)).isEqualTo(expected);
		}
	}

	@Test
	void a_polygon_taller_than_the_scratch_arrays_has_its_area() {
		float[] distances = { 1000, 1000, 1000, 1000 };
		long[] area = new long[1];
		rasterizer.spans(new StarPolygon(0.25, 0.25, distances), StarRasterizer.EVERYWHERE, (y, from, to) -> area[0] += to - from);
		assertThat(area[0]).isBetween(1_998_000L, 2_002_000L);
	}

	@Test
	void a_square_of_whole_edges_covers_its_pixels_only() {
		float d = (float) Math.sqrt(8);
		StarCandidates candidates = new StarCandidates(4);
		candidates.add(3, 3, 1, new float[] { d, d, d, d }, 0);
		int[] labels = new int[36];
		rasterizer.draw(candidates, new int[] { 0 }, Box.ofImage(6, 6), labels);
		for (int i = 0; i < 36; i++)
			assertThat(labels[i]).isEqualTo(Math.abs(i % 6 - 2.5) + Math.abs(i / 6 - 2.5) < d ? 1 : 0);
	}

	@Test
	void the_first_polygon_wins_in_every_window() {
		Random random = new Random(3);
		StarCandidates candidates = RandomShapes.clusters(random, 30, SIZE, 12);
		int[] order = random.ints(20, 0, candidates.size()).toArray();
		int[] whole = new int[SIZE * SIZE], window = new int[25 * 17];
		rasterizer.draw(candidates, order, Box.ofImage(SIZE, SIZE), whole);
		rasterizer.draw(candidates, order, new Box(20, 31, 25, 17), window);
		for (int p = 0; p < whole.length; p++) {
			int expected = 0;
			for (int i = order.length - 1; i >= 0; i--)
				if (RandomShapes.inside(candidates.polygon(order[i]), p % SIZE + 0.5, p / SIZE + 0.5))
					expected = i + 1;
			assertThat(whole[p]).isEqualTo(expected);
		}
		for (int i = 0; i < window.length; i++)
			assertThat(window[i]).isEqualTo(whole[(31 + i / 25) * SIZE + 20 + i % 25]);
	}

	@Test
	void polygons_are_drawn_like_candidates() {
		StarCandidates candidates = RandomShapes.clusters(new Random(4), 1, 20, 8);
		int[] one = new int[400], other = new int[400];
		rasterizer.draw(candidates, new int[] { 0 }, Box.ofImage(20, 20), one);
		rasterizer.draw(List.of(candidates.polygon(0)), Box.ofImage(20, 20), other);
		assertThat(one).isEqualTo(other);
	}

	@Test
	void a_window_must_be_whole_and_fit() {
		StarCandidates none = new StarCandidates(8);
		assertThatThrownBy(() -> rasterizer.draw(none, new int[0], new Box(0.5, 0, 2, 2), new int[4]))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0.5");
		assertThatThrownBy(() -> rasterizer.draw(none, new int[0], new Box(0, 0, 2, 2), new int[5]))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("got 5");
	}
}

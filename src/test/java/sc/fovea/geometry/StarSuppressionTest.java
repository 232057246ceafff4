package sc.fovea.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StarSuppressionTest {

	private static final int SIZE = 64;

	/** Every candidate with every kept one, pixel by pixel. */
	private static int[] slowly(StarSuppression rule, StarCandidates c) {
		List<Integer> order = new ArrayList<>(IntStream.range(0, c.size()).boxed().toList());
		order.sort(Comparator.<Integer>comparingDouble(i -> -c.score(i)).thenComparingDouble(c::y).thenComparingDouble(c::x));
		List<Integer> kept = new ArrayList<>();
		List<boolean[]> masks = new ArrayList<>();
		for (int i : order) {
			boolean[] mask = RandomShapes.mask(c.polygon(i), SIZE);
			if (count(mask, mask) > 0 && masks.stream().noneMatch(m -> drops(rule, m, mask))) {
				kept.add(i);
				masks.add(mask);
			}
		}
		return kept.stream().mapToInt(i -> i).toArray();
	}

	private static boolean drops(StarSuppression rule, boolean[] a, boolean[] b) {
		double common = count(a, b), areaA = count(a, a), areaB = count(b, b);
		return common / (areaA + areaB - common) > rule.maximumIou() || common / Math.min(areaA, areaB) > rule.maximumCover();
	}

	private static int count(boolean[] a, boolean[] b) {
		int n = 0;
		for (int i = 0; i < a.length; i++)
			if (a[i] && b[i])
				n++;
		return n;
	}

	private static StarCandidates inside(StarCandidates all) {
		StarCandidates moved = new StarCandidates(all.rays());
		moved.addAll(all);
		StarCandidates result = new StarCandidates(all.rays());
		for (int i = 0; i < all.size(); i++) {
			StarPolygon p = moved.polygon(i).translate(16, 16);
			result.add(p.x(), p.y(), all.score(i), p.distances(), 0);
		}
		return result;
	}

	@Test
	void the_grid_and_the_proofs_give_the_answer_of_all_pairs() {
		Random random = new Random(1);
		double[][] rules = { { 0.1, 0.3 }, { 0.5, 1 }, { 1, 0.5 }, { 0.3, 0.6 }, { 0, 0 }, { 1, 1 }, { 0.8, 0.9 } };
		for (int round = 0; round < 42; round++) {
			StarCandidates candidates = inside(RandomShapes.clusters(random, 12, 32, round % 2 == 0 ? 32 : 5));
			StarSuppression rule = new StarSuppression(rules[round % 7][0], rules[round % 7][1]);
			assertThat(rule.keep(candidates)).isEqualTo(slowly(rule, candidates));
		}
	}

	@Test
	void regular_stars_of_all_sizes_give_the_answer_of_all_pairs() {
		Random random = new Random(5);
		StarSuppression rule = new StarSuppression(0.2, 0.4);
		for (int round = 0; round < 20; round++) {
			StarCandidates candidates = new StarCandidates(16);
			for (int i = 0; i < 60; i++) {
				float[] distances = new float[16];
				Arrays.fill(distances, 0.1f + 15 * random.nextFloat() * random.nextFloat());
				candidates.add(16 + 32 * random.nextDouble(), 16 + 32 * random.nextDouble(), random.nextFloat(), distances, 0);
			}
			assertThat(rule.keep(candidates)).isEqualTo(slowly(rule, candidates));
		}
	}

	@Test
	void the_order_of_insertion_does_not_matter() {
		Random random = new Random(2);
		StarCandidates candidates = RandomShapes.clusters(random, 200, 200, 8);
		candidates.addAll(candidates.select(new int[] { 0, 1, 2, 3 }));
		for (int i = 0; i < 50; i++)
			candidates.add(10 + 20 * (i / 5), 5, 2, RandomShapes.star(random, 8, 8), 0);
		List<Integer> shuffled = new ArrayList<>(IntStream.range(0, candidates.size()).boxed().toList());
		Collections.shuffle(shuffled, random);
		StarCandidates other = candidates.select(shuffled.stream().mapToInt(i -> i).toArray());
		StarSuppression rule = new StarSuppression(0.1, 0.3);
		int[] kept = rule.keep(candidates), keptOfOther = rule.keep(other);
		assertThat(kept).hasSameSizeAs(keptOfOther);
		for (int i = 0; i < kept.length; i++)
			assertThat(candidates.polygon(kept[i])).isEqualTo(other.polygon(keptOfOther[i]));
	}

	@Test
	void candidates_come_by_score_also_below_zero() {
		StarCandidates candidates = new StarCandidates(3);
		float[] scores = { -2, 0.5f, -0f, 3, 0f, -0.25f };
		for (int i = 0; i < scores.length; i++)
			candidates.add(10 * i + 5, 5, scores[i], new float[] { 2, 2, 2 }, 0);
		assertThat(new StarSuppression(0.5, 0.5).keep(candidates)).containsExactly(3, 1, 2, 4, 5, 0);
	}

	@Test
	void a_candidate_without_a_pixel_is_never_kept() {
		StarCandidates candidates = new StarCandidates(3);
		candidates.add(5, 5, 1, new float[] { 0.1f, 0.1f, 0.1f }, 0);
		candidates.add(5.5, 5.5, 0, new float[] { 0.1f, 0.1f, 0.1f }, 0);
		assertThat(new StarSuppression(1, 1).keep(candidates)).containsExactly(1);
		assertThat(new StarSuppression(1, 1).keep(new StarCandidates(32))).isEmpty();
	}

	@Test
	void far_outliers_and_giants_are_compared() {
		StarCandidates candidates = new StarCandidates(3);
		candidates.add(-1e8, 4e8, 3, new float[] { 2, 2, 2 }, 0);
		candidates.add(100, 100, 2, new float[] { 500, 500, 500 }, 0);
		candidates.add(130, 130, 1, new float[] { 3, 3, 3 }, 0);
		candidates.add(2000, 100, 1, new float[] { 3, 3, 3 }, 0);
		assertThat(new StarSuppression(0.5, 0.5).keep(candidates)).containsExactly(0, 1, 3);
	}

	@Test
	void thresholds_outside_of0_to1_are_refused() {
		assertThatThrownBy(() -> new StarSuppression(-0.1, 0.5)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("-0.1");
		assertThatThrownBy(() -> new StarSuppression(0.5, Double.NaN)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("NaN");
	}

	/** Nine parts of a crowd, each of which knows only its own candidates. */
	@Test
	void what_is_possible_in_parts_holds_the_answer_of_the_whole() {
		for (int seed = 0; seed < 60; seed++) {
			Random random = new Random(seed);
			StarSuppression rule = new StarSuppression(0.1 + 0.5 * random.nextDouble(), 0.2 + 0.8 * random.nextDouble());
			StarCandidates all = new StarCandidates(8);
			StarCandidates[] parts = new StarCandidates[9];
			Arrays.setAll(parts, i -> new StarCandidates(8));
			float[] distances = new float[8];
			for (int i = 0; i < 800; i++) {
				double x = 150 * random.nextDouble(), y = 150 * random.nextDouble();
				for (int k = 0; k < 8; k++)
					distances[k] = 3 + 7 * random.nextFloat();
				float score = random.nextInt(200) / 200f;
				all.add(x, y, score, distances, 0);
				parts[(int) (y / 50) * 3 + (int) (x / 50)].add(x, y, score, distances, 0);
			}
			StarCandidates left = new StarCandidates(8);
			for (int i = 0; i < 9; i++)
				left.addAll(parts[i].select(rule.possible(parts[i], new Box(i % 3 * 50 + 11, i / 3 * 50 + 11, 28, 28))));
			assertThat(left.size()).isLessThan(all.size());
			assertThat(polygons(left.select(rule.keep(left)))).isEqualTo(polygons(all.select(rule.keep(all))));
		}
	}

	private static List<StarPolygon> polygons(StarCandidates candidates) {
		return IntStream.range(0, candidates.size()).mapToObj(candidates::polygon).toList();
	}
}

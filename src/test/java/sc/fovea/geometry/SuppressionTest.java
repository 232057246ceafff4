package sc.fovea.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import sc.fovea.geometry.Suppression.Method;

class SuppressionTest {

	/** IoU of a and b 1/3, of b and c 1/3, of a and c 0. */
	private static final ScoredBox A = scored(0, 0.9, 0), B = scored(5, 0.8, 0), C = scored(10, 0.7, 1);

	private static ScoredBox scored(double x, double score, int category) {
		return new ScoredBox(new Box(x, 0, 10, 10), score, category);
	}

	@ParameterizedTest
	@CsvSource({ "0.2, true, 0.9 0.7", "0.4, true, 0.9 0.8 0.7", "0.33333333, false, 0.9 0.7", "0.34, false, 0.9 0.8 0.7", "1, false, 0.9 0.8 0.7" })
	void greedy_drops_what_overlaps_a_better_box_of_its_class_by_more_than_the_threshold(double threshold, boolean perClass, String expected) {
		Suppression suppression = new Suppression(Method.GREEDY, threshold, perClass, 0);
		assertThat(scores(suppression.apply(List.of(C, A, B)))).isEqualTo(expected);
	}

	@Test
	void a_box_that_was_dropped_drops_no_other() {
		assertThat(Suppression.greedy(0.2).agnostic().apply(List.of(A, B, C))).containsExactly(A, C);
	}

	@Test
	void boxes_of_different_classes_leave_each_other_alone_unless_told_otherwise() {
		ScoredBox other = scored(0, 0.5, 1);
		assertThat(Suppression.greedy(0.5).apply(List.of(A, other))).containsExactly(A, other);
		assertThat(Suppression.greedy(0.5).agnostic().apply(List.of(A, other))).containsExactly(A);
	}

	/** With o = 1/3: linear b = 0.8 · 2/3 = 0.5333; c, then before b: 0.7 · 2/3 after b. */
	@Test
	void linear_suppression_lowers_scores_by_the_overlap() {
		List<ScoredBox> kept = new Suppression(Method.LINEAR, 0.3, false, 0).apply(List.of(A, B, C));
		assertThat(kept).extracting(b -> b.box().x()).containsExactly(0.0, 10.0, 5.0);
		assertThat(kept.get(1).score()).isEqualTo(0.7);
		assertThat(kept.get(2).score()).isCloseTo(0.8 * 2 / 3 * 2 / 3, within(1e-12));
	}

	@Test
	void linear_suppression_does_nothing_up_to_the_threshold() {
		assertThat(new Suppression(Method.LINEAR, 0.4, false, 0).apply(List.of(A, B, C))).containsExactly(A, B, C);
	}

	@Test
	void gaussian_suppression_lowers_scores_by_any_overlap() {
		List<ScoredBox> kept = new Suppression(Method.GAUSSIAN, 0.5, true, 0).apply(List.of(A, B, C));
		assertThat(kept).extracting(b -> b.box().x()).containsExactly(0.0, 10.0, 5.0);
		assertThat(kept.get(2).score()).isCloseTo(0.8 * Math.exp(-1.0 / 9 / 0.5), within(1e-12));
	}

	@Test
	void what_falls_below_the_minimum_is_dropped() {
		assertThat(new Suppression(Method.LINEAR, 0.3, false, 0.4).apply(List.of(A, B, C))).containsExactly(A, C);
		assertThat(new Suppression(Method.GREEDY, 1, false, 0.75).apply(List.of(A, B, C))).containsExactly(A, B);
	}

	@ParameterizedTest
	@EnumSource(Method.class)
	void nothing_stays_nothing_and_one_stays_one(Method method) {
		Suppression suppression = new Suppression(method, 0.5, true, 0);
		assertThat(suppression.apply(List.of())).isEmpty();
		assertThat(suppression.apply(List.of(A))).containsExactly(A);
	}

	@ParameterizedTest
	@EnumSource(Method.class)
	void the_index_finds_what_comparing_all_pairs_finds(Method method) {
		for (int seed = 0; seed < 60; seed++) {
			SplittableRandom random = new SplittableRandom(seed);
			List<ScoredBox> boxes = random(random, 1 + random.nextInt(150), Math.pow(10, random.nextInt(1, 4)));
			double threshold = random.nextInt(4) == 0 ? 0.05 : random.nextDouble(0.05, 0.9);
			Suppression suppression = new Suppression(method, threshold, random.nextBoolean(), 0.05);
			List<ScoredBox> expected = SlowSuppression.apply(suppression, boxes);
			assertThat(suppression.apply(boxes)).as("seed %d", seed).usingRecursiveComparison().withComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1,
				Double.class).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@EnumSource(Method.class)
	void the_order_of_the_list_does_not_matter(Method method) {
		List<ScoredBox> boxes = new ArrayList<>(random(new SplittableRandom(1), 200, 50));
		boxes.addAll(boxes.stream().map(b -> b.at(b.box().translate(3, 0))).toList());
		List<ScoredBox> mixed = new ArrayList<>(boxes);
		Collections.shuffle(mixed, new Random(2));
		Suppression suppression = new Suppression(method, 0.3, true, 0.01);
		assertThat(suppression.apply(mixed)).isEqualTo(suppression.apply(boxes));
	}

	@Test
	void boxes_of_no_extent_or_far_away_are_kept() {
		List<ScoredBox> boxes = List.of(new ScoredBox(new Box(3, 3, 0, 0), 0.9, 0), new ScoredBox(new Box(3, 3, 0, 0), 0.8, 0),
			new ScoredBox(new Box(-1e300, 1e300, 1, 1e300), 0.7, 0), new ScoredBox(new Box(1e15, -1e15, 2, 2), 0.6, 0));
		assertThat(Suppression.greedy(0).apply(boxes)).isEqualTo(boxes);
	}

	/** How long it takes is measured by SuppressionBenchmark. */
	@ParameterizedTest
	@EnumSource(Method.class)
	void groups_that_lie_apart_do_not_touch_each_other(Method method) {
		Suppression suppression = new Suppression(method, 0.5, true, 0.01);
		List<ScoredBox> all = new ArrayList<>(), expected = new ArrayList<>();
		for (int group = 0; group < 60; group++) {
			int away = group * 1_000;
			List<ScoredBox> boxes = random(new SplittableRandom(group), 500, 200).stream().map(b -> b.at(b.box().translate(away, 0))).toList();
			all.addAll(boxes);
			expected.addAll(suppression.apply(boxes));
		}
		List<ScoredBox> kept = suppression.apply(all);
		assertThat(kept).hasSameSizeAs(expected);
		assertThat(new HashSet<>(kept).equals(new HashSet<>(expected))).isTrue();
	}

	@Test
	void thresholds_are_checked() {
		assertThatThrownBy(() -> Suppression.greedy(1.1)).hasMessageContaining("got 1.1");
		assertThatThrownBy(() -> new Suppression(Method.GAUSSIAN, 0, true, 0)).hasMessageContaining("sigma above 0");
	}

	private static String scores(List<ScoredBox> boxes) {
		return String.join(" ", boxes.stream().map(b -> String.valueOf(b.score())).toList());
	}

	/** Sides from 1 to 100 in equal shares of each order of magnitude. */
	private static List<ScoredBox> random(SplittableRandom random, int count, double extent) {
		List<ScoredBox> boxes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			double size = Math.pow(10, random.nextDouble(0, 2));
			Box box = new Box(random.nextDouble(-extent, extent), random.nextDouble(0, extent), size, size * random.nextDouble(0.5, 2));
			boxes.add(new ScoredBox(box, random.nextInt(20) / 20.0, random.nextInt(3)));
		}
		return boxes;
	}

	/** The definition: take the best of the rest, let all others suffer. */
	private static final class SlowSuppression {

		private static List<ScoredBox> apply(Suppression rule, List<ScoredBox> boxes) {
			List<ScoredBox> rest = new ArrayList<>(boxes.stream().filter(b -> b.score() >= rule.minimumScore()).toList());
			rest.sort(Comparator.comparingDouble((ScoredBox b) -> -b.score()).thenComparingDouble(b -> b.box().y()).thenComparingDouble(b -> b.box().x()));
			List<ScoredBox> kept = new ArrayList<>();
			while (!rest.isEmpty()) {
				ScoredBox best = rest.stream().reduce((a, b) -> b.score() > a.score() ? b : a).orElseThrow();
				rest.remove(best);
				kept.add(best);
				rest.replaceAll(b -> b.withScore(b.score() * factor(rule, best, b)));
				rest.removeIf(b -> b.score() < rule.minimumScore());
			}
			return kept;
		}

		private static double factor(Suppression rule, ScoredBox best, ScoredBox box) {
			if (rule.perClass() && best.category() != box.category()) {
				return 1;
			}
			double iou = best.box().iou(box.box());
			return switch (rule.method()) {
				case GREEDY -> iou > rule.threshold() ? -1e9 : 1;
				case LINEAR -> iou > rule.threshold() ? 1 - iou : 1;
				case GAUSSIAN -> Math.exp(-iou * iou / rule.threshold());
			};
		}
	}
}

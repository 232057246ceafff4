package sc.fovea.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.geometry.Suppression;

/** Both refiners on a head that knows the hidden boxes, and tells as much of them as a real one. */
class RefinerTest {

	private static final Box BOUNDS = Box.ofImage(640, 640);

	/** For the two classes by turns; those at the border reach it. */
	private static final List<Box> HIDDEN = hidden();

	private static List<Box> hidden() {
		SplittableRandom random = new SplittableRandom(1);
		List<Box> boxes = new ArrayList<>();
		for (int i = 0; i < 36; i++) {
			double width = random.nextDouble(30, 80), height = random.nextDouble(30, 80);
			double x = i % 6 == 5 ? 640 - width : i % 6 * 110 + random.nextDouble(10);
			boxes.add(new Box(x, i / 6 * 100 + random.nextDouble(10), width, height));
		}
		return boxes;
	}

	private static List<ScoredBox> found(double spread) {
		SplittableRandom random = new SplittableRandom(2);
		List<ScoredBox> found = new ArrayList<>();
		for (int i = 0; i < HIDDEN.size(); i++) {
			found.add(new ScoredBox(jittered(HIDDEN.get(i), spread, random), 0.2, i % 2));
		}
		return found;
	}

	/** Centre moved by up to the spread of the size, sides changed by factors up to e^spread. */
	private static Box jittered(Box box, double spread, SplittableRandom random) {
		double width = box.width() * Math.exp(spread * random.nextDouble(-1, 1)), height = box.height() * Math.exp(spread * random.nextDouble(-1, 1));
		double x = box.centerX() + spread * box.width() * random.nextDouble(-1, 1), y = box.centerY() + spread * box.height() * random.nextDouble(-1, 1);
		return new Box(x - width / 2, y - height / 2, width, height);
	}

	/**
	 * Scores regions by a logistic function of the IoU with the hidden box of the class nearby, and draws a box part of the way to it, with an error
	 * that differs from region to region.
	 */
	private static final class KnowingScorer implements RegionScorer {

		private final double pull, error;
		private final List<List<Box>> asked = new ArrayList<>();

		KnowingScorer(double pull, double error) {
			this.pull = pull;
			this.error = error;
		}

		@Override
		public RegionAnswers score(List<Box> regions) {
			asked.add(regions);
			float[] scores = new float[regions.size() * 2];
			List<Box> boxes = new ArrayList<>();
			for (int i = 0; i < scores.length; i++) {
				Box region = regions.get(i / 2);
				int category = i % 2;
				Box hidden = HIDDEN.stream().filter(h -> HIDDEN.indexOf(h) % 2 == category).max(Comparator.comparingDouble(region::iou)).orElseThrow();
				scores[i] = (float) (1 / (1 + Math.exp(-10 * (region.iou(hidden) - 0.6))));
				boxes.add(region.iou(hidden) == 0 ? region : drawn(region, hidden));
			}
			return new RegionAnswers(regions, 2, scores, boxes);
		}

		private Box drawn(Box region, Box hidden) {
			Box moved = new Box(region.x() + pull * (hidden.x() - region.x()), region.y() + pull * (hidden.y() - region.y()),
				region.width() + pull * (hidden.width() - region.width()), region.height() + pull * (hidden.height() - region.height()));
			return error == 0 ? moved : jittered(moved, error, new SplittableRandom(region.hashCode()));
		}
	}

	private static double meanIou(List<ScoredBox> boxes) {
		double sum = 0;
		for (int i = 0; i < HIDDEN.size(); i++) {
			Box hidden = HIDDEN.get(i);
			int category = i % 2;
			sum += boxes.stream().filter(b -> b.category() == category).mapToDouble(b -> b.box().iou(hidden)).max().orElse(0);
		}
		return sum / HIDDEN.size();
	}

	private static List<Refiner> refiners() {
		return List.of(BayesianRefinement.standard(), IterativeLocalization.standard());
	}

	@Test
	void bayesian_refinement_finds_hidden_boxes_by_scores_alone() {
		List<ScoredBox> found = found(0.25);
		assertThat(meanIou(found)).isBetween(0.6, 0.7);
		BayesianRefinement searchOnly = new BayesianRefinement(8, 8, 0.3, 0, Suppression.greedy(0.5), new BoxVoting(1));
		List<ScoredBox> better = searchOnly.refine(found, new KnowingScorer(0, 0), BOUNDS);
		assertThat(meanIou(better)).isGreaterThan(meanIou(found) + 0.2);
		assertThat(meanIou(BayesianRefinement.standard().refine(found, new KnowingScorer(0, 0), BOUNDS))).isGreaterThan(meanIou(found) + 0.17);
		double lookAround = meanIou(
			new BayesianRefinement(0, 24, 0.3, 0, Suppression.greedy(0.5), new BoxVoting(1)).refine(found, new KnowingScorer(0, 0), BOUNDS));
		assertThat(meanIou(better)).as("against as many regions without a model").isGreaterThan(lookAround + 0.07);
	}

	@Test
	void bayesian_refinement_places_boxes_better_than_the_head_that_errs() {
		List<ScoredBox> found = found(0.2);
		List<ScoredBox> better = BayesianRefinement.standard().refine(found, new KnowingScorer(0.6, 0.08), BOUNDS);
		List<ScoredBox> unvoted = new BayesianRefinement(8, 8, 0.3, 0.05, Suppression.greedy(0.5), new BoxVoting(1)).refine(found, new KnowingScorer(0.6, 0.08),
			BOUNDS);
		assertThat(meanIou(unvoted)).isGreaterThan(meanIou(found) + 0.1);
		assertThat(meanIou(better)).isGreaterThan(meanIou(unvoted) + 0.05);
	}

	@Test
	void iterative_localization_raises_the_overlap_with_each_round() {
		List<ScoredBox> found = found(0.25);
		double before = meanIou(found);
		double once = meanIou(IterativeLocalization.standard().refine(found, new KnowingScorer(0.5, 0), BOUNDS));
		double thrice = meanIou(new IterativeLocalization(3, Suppression.greedy(0.3), new BoxVoting(1)).refine(found, new KnowingScorer(0.5, 0), BOUNDS));
		assertThat(once).isGreaterThan(before + 0.1);
		assertThat(thrice).isGreaterThan(once + 0.1);
	}

	@Test
	void iterative_localization_places_an_object_better_the_more_boxes_of_it_were_found() {
		List<ScoredBox> found = found(0.25), more = new ArrayList<>(found);
		SplittableRandom random = new SplittableRandom(3);
		for (int i = 0; i < 4 * HIDDEN.size(); i++) {
			more.add(new ScoredBox(jittered(HIDDEN.get(i % HIDDEN.size()), 0.25, random), 0.2, i % 2));
		}
		double few = meanIou(IterativeLocalization.standard().refine(found, new KnowingScorer(0.5, 0.08), BOUNDS));
		List<ScoredBox> better = IterativeLocalization.standard().refine(more, new KnowingScorer(0.5, 0.08), BOUNDS);
		assertThat(better).as("sure ones, one for each object").filteredOn(b -> b.score() > 0.3).hasSize(HIDDEN.size());
		assertThat(meanIou(better)).isGreaterThan(few + 0.05);
	}

	/** Found (0, 0)–(20, 20), drawn (0, 0)–(10, 10) with IoU 0.25: no vote. Then 0.7 of the way, IoU 0.55: (0.9 · 20 + 0.6 · 14.8) / 1.5 = 17.92. */
	@Test
	void boxes_of_all_rounds_are_suppressed_and_vote_with_the_scores_of_the_regions_that_they_come_from() {
		List<ScoredBox> found = List.of(new ScoredBox(new Box(0, 0, 20, 20), 0.9, 0));
		RegionScorer half = regions -> new RegionAnswers(regions, 1, new float[] { 0.6f }, List.of(regions.get(0).scale(0.5)));
		assertThat(new IterativeLocalization(1, Suppression.greedy(0.3), new BoxVoting(0.3)).refine(found, half, BOUNDS)).hasSize(2);
		assertThat(new IterativeLocalization(1, Suppression.greedy(0.2), new BoxVoting(0.3)).refine(found, half, BOUNDS)).isEqualTo(found);
		RegionScorer less = regions -> new RegionAnswers(regions, 1, new float[] { 0.6f }, List.of(regions.get(0).scale(0.74)));
		List<ScoredBox> voted = IterativeLocalization.standard().refine(found, less, BOUNDS);
		assertThat(voted).hasSize(1);
		assertThat(voted.get(0).box().width()).isCloseTo(17.92, within(1e-6));
		assertThat(voted.get(0).score()).isEqualTo(0.9);
	}

	@ParameterizedTest
	@MethodSource("refiners")
	void one_call_scores_the_regions_of_all_boxes_within_the_bounds(Refiner refiner) {
		KnowingScorer scorer = new KnowingScorer(0.5, 0.3);
		List<ScoredBox> found = new ArrayList<>(found(0.25));
		found.add(new ScoredBox(new Box(-50, -50, 50, 50), 0.9, 0));
		found.add(new ScoredBox(new Box(100, 100, 0, 50), 0.9, 0));
		found.add(new ScoredBox(new Box(600, 600, 100, 100), 0.9, 1));
		List<ScoredBox> better = refiner.refine(found, scorer, BOUNDS);
		assertThat(scorer.asked).hasSizeBetween(1, 9).allMatch(regions -> !regions.isEmpty());
		assertThat(scorer.asked.get(0)).hasSizeGreaterThanOrEqualTo(HIDDEN.size());
		assertThat(scorer.asked).flatMap(regions -> regions).allSatisfy(RefinerTest::assertUsable);
		assertThat(better).extracting(ScoredBox::box).allSatisfy(RefinerTest::assertUsable);
	}

	private static void assertUsable(Box box) {
		assertThat(box.area()).isPositive();
		assertThat(box.intersection(BOUNDS).area()).isCloseTo(box.area(), within(1e-9 * box.area()));
	}

	/** A head that draws boxes one pixel to the right, for regions that score the less the further left they are. */
	@Test
	void the_box_drawn_for_the_best_region_is_scored_next_with_one_more_for_each_box() {
		List<List<Box>> asked = new ArrayList<>();
		RegionScorer right = regions -> {
			asked.add(regions);
			float[] scores = new float[regions.size()];
			for (int i = 0; i < scores.length; i++) {
				scores[i] = (float) (regions.get(i).centerX() / 640);
			}
			return new RegionAnswers(regions, 1, scores, regions.stream().map(region -> region.translate(1, 0)).toList());
		};
		List<ScoredBox> found = List.of(new ScoredBox(new Box(100, 100, 50, 40), 0.1, 0), new ScoredBox(new Box(300, 100, 50, 40), 0.1, 0));
		BayesianRefinement.standard().refine(found, right, BOUNDS);
		assertThat(asked.get(0)).hasSize(2 * 9).contains(found.get(0).box(), found.get(1).box());
		Box rightmost = asked.get(0).subList(0, 9).stream().max(Comparator.comparingDouble(Box::centerX)).orElseThrow();
		assertThat(asked.get(1)).hasSizeLessThanOrEqualTo(4).contains(rightmost.translate(1, 0));
		assertThat(asked).hasSizeLessThanOrEqualTo(9).flatMap(regions -> regions).allMatch(region -> Math.abs(region.centerX() - 125) <= 15.01
			|| Math.abs(region.centerX() - 325) <= 15.01);
	}

	@ParameterizedTest
	@MethodSource("refiners")
	void the_same_boxes_give_the_same_boxes(Refiner refiner) {
		List<ScoredBox> first = refiner.refine(found(0.25), new KnowingScorer(0.6, 0.05), BOUNDS);
		assertThat(refiner.refine(found(0.25), new KnowingScorer(0.6, 0.05), BOUNDS)).isEqualTo(first);
	}

	@ParameterizedTest
	@MethodSource("refiners")
	void without_boxes_nothing_is_scored(Refiner refiner) {
		KnowingScorer scorer = new KnowingScorer(1, 0);
		assertThat(refiner.refine(List.of(), scorer, BOUNDS)).isEmpty();
		assertThat(refiner.refine(List.of(new ScoredBox(new Box(3, 3, 0, 0), 1, 0)), scorer, BOUNDS)).isEmpty();
		assertThat(scorer.asked).isEmpty();
	}

	/** A head that draws nothing but points. */
	@ParameterizedTest
	@MethodSource("refiners")
	void boxes_that_are_drawn_without_area_are_not_taken(Refiner refiner) {
		RegionScorer pointing = regions -> {
			assertThat(regions).isNotEmpty().allSatisfy(RefinerTest::assertUsable);
			float[] scores = new float[regions.size()];
			Arrays.fill(scores, 0.5f);
			return new RegionAnswers(regions, 1, scores, Collections.nCopies(scores.length, new Box(5, 5, 0, 0)));
		};
		List<ScoredBox> found = List.of(new ScoredBox(new Box(10, 10, 50, 40), 0.9, 0), new ScoredBox(new Box(200, 10, 50, 40), 0.1, 0));
		assertThat(refiner.refine(found, pointing, BOUNDS)).hasSize(2).extracting(ScoredBox::box).allSatisfy(RefinerTest::assertUsable);
	}

	@Test
	void boxes_below_the_minimum_stay_and_those_near_a_better_one_go() {
		KnowingScorer scorer = new KnowingScorer(0, 0);
		Box box = HIDDEN.get(0);
		ScoredBox faint = new ScoredBox(HIDDEN.get(2), 0.1, 0), near = new ScoredBox(box.translate(1, 1), 0.3, 0), sure = new ScoredBox(box, 1, 0);
		BayesianRefinement refinement = new BayesianRefinement(2, 4, 0.3, 0.2, Suppression.greedy(0.5), new BoxVoting(1));
		assertThat(refinement.refine(List.of(faint, near, sure), scorer, BOUNDS)).containsExactly(sure, faint);
		assertThat(scorer.asked.get(0)).hasSize(5).allMatch(region -> region.intersects(box));
	}

	@Test
	void numbers_out_of_range_are_refused() {
		Suppression greedy = Suppression.greedy(0.5);
		assertThatThrownBy(() -> new IterativeLocalization(0, greedy, BoxVoting.standard())).hasMessageContaining("at least 1 round");
		assertThatThrownBy(() -> new BayesianRefinement(-1, 8, 0.3, 0, greedy, BoxVoting.standard())).hasMessageContaining("got -1, 8, 0.3 and 0.0");
		assertThatThrownBy(() -> new BayesianRefinement(8, 0, 0.3, 0, greedy, BoxVoting.standard())).hasMessageContaining("neighbours from 1");
		assertThatThrownBy(() -> new BayesianRefinement(8, 8, 1.5, 0, greedy, BoxVoting.standard())).hasMessageContaining("reach above 0 up to 1");
		assertThatThrownBy(() -> new BayesianRefinement(8, 8, 0.3, Double.NaN, greedy, BoxVoting.standard())).hasMessageContaining("NaN");
	}
}

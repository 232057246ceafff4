package sc.fovea.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fovea.evaluate.TrueBox.Kind;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

class DetectionEvaluationTest {

	private static final Box A = new Box(0, 0, 10, 10), B = new Box(50, 0, 10, 10), C = new Box(0, 50, 10, 10), NOWHERE = new Box(80, 80, 5, 5);

	private static DetectionEvaluation of(List<TrueBox> truths, ScoredBox... found) {
		return new DetectionEvaluation(List.of("cell", "dust"), List.of(new DetectedImage("image", truths, List.of(found))));
	}

	private static ScoredBox scored(Box box, double score) {
		return new ScoredBox(box, score, 0);
	}

	/** Right, wrong, right, wrong of three: precision 1, 1/2, 2/3, 2/4 at recall 1/3, 1/3, 2/3, 2/3; raised 1, 2/3, 2/3, 1/2: area 1/3 + 2/9. */
	@Test
	void average_precision_is_the_area_under_the_raised_curve() {
		DetectionEvaluation evaluation = of(List.of(TrueBox.of(A, 0), TrueBox.of(B, 0), TrueBox.of(C, 0)), scored(A, 0.9), scored(NOWHERE, 0.8), scored(B, 0.7),
			scored(NOWHERE, 0.6));
		RankedMatches matches = evaluation.matches(0);
		assertThat(matches.averagePrecision()).isCloseTo(1.0 / 3 + 2.0 / 9, within(1e-12));
		assertThat(matches.recall()).isCloseTo(2.0 / 3, within(1e-12));
		assertThat(matches.curve()).extracting(RankedMatches.Point::precision).usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
			.containsExactly(1.0, 0.5, 2.0 / 3, 0.5);
		assertThat(matches.precisionAtRecalls().get(33)).isCloseTo(1, within(1e-12));
		assertThat(matches.precisionAtRecalls().get(34)).isCloseTo(2.0 / 3, within(1e-12));
		assertThat(matches.precisionAtRecalls().get(67)).isZero();
		assertThat(evaluation.numbers()).containsEntry("matched@0.5", 2).containsEntry("false@0.5", 2).containsEntry("missed@0.5", 1);
	}

	@Test
	void the_mean_leaves_out_classes_that_are_never_true() {
		DetectionEvaluation evaluation = of(List.of(TrueBox.of(A, 0)), scored(A, 0.9), new ScoredBox(B, 0.5, 1));
		assertThat(evaluation.matches(1).averagePrecision()).isNaN();
		assertThat(evaluation.meanAveragePrecision()).isEqualTo(1);
	}

	@Test
	void a_second_box_for_an_object_is_a_mistake() {
		RankedMatches matches = of(List.of(TrueBox.of(A, 0)), scored(A, 0.5), scored(A.translate(1, 0), 0.9)).matches(0);
		assertThat(matches.ranked()).containsExactly(new RankedMatches.Match(0.9, true), new RankedMatches.Match(0.5, false));
	}

	@Test
	void a_box_of_another_class_is_a_mistake() {
		DetectionEvaluation evaluation = of(List.of(TrueBox.of(A, 0)), new ScoredBox(A, 0.9, 1));
		assertThat(evaluation.meanAveragePrecision()).isZero();
		assertThat(evaluation.matches(1).ranked()).containsExactly(new RankedMatches.Match(0.9, false));
	}

	@Test
	void difficult_objects_and_crowds_are_neither_right_nor_wrong() {
		List<TrueBox> truths = List.of(TrueBox.of(A, 0), new TrueBox(B, 0, 100, Kind.DIFFICULT), new TrueBox(new Box(0, 50, 40, 40), 0, 1600, Kind.CROWD));
		RankedMatches matches = of(truths, scored(B, 0.9), scored(B, 0.8), scored(C, 0.7), scored(new Box(20, 70, 8, 8), 0.6), scored(A, 0.5)).matches(0);
		assertThat(matches.ranked()).containsExactly(new RankedMatches.Match(0.5, true));
		assertThat(matches.truths()).isEqualTo(1);
	}

	@Test
	void an_overlap_of_exactly_the_threshold_is_enough() {
		Box half = new Box(0, 0, 10, 5);
		assertThat(of(List.of(TrueBox.of(A, 0)), scored(half, 1)).matches(0, 0.5).right()).isEqualTo(1);
		assertThat(of(List.of(TrueBox.of(A, 0)), scored(half, 1)).matches(0, 0.51).right()).isZero();
	}

	@Test
	void images_are_ranked_together_and_not_mixed_up() {
		DetectionEvaluation first = of(List.of(TrueBox.of(A, 0)), scored(B, 0.9));
		DetectionEvaluation second = of(List.of(TrueBox.of(B, 0)), scored(B, 0.8));
		DetectionEvaluation both = first.plus(second);
		assertThat(both.matches(0).averagePrecision()).isCloseTo(0.25, within(1e-12));
		assertThat(both.images()).hasSize(2);
	}

	@Test
	void an_image_without_objects_is_perfect_if_nothing_is_found() {
		assertThat(of(List.of()).score()).isEqualTo(1);
		assertThat(of(List.of(), scored(A, 0.1)).score()).isZero();
		assertThat(of(List.of()).meanAveragePrecision()).isNaN();
	}

	/** The definition: precision at every recall r is the highest of all cuts that reach r; integrated over r in fine steps. */
	@Test
	void average_precision_agrees_with_its_definition() {
		SplittableRandom random = new SplittableRandom(3);
		for (int round = 0; round < 50; round++) {
			List<RankedMatches.Match> list = new ArrayList<>();
			for (int i = random.nextInt(1, 30); i > 0; i--) {
				list.add(new RankedMatches.Match(random.nextDouble(), random.nextBoolean()));
			}
			RankedMatches matches = new RankedMatches(list, 20 + (int) list.stream().filter(RankedMatches.Match::isRight).count());
			double area = 0;
			for (int truth = 1; truth <= matches.truths(); truth++) {
				int wanted = truth;
				area += matches.curve().stream().filter(p -> p.recall() * matches.truths() > wanted - 0.5).mapToDouble(RankedMatches.Point::precision).max()
					.orElse(0) / matches.truths();
			}
			assertThat(matches.averagePrecision()).isCloseTo(area, within(1e-12));
		}
	}

	@Test
	void tables_and_chart_have_a_part_for_each_class() {
		DetectionEvaluation evaluation = of(List.of(TrueBox.of(A, 0), TrueBox.of(B, 1)), scored(A, 0.9), new ScoredBox(B, 0.7, 1));
		assertThat(evaluation.tables().get("evaluation").csv().lines()).hasSize(3).anyMatch(l -> l.startsWith("dust,1,1,1,1.000000,1.000000,1.000000"));
		assertThat(evaluation.tables().get("precision_recall").csv().lines()).contains("cell,0.900000,1.000000,1.000000");
		assertThat(evaluation.chart().lines()).containsOnlyKeys("cell", "dust");
		assertThat(Arrays.asList(evaluation.numbers().get("mAP@0.5"), evaluation.numbers().get("COCO_AP@0.5:0.95"))).allSatisfy(
			n -> assertThat(n.doubleValue()).isCloseTo(1, within(1e-9)));
	}

	@Test
	void classes_are_checked() {
		assertThatThrownBy(() -> of(List.of(TrueBox.of(A, 2)))).hasMessageContaining("from 0 to 1, got 2 in 'image'");
		DetectionEvaluation other = new DetectionEvaluation(List.of("x"), List.of());
		assertThatThrownBy(() -> of(List.of()).plus(other)).hasMessageContaining("[x]");
	}
}

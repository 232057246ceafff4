package sc.fovea.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

class OperatingPointTest {

	private static Box place(int i) {
		return new Box(20 * i, 0, 10, 10);
	}

	private static DetectionEvaluation of(List<TrueBox> truths, List<ScoredBox> found) {
		return new DetectionEvaluation(List.of("cell", "dust", "other"), List.of(new DetectedImage("image", truths, found)));
	}

	/** Right at 0.9 and 0.6, wrong at 0.4: from 0.41 to 0.6 both right ones and nothing else. */
	@Test
	void lies_in_the_middle_of_the_best_scores() {
		OperatingPoint best = OperatingPoint.best(of(List.of(TrueBox.of(place(0), 0), TrueBox.of(place(1), 0)),
			List.of(new ScoredBox(place(0), 0.9, 0), new ScoredBox(place(1), 0.6, 0), new ScoredBox(place(5), 0.4, 0))), 0.05);
		assertThat(best).isEqualTo(new OperatingPoint(0.50, 1));
	}

	@Test
	void a_second_stretch_that_is_as_good_does_not_move_it() {
		List<TrueBox> truths = IntStream.range(0, 3).mapToObj(i -> TrueBox.of(place(i), 0)).toList();
		List<ScoredBox> found = List.of(new ScoredBox(place(0), 0.9, 0), new ScoredBox(place(8), 0.5, 0), new ScoredBox(place(9), 0.5, 0),
			new ScoredBox(place(1), 0.2, 0));
		assertThat(OperatingPoint.best(of(truths, found), 0.1)).isEqualTo(new OperatingPoint(0.15, 10.0 / 16));
		assertThat(OperatingPoint.best(of(truths, found.subList(0, 3)), 0.1).score()).isEqualTo(0.7);
	}

	/** The same by counting again at every threshold what an evaluation of the boxes above it says. */
	@Test
	void agrees_with_evaluations_of_what_would_be_kept() {
		SplittableRandom random = new SplittableRandom(5);
		List<TrueBox> truths = new ArrayList<>();
		List<ScoredBox> found = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			int category = i % 2;
			if (random.nextInt(4) > 0) truths.add(TrueBox.of(place(i), category));
			if (random.nextInt(5) > 0) found.add(new ScoredBox(place(i).translate(random.nextDouble(-5, 5), 0), random.nextDouble(0.05, 1), category));
		}
		found.add(new ScoredBox(place(3), 0.99, 2));
		double highest = IntStream.rangeClosed(5, 100).mapToDouble(step -> f2(truths, found, step / 100.0)).max().orElseThrow();
		OperatingPoint best = OperatingPoint.best(of(truths, found), 0.05);
		assertThat(best.f2()).isCloseTo(highest, within(1e-12));
		assertThat(f2(truths, found, best.score())).isCloseTo(highest, within(1e-12));
	}

	private static double f2(List<TrueBox> truths, List<ScoredBox> found, double threshold) {
		DetectionEvaluation kept = of(truths, found.stream().filter(box -> box.score() >= threshold).toList());
		return IntStream.range(0, 2).mapToDouble(c -> {
			RankedMatches matches = kept.matches(c);
			double precision = matches.ranked().isEmpty() ? 0 : (double) matches.right() / matches.ranked().size();
			return matches.right() == 0 ? 0 : 5 * precision * matches.recall() / (4 * precision + matches.recall());
		}).average().orElseThrow();
	}

	@Test
	void true_boxes_are_needed() {
		assertThatThrownBy(() -> OperatingPoint.best(of(List.of(), List.of()), 0.05)).hasMessageContaining("Expected true boxes");
	}
}

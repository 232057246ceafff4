package sc.fovea.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.detect.Matcher.Assignment;
import sc.fovea.geometry.Box;

class MatcherTest {

	private static final List<Box> TRUTHS = List.of(new Box(0, 0, 10, 10), new Box(100, 0, 10, 10), new Box(200, 0, 10, 10));

	/** IoU 1, 0.6, 0.25 and 1/3 with the first; 0.05 with the second; 0 with the third. */
	private static final List<Box> CANDIDATES = List.of(new Box(0, 0, 10, 10), new Box(0, 0, 10, 6), new Box(0, 0, 5, 5), new Box(5, 0, 10, 10),
		new Box(100, 0, 5, 1), new Box(300, 0, 5, 5));

	@ParameterizedTest
	@CsvSource({ "0.7, 0.3, false, 0 -2 -1 -2 -1 -1", "0.7, 0.3, true, 0 -2 -1 -2 1 -1", "0.5, 0.5, false, 0 0 -1 -1 -1 -1", "0.6, 0.2, false, 0 0 -2 -2 -1 -1",
		"0, 0, false, 0 0 0 0 1 -1" })
	void candidates_are_objects_background_or_neither(double positive, double negative, boolean best, String expected) {
		Assignment assignment = new Matcher(positive, negative, best).match(CANDIDATES, TRUTHS);
		assertThat(Arrays.stream(assignment.truth()).mapToObj(String::valueOf).collect(Collectors.joining(" "))).isEqualTo(expected);
		assertThat(assignment.iou()).containsExactly(new double[] { 1, 0.6, 0.25, 1.0 / 3, 0.05, 0 }, within(1e-12));
	}

	@Test
	void all_candidates_that_are_equally_best_belong_to_a_true_box() {
		List<Box> candidates = List.of(new Box(5, 0, 10, 10), new Box(-5, 0, 10, 10), new Box(0, 8, 10, 10));
		assertThat(Matcher.forAnchors().match(candidates, TRUTHS).truth()).containsExactly(0, 0, -1);
	}

	@Test
	void a_candidate_goes_to_the_nearest_of_several_true_boxes() {
		List<Box> truths = List.of(new Box(0, 0, 10, 10), new Box(2, 0, 10, 10));
		assertThat(Matcher.forProposals().match(List.of(new Box(1.5, 0, 10, 10), new Box(0.5, 0, 10, 10)), truths).truth()).containsExactly(1, 0);
	}

	@Test
	void without_true_boxes_all_is_background() {
		assertThat(Matcher.forAnchors().match(CANDIDATES, List.of()).truth()).containsOnly(Matcher.BACKGROUND);
		assertThat(Matcher.forAnchors().match(List.of(), TRUTHS).truth()).isEmpty();
	}

	@Test
	void random_boxes_are_matched_as_the_definition_says() {
		SplittableRandom random = new SplittableRandom(7);
		for (int round = 0; round < 50; round++) {
			List<Box> candidates = random(random, 60);
			List<Box> truths = random(random, 1 + random.nextInt(8));
			Matcher matcher = new Matcher(0.4, 0.2, false);
			int[] got = matcher.match(candidates, truths).truth();
			int[] withBest = new Matcher(0.4, 0.2, true).match(candidates, truths).truth();
			for (int i = 0; i < got.length; i++) {
				Box candidate = candidates.get(i);
				double most = truths.stream().mapToDouble(candidate::iou).max().orElse(0);
				int expected = most >= 0.4 ? indexOf(truths, candidate, most) : most < 0.2 ? Matcher.BACKGROUND : Matcher.IGNORED;
				assertThat(got[i]).isEqualTo(expected);
				boolean isBest = truths.stream().anyMatch(t -> candidate.iou(t) > 0 && candidates.stream().allMatch(c -> c.iou(t) <= candidate.iou(t)));
				assertThat(withBest[i] >= 0).isEqualTo(isBest || expected >= 0);
			}
		}
	}

	private static int indexOf(List<Box> truths, Box candidate, double iou) {
		return (int) truths.stream().takeWhile(t -> candidate.iou(t) != iou).count();
	}

	private static List<Box> random(SplittableRandom random, int count) {
		List<Box> boxes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			boxes.add(new Box(random.nextDouble(40), random.nextDouble(40), random.nextDouble(5, 20), random.nextDouble(5, 20)));
		}
		return boxes;
	}

	@Test
	void thresholds_are_checked() {
		assertThatThrownBy(() -> new Matcher(0.3, 0.7, true)).hasMessageContaining("got 0.7 and 0.3");
	}
}

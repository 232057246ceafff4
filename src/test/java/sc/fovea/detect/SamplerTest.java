package sc.fovea.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.detect.Matcher.Assignment;

class SamplerTest {

	/** Objects first, then neither, then background. */
	private static Assignment assignment(int positives, int ignored, int negatives) {
		int[] truth = IntStream.range(0, positives + ignored + negatives)
			.map(i -> i < positives ? i % 3 : i < positives + ignored ? Matcher.IGNORED : Matcher.BACKGROUND).toArray();
		return new Assignment(truth, new double[truth.length]);
	}

	@ParameterizedTest
	@CsvSource({ "100, 200, 32, 0.5, 16, 16", "5, 200, 32, 0.5, 5, 27", "100, 4, 32, 0.25, 8, 4", "0, 0, 32, 0.5, 0, 0", "100, 100, 32, 1, 32, 0",
		"100, 100, 32, 0, 0, 32" })
	void objects_take_their_share_and_background_the_rest(int positives, int negatives, int count, double share, int expectedPositives, int expectedNegatives) {
		Sampler.Drawn drawn = new Sampler(count, share).draw(assignment(positives, 9, negatives), new SplittableRandom(1));
		assertThat(drawn.positives()).hasSize(expectedPositives).doesNotHaveDuplicates().isSorted();
		assertThat(Arrays.stream(drawn.positives())).allMatch(i -> i < positives);
		assertThat(drawn.negatives()).hasSize(expectedNegatives).doesNotHaveDuplicates().isSorted();
		assertThat(Arrays.stream(drawn.negatives())).allMatch(i -> i >= positives + 9);
	}

	@Test
	void the_same_seed_draws_the_same() {
		Sampler sampler = new Sampler(16, 0.5);
		Sampler.Drawn first = sampler.draw(assignment(50, 0, 50), new SplittableRandom(4));
		Sampler.Drawn second = sampler.draw(assignment(50, 0, 50), new SplittableRandom(4));
		Sampler.Drawn other = sampler.draw(assignment(50, 0, 50), new SplittableRandom(5));
		assertThat(second).usingRecursiveComparison().isEqualTo(first);
		assertThat(other.positives()).isNotEqualTo(first.positives());
	}

	/** Of two objects with 90 and 3 candidates, the small one gives all that it has. */
	@Test
	void objects_take_turns() {
		int[] truth = IntStream.range(0, 93).map(i -> i < 90 ? 0 : 1).toArray();
		Sampler.Drawn drawn = new Sampler(16, 0.5).draw(new Assignment(truth, new double[93]), new SplittableRandom(3));
		assertThat(Arrays.stream(drawn.positives()).filter(i -> i >= 90).count()).isEqualTo(3);
		assertThat(Arrays.stream(drawn.positives()).filter(i -> i < 90).count()).isEqualTo(5);
	}

	@Test
	void every_candidate_is_drawn_equally_often() {
		SplittableRandom random = new SplittableRandom(9);
		int[] counts = new int[10];
		for (int i = 0; i < 20_000; i++) {
			Arrays.stream(new Sampler(4, 1).draw(new Assignment(new int[10], new double[10]), random).positives()).forEach(p -> counts[p]++);
		}
		assertThat(counts).isNotEmpty();
		Arrays.stream(counts).forEach(c -> assertThat(c / 20_000.0).isCloseTo(0.4, within(0.015)));
	}

	@Test
	void numbers_are_checked() {
		assertThatThrownBy(() -> new Sampler(0, 0.5)).hasMessageContaining("got 0 and 0.5");
		assertThatThrownBy(() -> new Sampler(3, 1.5)).hasMessageContaining("got 3 and 1.5");
	}
}

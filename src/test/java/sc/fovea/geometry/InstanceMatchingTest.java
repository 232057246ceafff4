package sc.fovea.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class InstanceMatchingTest {

	private static int[] ids(int[] labels) {
		return Arrays.stream(labels).filter(id -> id != 0).distinct().toArray();
	}

	private static double iou(int[] truth, int t, int[] predicted, int p) {
		int both = 0, either = 0;
		for (int i = 0; i < truth.length; i++) {
			if (truth[i] == t && predicted[i] == p)
				both++;
			if (truth[i] == t || predicted[i] == p)
				either++;
		}
		return (double) both / either;
	}

	/** Tries every partner for each true object. */
	private static int most(boolean[][] matches, int truth, int used) {
		if (truth == matches.length)
			return 0;
		int most = most(matches, truth + 1, used);
		for (int p = 0; p < matches[truth].length; p++)
			if (matches[truth][p] && (used & 1 << p) == 0)
				most = Math.max(most, 1 + most(matches, truth + 1, used | 1 << p));
		return most;
	}

	private static MatchCounts slowly(int[] truth, int[] predicted, double threshold) {
		int[] ts = ids(truth), ps = ids(predicted);
		boolean[][] matches = new boolean[ts.length][ps.length];
		for (int t = 0; t < ts.length; t++)
			for (int p = 0; p < ps.length; p++)
				matches[t][p] = iou(truth, ts[t], predicted, ps[p]) > threshold;
		int most = most(matches, 0, 0);
		return new MatchCounts(most, ps.length - most, ts.length - most);
	}

	@Test
	void counts_are_those_of_trying_every_assignment() {
		Random random = new Random(1);
		for (int round = 0; round < 60; round++) {
			int[] truth = RandomShapes.discs(random, 24, 8), predicted = truth.clone();
			int[] others = RandomShapes.discs(random, 24, 8);
			for (int i = 0; i < truth.length; i++)
				if (round % 2 == 0 || random.nextInt(4) == 0)
					predicted[i] = others[i] == 0 ? 0 : 1_000_000_007 * others[i];
			for (double threshold : new double[] { 0, 0.01, 0.05, 0.1, 0.3, 0.5, 0.7 })
				assertThat(InstanceMatching.of(truth, predicted).counts(threshold)).isEqualTo(slowly(truth, predicted, threshold));
		}
	}

	@Test
	void a_greedy_choice_does_not_cost_a_match() {
		int[] truth = { 1, 1, 1, 1, 1, 2 }, predicted = { 8, 9, 9, 9, 9, 9 };
		assertThat(InstanceMatching.of(truth, predicted).counts(0.1)).isEqualTo(new MatchCounts(2, 0, 0));
	}

	@Test
	void a_pair_at_the_threshold_is_no_match() {
		int[] truth = { 1, 1, 0 }, predicted = { 1, 0, 0 };
		assertThat(InstanceMatching.of(truth, predicted).counts(0.5)).isEqualTo(new MatchCounts(0, 1, 1));
		assertThat(InstanceMatching.of(truth, predicted).counts(0.49)).isEqualTo(new MatchCounts(1, 0, 0));
	}

	@Test
	void scores_follow_from_the_counts() {
		MatchCounts counts = new MatchCounts(6, 2, 4);
		assertThat(counts.averagePrecision()).isEqualTo(0.5);
		assertThat(counts.precision()).isEqualTo(0.75);
		assertThat(counts.recall()).isEqualTo(0.6);
		assertThat(counts.f1()).isCloseTo(2 * 0.75 * 0.6 / 1.35, Offset.offset(1e-12));
		assertThat(counts.plus(counts)).isEqualTo(new MatchCounts(12, 4, 8));
	}

	@Test
	void nothing_to_find_and_nothing_found_is_perfect() {
		InstanceMatching empty = InstanceMatching.of(new int[9], new int[9]);
		assertThat(empty.counts(0.5).averagePrecision()).isEqualTo(1);
		assertThat(empty.counts(0.5).f1()).isEqualTo(1);
		assertThat(empty.panopticQuality()).isEqualTo(1);
		InstanceMatching invented = InstanceMatching.of(new int[1], new int[] { 3 });
		assertThat(invented.counts(0.5).averagePrecision()).isZero();
		assertThat(invented.counts(0.5).recall()).isZero();
		assertThat(invented.panopticQuality()).isZero();
	}

	@Test
	void panoptic_quality_weighs_matches_by_their_iou() {
		int[] truth = { 1, 1, 1, 0, 2, 0 }, predicted = { 4, 4, 0, 0, 0, 5 };
		assertThat(InstanceMatching.of(truth, predicted).panopticQuality()).isCloseTo(2 / 3.0 / (1 + 0.5 + 0.5), Offset.offset(1e-12));
	}

	@Test
	void average_precision_is_pooled_over_images() {
		int[] truth = { 1, 1, 1, 1, 2, 2, 2, 2 }, predicted = { 1, 1, 1, 0, 2, 2, 2, 2 };
		AveragePrecision one = AveragePrecision.of(InstanceMatching.of(truth, predicted));
		assertThat(one.at(0.7)).isEqualTo(1);
		assertThat(one.at(0.75)).isCloseTo(1 / 3.0, Offset.offset(1e-12));
		AveragePrecision both = AveragePrecision.NONE.plus(one).plus(InstanceMatching.of(truth, truth));
		assertThat(both.countsAt(0.75)).isEqualTo(new MatchCounts(3, 1, 1));
		assertThat(both.mean(0.7, 0.75)).isCloseTo((1 + 0.6) / 2, Offset.offset(1e-12));
		assertThat(both.mean()).isCloseTo((5 * 1 + 5 * 0.6) / 10, Offset.offset(1e-12));
		assertThatThrownBy(() -> both.at(0.72)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0.72");
	}

	@Test
	void images_of_different_size_are_refused() {
		assertThatThrownBy(() -> InstanceMatching.of(new int[4], new int[5])).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("4").hasMessageContaining("5");
	}
}

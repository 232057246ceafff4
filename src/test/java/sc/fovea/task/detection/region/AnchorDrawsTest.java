package sc.fovea.task.detection.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.data.Sample;
import sc.fovea.detect.Matcher;
import sc.fovea.detect.Sampler;
import sc.fovea.geometry.Box;
import sc.fovea.net.Tensor;
import sc.fovea.task.detection.region.RegionProposals.Anchored;
import sc.fovea.train.Targets;
import sc.fovea.train.sample.Patch;

/** Targets of anchors against the rules of a region proposal network, anchor by anchor. */
class AnchorDrawsTest {

	private static final int SIDE = 64;
	private static final int STRIDE = 8;
	private static final int CELLS = SIDE / STRIDE;
	private static final List<Double> SHAPES = List.of(12.0, 12.0, 30.0, 18.0, 18.0, 30.0);
	private static final int ANCHORS = 3 * CELLS * CELLS;
	private static final Anchored SETTINGS = new Anchored("s", "o", STRIDE, SHAPES, 0.7, 10);
	private static final AnchorDraws EVERY = new AnchorDraws(SETTINGS, Matcher.forAnchors(), new Sampler(2 * ANCHORS, 1));

	private static Box anchor(int i) {
		double w = SHAPES.get(2 * (i % 3));
		double h = SHAPES.get(2 * (i % 3) + 1);
		return new Box((i / 3 % CELLS + 0.5) * STRIDE - w / 2, (i / 3 / CELLS + 0.5) * STRIDE - h / 2, w, h);
	}

	private static List<Box> truths(long seed, int count) {
		SplittableRandom random = new SplittableRandom(seed);
		List<Box> truths = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			double width = random.nextDouble(8, 30);
			double height = random.nextDouble(8, 30);
			truths.add(new Box(random.nextDouble(SIDE - width), random.nextDouble(SIDE - height), width, height));
		}
		return truths;
	}

	private static Patch patch(int... ignoredColumns) {
		int[] labels = new int[SIDE * SIDE];
		for (int column : ignoredColumns) {
			for (int y = 0; y < SIDE; y++) {
				labels[y * SIDE + column] = Sample.IGNORED;
			}
		}
		return new Patch(SIDE, 0, 1, new float[SIDE * SIDE], labels);
	}

	/** The number of the true box of an anchor, -1 for background, -2 for neither. */
	private static int expected(int anchor, List<Box> truths) {
		int match = -1;
		double most = 0;
		boolean isBest = false;
		for (int t = 0; t < truths.size(); t++) {
			double iou = anchor(anchor).iou(truths.get(t));
			Box truth = truths.get(t);
			double highest = 0;
			for (int other = 0; other < ANCHORS; other++) {
				highest = Math.max(highest, anchor(other).iou(truth));
			}
			boolean takes = iou > 0 && iou == highest;
			if (takes && (!isBest || iou > most) || !isBest && !takes && iou > most) {
				match = t;
				most = iou;
			}
			isBest |= takes;
		}
		if (isBest || most >= 0.7) return match;
		return most < 0.3 ? -1 : -2;
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void every_anchor_learns_what_the_rules_say(long seed) {
		List<List<Box>> truths = List.of(truths(seed, 5), List.of(), truths(seed + 10, 2));
		Map<String, Tensor> targets = EVERY.of(List.of(patch(), patch(), patch()), truths, new SplittableRandom(1));
		for (int image = 0; image < 3; image++) {
			for (int anchor = 0; anchor < ANCHORS; anchor++) {
				int at = image * ANCHORS + anchor;
				int truth = expected(anchor, truths.get(image));
				assertThat(targets.get("proposal_scores_target").data()[at]).isEqualTo(truth >= 0 ? 1 : 0);
				assertThat(targets.get("proposal_scores_weight").data()[at]).isEqualTo(truth == -2 ? 0 : 1);
				float[] offsets = truth < 0 ? new float[4] : offsets(anchor(anchor), truths.get(image).get(truth));
				assertThat(Arrays.copyOfRange(targets.get("proposal_offsets_target").data(), 4 * at, 4 * at + 4)).containsExactly(offsets, within(1e-5f));
				assertThat(Arrays.copyOfRange(targets.get("proposal_offsets_weight").data(), 4 * at, 4 * at + 4)).containsOnly(truth < 0 ? 0 : 1);
			}
		}
	}

	private static float[] offsets(Box anchor, Box truth) {
		return new float[] { (float) ((truth.centerX() - anchor.centerX()) / anchor.width()), (float) ((truth.centerY() - anchor.centerY()) / anchor.height()),
			(float) Math.log(truth.width() / anchor.width()), (float) Math.log(truth.height() / anchor.height()) };
	}

	@Test
	void some_are_drawn_of_which_no_more_than_their_share_are_objects() {
		AnchorDraws some = new AnchorDraws(SETTINGS, Matcher.forAnchors(), new Sampler(40, 0.1));
		List<List<Box>> truths = List.of(truths(3, 12));
		Map<String, Tensor> all = EVERY.of(List.of(patch()), truths, new SplittableRandom(1));
		Map<String, Tensor> drawn = some.of(List.of(patch()), truths, new SplittableRandom(1));
		float[] weights = drawn.get("proposal_scores_weight").data();
		int count = 0;
		int objects = 0;
		for (int i = 0; i < ANCHORS; i++) {
			if (weights[i] == 0) continue;
			count++;
			assertThat(all.get("proposal_scores_weight").data()[i]).isEqualTo(1);
			assertThat(drawn.get("proposal_scores_target").data()[i]).isEqualTo(all.get("proposal_scores_target").data()[i]);
			objects += (int) drawn.get("proposal_scores_target").data()[i];
		}
		assertThat(List.of(count, objects)).containsExactly(40, 4);
		assertThat(some.of(List.of(patch()), truths, new SplittableRandom(1))).isEqualTo(drawn);
		assertThat(some.of(List.of(patch()), truths, new SplittableRandom(2))).isNotEqualTo(drawn);
	}

	@Test
	void anchors_of_cells_where_nobody_annotated_learn_nothing() {
		Map<String, Tensor> targets = EVERY.of(List.of(patch(17, 63)), List.of(truths(4, 6)), new SplittableRandom(1));
		float[] weights = targets.get("proposal_scores_weight").data();
		boolean isAnyKnown = false;
		for (int i = 0; i < ANCHORS; i++) {
			int column = i / 3 % CELLS;
			if (column == 17 / STRIDE || column == 63 / STRIDE) {
				assertThat(weights[i]).isZero();
				assertThat(Arrays.copyOfRange(targets.get("proposal_offsets_weight").data(), 4 * i, 4 * i + 4)).containsOnly(0);
			}
			else
				isAnyKnown |= weights[i] > 0;
		}
		assertThat(isAnyKnown).isTrue();
	}
}

package sc.fovea.task.detection.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.backend.BackendException;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Tensor;
import sc.fovea.task.detection.region.RegionProposals.Anchored;

/** Against a slow reference: sort all anchors, decode the best, suppress. */
class AnchorProposerTest {

	private static final int COLUMNS = 7;
	private static final int ROWS = 5;
	private static final int STRIDE = 8;
	private static final List<Double> SHAPES = List.of(10.0, 14.0, 30.0, 22.0, 6.0, 6.0);
	private static final int ANCHORS = COLUMNS * ROWS * 3;
	private static final Box BOUNDS = Box.ofImage(COLUMNS * STRIDE - 3, ROWS * STRIDE - 1);

	private static Anchored settings(double maximumIou, int most) {
		return new Anchored("scores", "offsets", STRIDE, SHAPES, maximumIou, most);
	}

	/** Of two images; scores in steps, so that some are equal. @param steps different scores */
	private static Tensor scores(long seed, int steps) {
		SplittableRandom random = new SplittableRandom(seed);
		Tensor scores = Tensor.zeros(2, ROWS, COLUMNS, 3);
		for (int i = 0; i < scores.data().length; i++) {
			scores.data()[i] = (float) random.nextInt(steps) / steps;
		}
		return scores;
	}

	private static Tensor offsets(long seed, double spread) {
		SplittableRandom random = new SplittableRandom(seed);
		Tensor offsets = Tensor.zeros(2, ROWS, COLUMNS, 12);
		for (int i = 0; i < offsets.data().length; i++) {
			offsets.data()[i] = (float) (spread * random.nextGaussian());
		}
		return offsets;
	}

	private static List<ScoredBox> reference(Anchored settings, Tensor scores, Tensor offsets, int image) {
		List<ScoredBox> moved = new ArrayList<>();
		for (int i : decoded(settings, scores, image)) {
			Box box = decoded(i, offsets.data(), 4 * (image * ANCHORS + i));
			if (box.width() >= 2 && box.height() >= 2) moved.add(new ScoredBox(box, scores.data()[image * ANCHORS + i], 0));
		}
		moved.sort(Comparator.comparingDouble((ScoredBox b) -> -b.score()).thenComparingDouble(b -> b.box().y()).thenComparingDouble(b -> b.box().x())
			.thenComparingDouble(b -> b.box().height()).thenComparingDouble(b -> b.box().width()));
		List<ScoredBox> kept = new ArrayList<>();
		for (ScoredBox box : moved) {
			if (kept.stream().allMatch(k -> k.box().iou(box.box()) <= settings.maximumIou())) kept.add(box);
		}
		return kept.subList(0, Math.min(kept.size(), settings.most()));
	}

	/** Of each shape its share of those with the highest scores. */
	private static List<Integer> decoded(Anchored settings, Tensor scores, int image) {
		List<Integer> all = new ArrayList<>();
		for (int shape = 0; shape < 3; shape++) {
			List<Integer> own = new ArrayList<>();
			for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
				own.add(3 * cell + shape);
			}
			own.sort(Comparator.comparingDouble(i -> -scores.data()[image * ANCHORS + i]));
			all.addAll(own.subList(0, Math.min(own.size(), Math.max(1, AnchorProposer.DECODED * settings.most() / 3))));
		}
		return all;
	}

	private static Box decoded(int anchor, float[] offsets, int at) {
		double w = SHAPES.get(2 * (anchor % 3));
		double h = SHAPES.get(2 * (anchor % 3) + 1);
		double x = (anchor / 3 % COLUMNS + 0.5) * STRIDE + offsets[at] * w;
		double y = (anchor / 3 / COLUMNS + 0.5) * STRIDE + offsets[at + 1] * h;
		double width = w * Math.exp(offsets[at + 2]);
		double height = h * Math.exp(offsets[at + 3]);
		double left = Math.max(0, x - width / 2);
		double top = Math.max(0, y - height / 2);
		return new Box(left, top, Math.max(0, Math.min(BOUNDS.right(), x + width / 2) - left), Math.max(0, Math.min(BOUNDS.bottom(), y + height / 2) - top));
	}

	@ParameterizedTest
	@CsvSource({ "1, 1000000, 0.7, 300", "2, 1000000, 0.5, 5", "3, 20, 0.6, 4", "4, 2, 0.3, 10", "5, 1, 0.7, 6", "6, 1000000, 0, 1" })
	void the_best_anchors_are_moved_and_suppressed(long seed, int steps, double maximumIou, int most) {
		Anchored settings = settings(maximumIou, most);
		Tensor scores = scores(seed, steps);
		Tensor offsets = offsets(seed + 10, 0.6);
		for (int image = 0; image < 2; image++) {
			List<ScoredBox> expected = reference(settings, scores, offsets, image);
			List<ScoredBox> got = new AnchorProposer(settings).propose(scores, offsets, image, BOUNDS);
			assertThat(got).hasSameSizeAs(expected).hasSizeLessThanOrEqualTo(most);
			for (int i = 0; i < got.size(); i++) {
				assertThat(got.get(i).score()).isEqualTo(expected.get(i).score());
				assertThat(got.get(i).box().iou(expected.get(i).box())).isCloseTo(1, within(1e-9));
			}
		}
	}

	@Test
	void boxes_stay_in_the_scene_whatever_an_untrained_network_says() {
		List<ScoredBox> got = new AnchorProposer(settings(0.9, 100)).propose(scores(7, 50), offsets(8, 40), 0, BOUNDS);
		assertThat(got).isNotEmpty().allMatch(b -> BOUNDS.contains(b.box()) && b.box().width() >= 2 && b.box().height() >= 2);
	}

	@Test
	void of_a_scene_no_more_are_proposed_than_asked_for_the_best_first() {
		Tensor scores = Tensor.zeros(1, ROWS, COLUMNS, 3);
		System.arraycopy(scores(9, 100000).data(), 0, scores.data(), 0, ANCHORS);
		Scene scene = new Scene(Tensor.zeros(1, ROWS * STRIDE, COLUMNS * STRIDE, 1),
			image -> Map.of("scores", scores, "offsets", Tensor.zeros(1, ROWS, COLUMNS, 12)));
		List<ScoredBox> all = new AnchorProposer(settings(0.7, 20)).propose(scene, 300);
		assertThat(all).hasSize(20).isSortedAccordingTo(Comparator.comparingDouble(b -> -b.score()));
		assertThat(new AnchorProposer(settings(0.7, 20)).propose(scene, 3)).isEqualTo(all.subList(0, 3));
	}

	@Test
	void what_is_not_a_number_is_refused_with_the_name_of_the_output() {
		AnchorProposer proposer = new AnchorProposer(settings(0.7, 5));
		Tensor scores = scores(1, 100);
		Tensor offsets = offsets(1, 0.1);
		scores.data()[ANCHORS - 1] = Float.NaN;
		assertThatThrownBy(() -> proposer.propose(scores, offsets, 0, BOUNDS)).isInstanceOf(BackendException.class).hasMessageContaining("'scores'");
		assertThat(proposer.propose(scores, offsets, 1, BOUNDS)).as("the other image").hasSize(5);
		Arrays.fill(offsets.data(), Float.POSITIVE_INFINITY);
		assertThatThrownBy(() -> proposer.propose(scores, offsets, 1, BOUNDS)).isInstanceOf(BackendException.class).hasMessageContaining("'offsets'");
	}
}

package sc.fovea.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

class BoxVotingTest {

	private static ScoredBox box(double x, double y, double width, double height, double score) {
		return new ScoredBox(new Box(x, y, width, height), score, 0);
	}

	private static void assertBox(Box box, double... expected) {
		assertThat(new double[] { box.x(), box.y(), box.right(), box.bottom() }).containsExactly(expected, within(1e-12));
	}

	/** Left (0.6 · 0 + 0.2 · 2) / 0.8 = 0.5; right (0.6 · 10 + 0.2 · 12) / 0.8 = 10.5; bottom (0.6 · 10 + 0.2 · 8) / 0.8 = 9.5. */
	@Test
	void a_box_becomes_the_mean_of_its_neighbours_weighted_by_their_scores() {
		ScoredBox kept = box(0, 0, 10, 10, 0.6), near = box(2, 0, 10, 8, 0.2);
		assertThat(kept.box().iou(near.box())).isCloseTo(64.0 / 116, within(1e-12));
		List<ScoredBox> moved = BoxVoting.standard().apply(List.of(kept), List.of(kept, near));
		assertThat(moved).hasSize(1);
		assertBox(moved.get(0).box(), 0.5, 0, 10.5, 9.5);
		assertThat(moved.get(0).score()).isEqualTo(0.6);
	}

	/** IoU 0.5 exactly votes, 1/3 does not, nor does another class, nor a score below 0. */
	@Test
	void only_near_boxes_of_the_class_with_a_score_above_0_vote() {
		ScoredBox kept = box(0, 0, 10, 10, 0.5), half = box(0, 0, 10, 5, 0.5), far = box(5, 0, 10, 10, 0.5), refused = box(1, 0, 10, 10, -1);
		ScoredBox other = new ScoredBox(new Box(0, 1, 10, 10), 0.5, 1);
		List<ScoredBox> moved = BoxVoting.standard().apply(List.of(kept, other), List.of(kept, half, far, refused, other));
		assertBox(moved.get(0).box(), 0, 0, 10, 7.5);
		assertThat(moved.get(1)).isEqualTo(other);
	}

	@Test
	void a_box_stays_where_nobody_votes() {
		ScoredBox hopeless = box(3, 4, 5, 6, 0), flat = box(1, 1, 0, 5, 0.9);
		assertThat(BoxVoting.standard().apply(List.of(hopeless, flat), List.of(hopeless, flat))).containsExactly(hopeless, flat);
		assertThat(BoxVoting.standard().apply(List.of(), List.of(flat))).isEmpty();
	}

	@Test
	void the_overlap_is_checked() {
		assertThatThrownBy(() -> new BoxVoting(0)).hasMessageContaining("above 0 and up to 1").hasMessageContaining("got 0.0");
		assertThatThrownBy(() -> new BoxVoting(1.01)).hasMessageContaining("got 1.01");
	}
}

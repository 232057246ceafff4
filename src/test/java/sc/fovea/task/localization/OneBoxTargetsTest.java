package sc.fovea.task.localization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sc.fovea.data.LabelledBox;
import sc.fovea.geometry.Box;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.train.sample.Patch;

class OneBoxTargetsTest {

	private static final OneBoxTargets TARGETS = new OneBoxTargets(List.of("a", "b"), Size.of(16));

	private static Map<String, Tensor> of(LabelledBox... boxes) {
		return TARGETS.of(List.of(new Patch(64, 0, 1, new float[64 * 64], new int[64 * 64], List.of(boxes), List.of())));
	}

	@Test
	void edges_are_shares_of_the_patch_and_the_class_is_one_hot() {
		Map<String, Tensor> targets = of(LabelledBox.of("b", new Box(16, 8, 32, 16)));
		assertThat(targets.get(OneBoxTargets.BOX).data()).containsExactly(0.25f, 0.125f, 0.75f, 0.375f);
		assertThat(targets.get(OneBoxTargets.SCORES).data()).containsExactly(0, 1);
		assertThat(targets.get(OneBoxTargets.WEIGHT).data()[0]).isCloseTo((float) (64 / Math.sqrt(32 * 16)), within(1e-5f));
	}

	@Test
	void the_map_is_the_ellipse_in_the_box() {
		float[] map = of(LabelledBox.of("a", new Box(0, 32, 64, 32))).get("object_map_target").data();
		double covered = IntStream.range(0, map.length).mapToDouble(i -> map[i]).sum() / map.length;
		assertThat(covered).isCloseTo(Math.PI / 4 / 2, within(0.03));
		assertThat(map[12 * 16 + 8]).isEqualTo(1);
		assertThat(map[8 * 16]).as("a corner of the box").isZero();
		assertThat(map[3 * 16 + 8]).as("above the box").isZero();
	}

	@Test
	void a_box_that_the_patch_cuts_is_learned_as_far_as_it_is_seen_if_that_is_half() {
		Map<String, Tensor> half = of(LabelledBox.of("a", new Box(48, 0, 32, 32)));
		assertThat(half.get(OneBoxTargets.BOX).data()).containsExactly(0.75f, 0, 1, 0.5f);
		assertThat(of(LabelledBox.of("a", new Box(49, 0, 32, 32))).get(OneBoxTargets.WEIGHT).data()).containsExactly(0);
	}

	@Test
	void several_objects_or_none_teach_nothing() {
		LabelledBox box = LabelledBox.of("a", new Box(16, 8, 32, 16));
		for (Map<String, Tensor> targets : List.of(of(box, box), of())) {
			assertThat(targets.get(OneBoxTargets.WEIGHT).data()).containsExactly(0);
			assertThat(targets.get("class_scores_weight").data()).containsExactly(0);
			assertThat(targets.get("object_map_weight").data()).containsOnly(0);
		}
	}
}

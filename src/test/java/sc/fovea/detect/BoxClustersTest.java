package sc.fovea.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Tensor;
import sc.fovea.task.detection.region.FixedProposer;
import sc.fovea.task.detection.region.RegionProposals;

/** Boxes that stand for many, and their use as proposals. */
class BoxClustersTest {

	private static final double[][] SHAPES = { { 10, 12 }, { 40, 20 }, { 35, 90 } };

	private static List<Box> mixture(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		List<Box> boxes = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			double[] shape = SHAPES[i % 3];
			boxes.add(new Box(random.nextDouble(500), random.nextDouble(500), shape[0] * Math.exp(0.08 * random.nextGaussian()),
				shape[1] * Math.exp(0.08 * random.nextGaussian())));
		}
		return boxes;
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void the_shapes_of_a_mixture_are_found_again_the_smallest_first(long seed) {
		List<AnchorGrid.Shape> found = new BoxClusters(3, seed).shapes(mixture(seed));
		assertThat(found).hasSize(3);
		for (int i = 0; i < 3; i++) {
			assertThat(found.get(i).width()).isCloseTo(SHAPES[i][0], within(0.05 * SHAPES[i][0]));
			assertThat(found.get(i).height()).isCloseTo(SHAPES[i][1], within(0.05 * SHAPES[i][1]));
		}
	}

	@Test
	void a_seed_gives_the_same_clusters_and_another_seed_may_give_others() {
		List<Box> boxes = mixture(9);
		assertThat(new BoxClusters(20, 1).places(boxes)).isEqualTo(new BoxClusters(20, 1).places(boxes))
			.isNotEqualTo(new BoxClusters(20, 2).places(boxes));
		assertThat(new BoxClusters(7, 1).shapes(boxes)).isEqualTo(new BoxClusters(7, 1).shapes(boxes));
	}

	@Test
	void fewer_boxes_than_clusters_stand_for_themselves() {
		List<Box> boxes = List.of(new Box(0, 0, 4, 9), new Box(50, 20, 30, 30), new Box(50, 20, 30, 30), new Box(0, 0, 4, 9));
		assertThat(new BoxClusters(50, 1).places(boxes)).containsExactlyInAnyOrder(boxes.get(0), boxes.get(1));
		assertThat(new BoxClusters(50, 1).shapes(boxes)).hasSize(2);
		assertThatThrownBy(() -> new BoxClusters(0, 1)).hasMessageContaining("at least 1 cluster");
	}

	/** Two places of small boxes lie nearer together than the large boxes scatter. */
	@Test
	void small_boxes_must_lie_nearer_together_to_be_one() {
		SplittableRandom random = new SplittableRandom(3);
		List<Box> boxes = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			boxes.add(new Box(10 + random.nextDouble(), 10, 8, 8));
			boxes.add(new Box(30 + random.nextDouble(), 10, 8, 8));
			boxes.add(new Box(200 + 40 * random.nextDouble(), 200 + 40 * random.nextDouble(), 150, 150));
		}
		List<Box> found = new BoxClusters(3, 2).places(boxes).stream().sorted(Comparator.comparingDouble(Box::x)).toList();
		assertThat(found.get(0).iou(new Box(10.5, 10, 8, 8))).isGreaterThan(0.95);
		assertThat(found.get(1).iou(new Box(30.5, 10, 8, 8))).isGreaterThan(0.95);
		assertThat(found.get(2).iou(new Box(220, 220, 150, 150))).isGreaterThan(0.9);
	}

	@Test
	void fixed_boxes_are_stretched_to_the_scene() {
		FixedProposer proposer = new FixedProposer(new RegionProposals.Fixed(List.of(0.0, 0.25, 0.5, 0.75, 0.9, 0.1, 0.2, 0.1, 1.0, 0.0, 0.5, 0.5)));
		Scene scene = Scene.of(Tensor.zeros(1, 40, 200, 1));
		assertThat(proposer.propose(scene, 10)).as("the last one lies outside").containsExactly(new ScoredBox(new Box(0, 10, 100, 30), 1, 0),
			new ScoredBox(new Box(180, 4, 20, 4), 1, 0));
		assertThat(proposer.propose(scene, 1)).hasSize(1);
	}
}

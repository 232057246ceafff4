package sc.fovea.task.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.architecture.StarHeads;
import sc.fovea.backend.Loss;
import sc.fovea.net.Tensor;
import sc.fovea.train.Targets;
import sc.fovea.train.TestSamples;
import sc.fovea.train.sample.Patch;
import sc.fovea.train.sample.PatchSource;

/** Targets against a slow reading of their definition: every distance by small steps along the ray, every probability by all pairs of pixels. */
class StarTargetsTest {

	private static final int RAYS = 8;
	private static final int SIZE = 16;
	private static final int MARGIN = 20;

	private static List<Patch> patches() {
		PatchSource source = new PatchSource(List.of(TestSamples.nuclei(90, 80, 3)), TestSamples.UNCHANGED, SIZE, MARGIN);
		SplittableRandom random = new SplittableRandom(4);
		return Stream.generate(() -> source.draw(random)).limit(3).toList();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4 })
	void targets_equal_their_definition(int grid) {
		List<Patch> patches = patches();
		Map<String, Tensor> targets = new StarTargets(RAYS, grid).of(patches);
		int cells = SIZE / grid;
		assertThat(targets.get("probability_target").shape()).containsExactly(3, cells, cells, 1);
		assertThat(targets.get("distances_target").shape()).containsExactly(3, cells, cells, RAYS);
		assertThat(targets.get("distances_weight").shape()).containsExactly(3, cells, cells, 1);
		int objects = 0;
		for (int n = 0; n < 3; n++) {
			Slow slow = new Slow(patches.get(n));
			for (int cell = 0; cell < cells * cells; cell++) {
				int at = n * cells * cells + cell;
				int x = MARGIN + cell % cells * grid;
				int y = MARGIN + cell / cells * grid;
				assertThat((double) targets.get("probability_target").data()[at]).isCloseTo(slow.largestProbability(x, y, grid), within(1e-6));
				double sum = 0;
				for (int k = 0; k < RAYS; k++) {
					double expected = slow.label(x, y) == 0 ? 0 : slow.distance(x, y, 2 * Math.PI * k / RAYS);
					sum += expected;
					assertThat((double) targets.get("distances_target").data()[at * RAYS + k]).isCloseTo(expected, within(0.02));
				}
				double weight = slow.label(x, y) == 0 ? 0 : slow.probability(x, y) * 10 / (3 + sum / RAYS);
				assertThat((double) targets.get("distances_weight").data()[at]).isCloseTo(weight, within(0.01));
				objects += slow.label(x, y) == 0 ? 0 : 1;
			}
		}
		assertThat(objects).isGreaterThan(3 * cells * cells / 10);
	}

	@Test
	void foreground_is_1_in_every_object_at_full_resolution() {
		List<Patch> patches = patches();
		Tensor foreground = new StarTargets(RAYS, 2).of(patches).get("foreground_target");
		assertThat(foreground.shape()).containsExactly(3, SIZE, SIZE, 1);
		for (int i = 0; i < foreground.data().length; i++) {
			int x = MARGIN + i % SIZE;
			int y = MARGIN + i / SIZE % SIZE;
			assertThat(foreground.data()[i]).isEqualTo(new Slow(patches.get(i / SIZE / SIZE)).label(x, y) == 0 ? 0 : 1);
		}
	}

	@Test
	void an_object_smaller_than_a_cell_is_not_lost() {
		Patch patch = new Patch(8, 0, 1, new float[64], new int[64]);
		patch.labels()[3 * 8 + 5] = 1; // not the first pixel of a cell
		Map<String, Tensor> targets = new StarTargets(RAYS, 4).of(List.of(patch));
		assertThat(targets.get("probability_target").data()).containsExactly(0, 1, 0, 0);
		assertThat(targets.get("distances_weight").data()).containsOnly(0);
	}

	@Test
	void the_margin_makes_objects_whole_that_the_edge_cuts() {
		int margin = new StarTargets(32, 2).margin();
		int side = 16 + 2 * margin;
		Patch patch = new Patch(16, margin, 1, new float[256], new int[side * side]);
		double radius = margin - 1;
		double centre = margin + 0.5; // a disc about the patch's first pixel: a quarter of it is seen
		for (int i = 0; i < side * side; i++) {
			double dx = i % side + 0.5 - centre;
			double dy = i / side + 0.5 - centre;
			patch.labels()[i] = dx * dx + dy * dy <= radius * radius ? 1 : 0;
		}
		Map<String, Tensor> targets = new StarTargets(32, 2).of(List.of(patch));
		assertThat(targets.get("probability_target").data()[0]).isEqualTo(1);
		for (int k = 0; k < 32; k++) {
			assertThat((double) targets.get("distances_target").data()[k]).isCloseTo(radius, within(1.0));
		}
	}

	@Test
	void losses_judge_the_heads() {
		assertThat(new StarTargets(32, 2).losses()).extracting(Loss::output)
			.containsExactly(StarHeads.PROBABILITY_LOGIT, StarHeads.DISTANCES, StarHeads.FOREGROUND_LOGIT);
	}

	@Test
	void a_network_without_a_head_for_the_foreground_learns_the_rest() {
		Map<String, Tensor> all = new StarTargets(RAYS, 2).of(patches());
		StarTargets targets = new StarTargets(RAYS, 2, StarTargets.MARGIN, false);
		Map<String, Tensor> some = targets.of(patches());
		assertThat(targets.losses()).isEqualTo(new StarTargets(RAYS, 2).losses().subList(0, 2));
		assertThat(some).hasSize(all.size() - 2);
		some.forEach((name, tensor) -> assertThat(tensor).isEqualTo(all.get(name)));
		assertThat(targets.losses()).allMatch(loss -> some.containsKey(loss.target()) && some.containsKey(loss.mask()));
	}

	/** The definition, slowly. */
	private record Slow(Patch patch) {

		int label(double x, double y) {
			int side = patch.labelSide();
			return x < 0 || y < 0 || x >= side || y >= side ? -1 : patch.labels()[(int) y * side + (int) x];
		}

		double distance(int x, int y, double angle) {
			double step = 0.005;
			double t = 0;
			while (label(x + 0.5 + t * Math.cos(angle), y + 0.5 + t * Math.sin(angle)) == label(x, y)) {
				t += step;
			}
			return t - step / 2;
		}

		double toEdge(int x, int y) {
			int side = patch.labelSide();
			double nearest = Double.POSITIVE_INFINITY;
			for (int v = 0; v < side; v++) {
				for (int u = 0; u < side; u++) {
					if (label(u, v) != label(x, y)) {
						nearest = Math.min(nearest, Math.hypot(u - x, v - y));
					}
				}
			}
			return nearest;
		}

		double probability(int x, int y) {
			if (label(x, y) == 0) {
				return 0;
			}
			int side = patch.labelSide();
			double largest = 0;
			for (int v = 0; v < side; v++) {
				for (int u = 0; u < side; u++) {
					largest = label(u, v) == label(x, y) && mayBeDeeper(u, v, largest) ? Math.max(largest, toEdge(u, v)) : largest;
				}
			}
			return toEdge(x, y) / largest;
		}

		/** Deeper pixels have neighbours of the same object as far away as the depth so far: saves most of the time. */
		private boolean mayBeDeeper(int x, int y, double depth) {
			int d = (int) depth;
			return label(x + d, y) == label(x, y) && label(x - d, y) == label(x, y) && label(x, y + d) == label(x, y) && label(x, y - d) == label(x, y);
		}

		double largestProbability(int x, int y, int grid) {
			double largest = 0;
			for (int i = 0; i < grid * grid; i++) {
				largest = Math.max(largest, probability(x + i % grid, y + i / grid));
			}
			return largest;
		}
	}
}

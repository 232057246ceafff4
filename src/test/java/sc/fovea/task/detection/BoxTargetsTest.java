package sc.fovea.task.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.augment.Affine;
import sc.fovea.augment.Augmentation;
import sc.fovea.augment.Change;
import sc.fovea.augment.Geometry;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.net.Tensor;
import sc.fovea.train.sample.Patch;
import sc.fovea.train.sample.PatchSource;

class BoxTargetsTest {

	private static final int GRID = 4;
	private static final int CELLS = 16;
	private static final BoxTargets TARGETS = new BoxTargets(List.of("a", "b"), GRID);

	private static Patch patch(LabelledBox... boxes) {
		int side = GRID * CELLS;
		return new Patch(side, 0, 1, new float[side * side], new int[side * side], List.of(boxes), List.of());
	}

	private static Map<String, Tensor> targets(LabelledBox... boxes) {
		return TARGETS.of(List.of(patch(), patch(boxes)));
	}

	private static float[] ofSecondPatch(Tensor tensor) {
		return Arrays.copyOfRange(tensor.data(), tensor.data().length / 2, tensor.data().length);
	}

	private static LabelledBox box(String label, double x, double y, double width, double height) {
		return LabelledBox.of(label, new Box(x, y, width, height));
	}

	/** What a detector does with perfect answers: the best cell gives the box. */
	@ParameterizedTest
	@CsvSource({ "10, 12, 20, 28", "3.3, 7.7, 9.1, 5.5", "40, 40, 3, 2", "21, 22, 1, 1", "0, 0, 64, 64", "-10, 20, 30, 17" })
	void the_best_cell_tells_class_and_edges(double x, double y, double width, double height) {
		Map<String, Tensor> targets = targets(box("b", x, y, width, height));
		float[] scores = ofSecondPatch(targets.get("scores_target"));
		float[] distances = ofSecondPatch(targets.get("box_distances_target"));
		int best = IntStream.range(0, CELLS * CELLS).reduce(0, (a, b) -> scores[2 * b + 1] > scores[2 * a + 1] ? b : a);
		assertThat(scores[2 * best + 1]).isEqualTo(1);
		assertThat(scores[2 * best]).isZero();
		double middleX = (best % CELLS + 0.5) * GRID;
		double middleY = (best / CELLS + 0.5) * GRID;
		double[] edges = { middleX - x, middleY - y, x + width - middleX, y + height - middleY };
		for (int i = 0; i < 4; i++) {
			assertThat(GRID * Math.exp(distances[4 * best + i])).isCloseTo(Math.max(0.4, edges[i]), within(1e-4));
		}
	}

	@Test
	void scores_fall_with_the_distance_from_the_centre() {
		float[] scores = ofSecondPatch(targets(box("a", 12, 12, 40, 40)).get("scores_target"));
		for (int cell = 0; cell < CELLS * CELLS; cell++) {
			double dx = ((cell % CELLS + 0.5) * GRID - 32) / 20, dy = ((cell / CELLS + 0.5) * GRID - 32) / 20;
			double nearest = 2 * 0.01;
			boolean isOnBox = Math.abs(dx) <= 1 && Math.abs(dy) <= 1;
			double expected = Math.exp(-(dx * dx + dy * dy - nearest) / 0.32);
			assertThat((double) scores[2 * cell]).isCloseTo(isOnBox ? expected : 0, within(isOnBox ? 1e-5 : 5e-2));
			assertThat(scores[2 * cell + 1]).isZero();
		}
	}

	@Test
	void small_boxes_weigh_as_much_as_large_ones() {
		float[] weights = ofSecondPatch(targets(box("a", 4, 4, 12, 12), box("b", 20, 20, 40, 40)).get("box_distances_weight"));
		double small = IntStream.range(0, CELLS * CELLS).filter(i -> i % CELLS < 4 && i / CELLS < 4).mapToDouble(i -> weights[i]).sum();
		double large = IntStream.range(0, CELLS * CELLS).filter(i -> i % CELLS >= 5 && i / CELLS >= 5).mapToDouble(i -> weights[i]).sum();
		assertThat(small / large).isBetween(0.5, 2.0);
	}

	@Test
	void of_two_boxes_a_cell_belongs_to_the_one_whose_centre_is_nearer_for_its_size() {
		float[] distances = ofSecondPatch(targets(box("a", 0, 0, 40, 40), box("b", 32, 12, 16, 16)).get("box_distances_target"));
		int row = 4 * CELLS;
		assertThat(GRID * Math.exp(distances[4 * (row + 7)])).isCloseTo(30, within(1e-4));
		assertThat(GRID * Math.exp(distances[4 * (row + 9)])).isCloseTo(38 - 32, within(1e-4));
	}

	@Test
	void nothing_is_learned_where_nobody_annotated() {
		int side = GRID * CELLS;
		int[] labels = new int[side * side];
		Arrays.fill(labels, 0, labels.length / 2, Sample.IGNORED);
		Patch patch = new Patch(side, 0, 1, new float[side * side], labels, List.of(box("a", 10, 10, 44, 44)), List.of());
		Map<String, Tensor> targets = TARGETS.of(List.of(patch));
		for (String name : List.of("scores_weight", "box_distances_weight")) {
			float[] weights = targets.get(name).data();
			assertThat(Arrays.copyOf(weights, weights.length / 2)).containsOnly(0);
			assertThat(weights[8 * CELLS + 8]).isPositive();
		}
	}

	@Test
	void an_unknown_class_is_refused() {
		assertThatThrownBy(() -> targets(box("c", 0, 0, 9, 9))).hasMessageContaining("[a, b], got 'c'");
	}

	/** The label of a disc and its box are moved by the same draw. */
	@Test
	void boxes_move_with_the_pixels() {
		int side = 96;
		int[] labels = new int[side * side];
		for (int i = 0; i < labels.length; i++) {
			labels[i] = Math.hypot(i % side + 0.5 - 50, i / side + 0.5 - 45) <= 12 ? 1 : 0;
		}
		Sample sample = new Sample("disc", side, side, 1, new float[side * side], labels, List.of(box("a", 38, 33, 24, 24)));
		Augmentation turned = (extent, random) -> Change
			.moved(Geometry.centred(Affine.rotation(random.nextDouble(6)).then(Affine.zoom(random.nextDouble(0.8, 1.25))), extent));
		SplittableRandom random = new SplittableRandom(8);
		PatchSource source = new PatchSource(List.of(sample), turned, 64, 0);
		int compared = 0;
		for (int n = 0; n < 60; n++) {
			Patch patch = source.draw(random);
			if (patch.boxes().size() == 1 && Box.ofImage(64, 64).contains(patch.boxes().get(0).box())) {
				Box bounds = bounds(patch);
				assertThat(patch.boxes().get(0).box().iou(bounds)).isGreaterThan(0.85);
				compared++;
			}
		}
		assertThat(compared).isGreaterThan(10);
	}

	private static Box bounds(Patch patch) {
		int[] cells = IntStream.range(0, patch.labels().length).filter(i -> patch.labels()[i] == 1).toArray();
		int left = Arrays.stream(cells).map(i -> i % 64).min().orElseThrow(), right = Arrays.stream(cells).map(i -> i % 64).max().orElseThrow();
		return new Box(left, cells[0] / 64, right + 1.0 - left, cells[cells.length - 1] / 64 + 1.0 - cells[0] / 64);
	}
}

package sc.fovea.task.detection.rcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import sc.fovea.augment.Recipe;
import sc.fovea.augment.Recipes;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.detect.RegionWarp;
import sc.fovea.geometry.Box;
import sc.fovea.net.Tensor;
import sc.fovea.task.detection.region.ProposedRegions;
import sc.fovea.train.TestSamples;

/** Regions that a classifier learns from. */
class CropBatchesTest {

	private static final int SIDE = 8;

	/** One object of each of two classes, in a picture that differs at every pixel. */
	private static ProposedRegions one(int... labels) {
		Sample sample = TestSamples.numbered(16, 16);
		List<LabelledBox> truths = List.of(LabelledBox.of("disc", new Box(0, 0, SIDE, SIDE)), LabelledBox.of("square", new Box(8, 8, SIDE, SIDE)));
		List<Box> boxes = List.of(new Box(0, 0, 8, 6), new Box(0, 0, 3, 8), new Box(8, 0, SIDE, SIDE), new Box(9, 9, 7, 7));
		int[] all = labels.length == 0 ? sample.labels() : labels;
		return new ProposedRegions(new Sample("one", 16, 16, 1, sample.pixels(), all, truths), boxes);
	}

	private static CropBatches batches(int size) {
		return new CropBatches(new CropPool(List.of(one()), CropScenes.CLASSES), new RegionWarp(SIDE, 0), Recipe.none(), size, 1);
	}

	@Test
	void a_region_is_of_the_class_of_the_object_that_it_overlaps_with_by_half() {
		CropPool pool = new CropPool(List.of(one()), CropScenes.CLASSES);
		assertThat(IntStream.range(0, 3).map(pool::count)).containsExactly(2, 2, 2);
	}

	@Test
	void what_is_not_annotated_is_no_background() {
		int[] labels = new int[256];
		Arrays.fill(labels, 0, 128, Sample.IGNORED);
		CropPool pool = new CropPool(List.of(one(labels)), CropScenes.CLASSES);
		assertThat(IntStream.range(0, 3).map(pool::count)).containsExactly(0, 0, 2);
		assertThat(pool.drawBackground(new SplittableRandom(1)).category()).isEqualTo(2);
	}

	@Test
	void objects_of_other_classes_are_left_out() {
		CropPool pool = new CropPool(List.of(one()), List.of("square"));
		assertThat(IntStream.range(0, 2).map(pool::count)).containsExactly(2, 2);
		assertThatThrownBy(() -> new CropPool(List.of(one()), List.of("star"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("star");
	}

	@Test
	void a_quarter_are_objects_of_both_classes_alike() {
		int[] counts = new int[3];
		for (int step = 0; step < 50; step++) {
			Arrays.stream(CropBatches.categories(batches(16).at(step))).forEach(category -> counts[category]++);
		}
		assertThat(counts[0]).isEqualTo(600);
		assertThat(counts[1]).isBetween(70, 130);
	}

	/** The picture's values tell which pixel is where: each of the eight symmetries is another order of the same pixels. */
	@Test
	void every_symmetry_of_a_region_is_seen_and_nothing_else() {
		Set<List<Float>> seen = new HashSet<>();
		Tensor plain = new RegionWarp(SIDE, 0).warp(one().image(), List.of(new Box(8, 8, SIDE, SIDE)));
		for (int step = 0; step < 100; step++) {
			Map<String, Tensor> batch = batches(4).at(step);
			float[] crop = Arrays.copyOf(batch.get("image").data(), SIDE * SIDE);
			if (Arrays.equals(sorted(crop), sorted(plain.data()))) seen.add(boxed(crop));
		}
		assertThat(seen).containsExactlyInAnyOrderElementsOf(symmetries(plain.data()));
	}

	/** All that mirroring and turning by a right angle, again and again, lead to. */
	private static Set<List<Float>> symmetries(float[] square) {
		Set<List<Float>> all = new HashSet<>();
		float[] now = square;
		for (int i = 0; i < 8; i++) {
			all.add(boxed(now));
			float[] before = now;
			float[] next = new float[now.length];
			for (int y = 0; y < SIDE; y++) {
				for (int x = 0; x < SIDE; x++) {
					next[y * SIDE + x] = i == 3 ? before[y * SIDE + SIDE - 1 - x] : before[(SIDE - 1 - x) * SIDE + y];
				}
			}
			now = next;
		}
		return all;
	}

	private static float[] sorted(float[] values) {
		float[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted;
	}

	private static List<Float> boxed(float[] values) {
		return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
	}

	@Test
	void the_batch_of_a_step_is_always_the_same_and_augmented() {
		CropBatches plain = batches(4);
		CropBatches changed = new CropBatches(plain.pool(), plain.warp(), Recipes.standard(Recipes.TRAINING), 4, 1);
		assertThat(new HashMap<>(changed.at(7))).isEqualTo(changed.at(7)).isNotEqualTo(changed.at(8));
		assertThat(Stream.of(plain, changed).map(batches -> batches.at(7).get("image")).distinct()).hasSize(2);
	}
}

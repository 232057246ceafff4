package sc.fovea.task.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fovea.data.Sample;
import sc.fovea.train.sample.Patch;
import sc.fovea.train.sample.Split;

class ClassTargetsTest {

	private static Patch patch(int... labels) {
		return new Patch(2, 0, 1, new float[4], labels);
	}

	private static float[] target(ClassTargets targets, Patch... patches) {
		return targets.of(List.of(patches)).get("classes_target").data();
	}

	private static Sample sample(int number) {
		int[] labels = new int[4];
		Arrays.fill(labels, number + 1);
		return new Sample("class " + number, 2, 2, 1, new float[4], labels);
	}

	@Test
	void the_class_of_an_image_is_certain() {
		assertThat(target(new ClassTargets(3, 0), patch(1, 1, 1, 1), patch(3, 3, 3, 3))).containsExactly(1, 0, 0, 0, 0, 1);
	}

	@Test
	void a_patch_of_two_images_belongs_to_both_by_area() {
		assertThat(target(new ClassTargets(3, 0), patch(1, 3, 3, 3))).containsExactly(0.25f, 0, 0.75f);
	}

	@Test
	void what_is_beyond_the_edge_does_not_count() {
		assertThat(target(new ClassTargets(2, 0), patch(0, 0, 2, 0))).containsExactly(0, 1);
	}

	@Test
	void smoothing_spreads_a_share_of_the_truth() {
		assertThat(target(new ClassTargets(4, 0.2), patch(2, 2, 2, 2))).containsExactly(new float[] { 0.05f, 0.85f, 0.05f, 0.05f }, within(1e-6f));
		assertThatIllegalArgumentException().isThrownBy(() -> new ClassTargets(2, 1));
	}

	@Test
	void every_class_is_drawn_equally_often() {
		List<Sample> samples = List.of(sample(0), sample(0), sample(0), sample(1));
		assertThat(new ClassTargets(2, 0).weights(samples)).containsExactly(new double[] { 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 }, within(1e-12));
	}

	@Test
	void a_label_beyond_the_classes_is_an_error() {
		assertThatIllegalArgumentException().isThrownBy(() -> target(new ClassTargets(2, 0), patch(3, 3, 3, 3))).withMessageContaining("up to 2");
	}

	@Test
	void each_fold_has_its_share_of_each_class_and_each_sample_is_judged_once() {
		List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < 27; i++) {
			samples.add(sample(i < 20 ? 0 : i < 25 ? 1 : 2));
		}
		List<Split> folds = ClassSplits.folds(samples, 5, 3);
		assertThat(folds.stream().flatMap(f -> f.validation().stream()).map(System::identityHashCode)).doesNotHaveDuplicates().hasSize(27);
		assertThat(folds).allSatisfy(fold -> {
			assertThat(fold.training()).hasSize(27 - fold.validation().size());
			assertThat(fold.validation().stream().filter(s -> ClassReader.number(s) == 0)).hasSize(4);
			assertThat(fold.validation().stream().filter(s -> ClassReader.number(s) == 1)).hasSize(1);
		});
		assertThat(ClassSplits.folds(samples, 5, 3).get(0).validation()).isEqualTo(folds.get(0).validation());
	}

	@Test
	void a_split_leaves_every_class_on_both_sides() {
		List<Sample> samples = List.of(sample(0), sample(0), sample(1), sample(1), sample(1));
		Split split = ClassSplits.stratified(samples, 0.01, 1);
		assertThat(split.validation()).extracting(ClassReader::number).containsExactlyInAnyOrder(0, 1);
		assertThat(split.training()).extracting(ClassReader::number).containsExactlyInAnyOrder(0, 1, 1);
	}
}

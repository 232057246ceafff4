package sc.fovea.task.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sc.fovea.annotation.ClassNames;
import sc.fovea.data.Sample;
import sc.fovea.net.Tensor;
import sc.fovea.train.TestSamples;
import sc.fovea.train.sample.Patch;

/** The numbers and targets of the classes of semantic segmentation. */
class SemanticTargetsTest {

	@Test
	void ids_with_gaps_become_class_numbers() {
		Sample first = new Sample("a", 2, 1, 1, new float[2], new int[] { 255, 255 });
		Sample second = new Sample("b", 2, 1, 1, new float[2], new int[] { 7, 255 });
		ClassNumbers classes = ClassNumbers.of(List.of(first, second));
		assertThat(classes.names()).containsExactly("background", "class 7", "class 255");
		assertThat(classes.number(second).labels()).containsExactly(1, 2);
		assertThat(classes.number(first).labels()).containsExactly(2, 2);
	}

	@Test
	void one_class_or_too_many_are_refused() {
		assertThatThrownBy(() -> ClassNumbers.of(List.of(TestSamples.plain(0, 0, 4)))).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected labels of 2 to 256 classes, got 1.");
		int[] stripes = IntStream.range(0, 900).map(i -> 1 + i % 300).toArray();
		assertThatThrownBy(() -> ClassNumbers.of(List.of(new Sample("a", 900, 1, 1, new float[900], stripes)))).hasMessage(
			"Expected labels of 2 to 256 classes, got 301.");
	}

	/** Nine objects in one part each, twice; the tenth id is what was left out. */
	@Test
	void ids_of_objects_are_one_class_and_that_is_said() {
		int[] labels = IntStream.range(0, 36).map(i -> i % 4 < 2 ? 1 + i / 4 : 0).toArray();
		labels[35] = Sample.IGNORED;
		ClassNumbers numbers = ClassNumbers.of(List.of(new Sample("a", 36, 1, 1, new float[36], labels)));
		assertThat(numbers.names()).containsExactly("background", "object");
		assertThat(numbers.number(new Sample("a", 36, 1, 1, new float[36], labels)).labels()).startsWith(1, 1, 0, 0, 1, 1).endsWith(0, Sample.IGNORED);
		assertThat(numbers.note().orElseThrow()).contains("9 ids", "one class against background");
	}

	@Test
	void ids_that_come_in_many_parts_or_have_names_are_classes() {
		int[] stripes = IntStream.range(0, 90).map(i -> i % 10).toArray();
		Sample sample = new Sample("a", 90, 1, 1, new float[90], stripes);
		assertThat(ClassNumbers.of(List.of(sample)).names()).hasSize(10);
		assertThat(ClassNumbers.of(List.of(sample)).note()).isEmpty();
		int[] once = IntStream.range(0, 90).map(i -> i / 9).toArray();
		List<String> names = IntStream.range(0, 10).mapToObj(i -> "c" + i).toList();
		assertThat(ClassNumbers.of(List.of(new Sample("a", 90, 1, 1, new float[90], once)), new ClassNames(names)).names()).isEqualTo(names);
	}

	@Test
	void targets_are_one_hot_without_the_margin() {
		int[] labels = { 9, 9, 9, 9, 9, 0, 2, 9, 9, 1, 2, 9, 9, 9, 9, 9 };
		Tensor target = new SemanticTargets(3).of(List.of(new Patch(2, 1, 1, new float[4], labels))).get("classes_target");
		assertThat(target.shape()).containsExactly(1, 2, 2, 3);
		assertThat(target.data()).containsExactly(1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1);
	}

	@Test
	void a_label_that_is_no_class_is_refused() {
		Patch patch = new Patch(2, 0, 1, new float[4], new int[] { 0, 1, 2, 3 });
		assertThatThrownBy(() -> new SemanticTargets(3).of(List.of(patch))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("below 3, got 3");
	}
}

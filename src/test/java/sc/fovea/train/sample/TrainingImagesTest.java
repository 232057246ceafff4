package sc.fovea.train.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sc.fovea.data.Sample;

class TrainingImagesTest {

	private static List<Sample> samples(String name, int count, int side, int label) {
		return IntStream.range(0, count).mapToObj(i -> {
			int[] labels = new int[side * side];
			labels[0] = label;
			return new Sample(name + i, side, side, 1, new float[side * side], labels);
		}).toList();
	}

	@Test
	void of_small_images_as_many_as_judge_are_taken_at_even_distances() {
		Split split = new Split(samples("t", 20, 8, 1), samples("v", 5, 8, 1));
		assertThat(TrainingImages.of(split)).extracting(Sample::name).containsExactly("t0", "t4", "t8", "t12", "t16");
	}

	@Test
	void of_large_images_a_quarter_as_many_are_taken() {
		Split split = new Split(samples("t", 20, 1024, 1), samples("v", 16, 1024, 1));
		assertThat(TrainingImages.of(split)).hasSize(4);
	}

	@Test
	void images_that_hold_nothing_are_left_out_unless_all_do() {
		List<Sample> mixed = List.of(samples("empty", 1, 8, 0).get(0), samples("full", 1, 8, 1).get(0));
		assertThat(TrainingImages.of(new Split(mixed, samples("v", 2, 8, 1)))).extracting(Sample::name).containsExactly("full0");
		assertThat(TrainingImages.of(new Split(samples("t", 3, 8, 0), samples("v", 2, 8, 0)))).hasSize(2);
	}
}

package sc.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fovea.geometry.Box;

class SampleTest {

	private static final Sample SAMPLE = new Sample("a", 2, 1, 2, new float[] { 1, 2, 3, 4 }, new int[] { 7, 0 });

	@Test
	void objects_are_the_different_ids_above_0() {
		assertThat(SAMPLE.objects()).isEqualTo(1);
		assertThat(new Sample("b", 5, 1, 1, new float[5], new int[] { 3, 3, 0, 9, 100_000 }).objects()).isEqualTo(3);
	}

	@Test
	void a_sample_is_continued_by_its_mirror_image() {
		Sample more = SAMPLE.atLeast(5, 2);
		assertThat(more.width()).isEqualTo(5);
		assertThat(more.height()).isEqualTo(2);
		assertThat(more.labels()).containsExactly(7, 0, 0, 7, 7, 7, 0, 0, 7, 7);
		assertThat(more.pixels()).startsWith(1, 2, 3, 4, 3, 4, 1, 2, 1, 2).hasSize(20);
	}

	@Test
	void a_sample_that_is_large_enough_stays() {
		assertThat(SAMPLE.atLeast(2, 1)).isSameAs(SAMPLE);
		assertThat(SAMPLE.atLeast(1, 3).width()).isEqualTo(2);
	}

	@Test
	void arrays_must_fit_the_size() {
		assertThatThrownBy(() -> new Sample("a", 2, 2, 1, new float[4], new int[3])).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContainingAll("'a'", "4 labels", "got 3");
		assertThatThrownBy(() -> new Sample("a", 2, 2, 3, new float[4], new int[4])).hasMessageContaining("3 times as many values");
	}

	@Test
	void boxes_are_mirrored_with_the_pixels() {
		Sample sample = new Sample("a", 10, 8, 1, new float[80], new int[80], List.of(LabelledBox.of("x", new Box(1, 2, 3, 4))));
		assertThat(sample.objects()).isEqualTo(1);
		assertThat(sample.atLeast(25, 8).boxes()).extracting(LabelledBox::box).containsExactly(new Box(1, 2, 3, 4), new Box(16, 2, 3, 4), new Box(21, 2, 3, 4));
		assertThat(sample.atLeast(10, 13).boxes()).extracting(LabelledBox::box).containsExactly(new Box(1, 2, 3, 4), new Box(1, 10, 3, 3));
	}

	@Test
	void a_part_has_the_pixels_labels_and_boxes_that_are_seen_in_it() {
		float[] pixels = new float[2 * 6 * 4];
		int[] labels = new int[6 * 4];
		for (int i = 0; i < labels.length; i++) {
			labels[i] = i;
			pixels[2 * i] = i;
			pixels[2 * i + 1] = 100 + i;
		}
		List<LabelledBox> boxes = List.of(LabelledBox.of("cut", new Box(1, 1, 3, 2)), LabelledBox.of("inside", new Box(3, 2, 1, 1.5)),
			LabelledBox.of("outside", new Box(0, 0, 2, 4)));
		Sample part = new Sample("whole", 6, 4, 2, pixels, labels, boxes).part("part", new Box(2, 1, 3, 3));
		assertThat(part.name()).isEqualTo("part");
		assertThat(part.labels()).containsExactly(8, 9, 10, 14, 15, 16, 20, 21, 22);
		assertThat(part.pixels()).startsWith(8, 108, 9, 109).endsWith(22, 122);
		assertThat(part.boxes()).containsExactly(LabelledBox.of("cut", new Box(0, 0, 2, 2)), LabelledBox.of("inside", new Box(1, 1, 1, 1.5)));
	}
}

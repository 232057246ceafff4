package sc.fovea.train.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.data.Sample;
import sc.fovea.train.TestSamples;

/** Few images teach and judge at once. */
class StripTest {

	/** Values are indices; objects are vertical bars of columns [from, to). */
	private static Sample bars(int width, int height, int... ends) {
		float[] pixels = new float[2 * width * height];
		int[] labels = new int[width * height];
		for (int i = 0; i < labels.length; i++) {
			pixels[2 * i] = i;
			pixels[2 * i + 1] = -i;
			for (int k = 0; k < ends.length; k += 2) {
				if (i % width >= ends[k] && i % width < ends[k + 1]) labels[i] = k / 2 + 1;
			}
		}
		return new Sample("bars", width, height, 2, pixels, labels);
	}

	@Test
	void the_parts_together_are_the_image() {
		Sample sample = bars(20, 10, 0, 3, 5, 14, 16, 19);
		Strip strip = Strip.of(sample);
		assertThat(strip.teaching().name()).isEqualTo("bars, columns 0 to 14");
		assertThat(strip.judging().name()).isEqualTo("bars, columns 15 to 19");
		for (int y = 0; y < 10; y++) {
			for (int x = 0; x < 20; x++) {
				Sample part = x < 15 ? strip.teaching() : strip.judging();
				int i = y * part.width() + (x < 15 ? x : x - 15);
				assertThat(part.pixels()[2 * i]).isEqualTo(y * 20 + x);
				assertThat(part.pixels()[2 * i + 1]).isEqualTo(-(y * 20 + x));
				assertThat(part.labels()[i]).isEqualTo(sample.labels()[y * 20 + x]);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "73, 77, 73", "74, 79, 74", "72, 77, 77", "50, 60, 75" })
	void the_line_cuts_no_object_if_it_need_not(int from, int to, int line) {
		Strip strip = Strip.of(bars(100, 4, 0, 45, from, to, 82, 99));
		assertThat(strip.teaching().width()).isEqualTo(line);
		assertThat(Arrays.stream(strip.teaching().labels()).filter(id -> id == 2).count()).isIn(0L, 4L * (to - from));
	}

	@Test
	void a_high_image_is_cut_into_rows() {
		Sample high = new Sample("high", 4, 8, 1, new float[32], IntStream.range(0, 32).map(i -> i % 8 == 0 ? i + 1 : 0).toArray());
		Strip strip = Strip.of(high);
		assertThat(strip.teaching().width()).isEqualTo(4);
		assertThat(strip.teaching().height()).isEqualTo(6);
		assertThat(strip.judging().name()).isEqualTo("high, rows 6 to 7");
		assertThat(strip.judging().labels()).containsExactly(25, 0, 0, 0, 0, 0, 0, 0);
	}

	@Test
	void the_strip_is_where_objects_are() {
		Strip strip = Strip.of(bars(100, 2, 5, 20, 30, 70));
		assertThat(strip.judging().name()).isEqualTo("bars, columns 0 to 24");
		assertThat(Strip.of(bars(100, 2, 40, 60)).judging().objects()).as("an object in the middle is cut").isEqualTo(1);
		assertThat(Strip.of(bars(100, 2, 40, 60)).teaching().width()).isEqualTo(55);
		assertThat(Strip.of(bars(100, 2)).teaching().width()).as("no object at all").isEqualTo(75);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 5, 9 })
	void few_images_judge_with_a_strip_each(int count) {
		List<Sample> samples = TestSamples.easyNuclei(count, 80);
		Split split = Split.suited(samples, 1);
		assertThat(split.areStrips()).isTrue();
		assertThat(split.training()).hasSize(count);
		assertThat(split.validation()).hasSize(count);
		for (int i = 0; i < count; i++) {
			int taught = split.training().get(i).labels().length;
			assertThat(taught + split.validation().get(i).labels().length).isEqualTo(80 * 80);
			assertThat(taught / 6400.0).isBetween(0.5, 0.95);
		}
	}

	@Test
	void ten_images_judge_with_two_and_more_with_8_percent() {
		assertThat(Split.suited(TestSamples.easyNuclei(10, 16), 1).validation()).hasSize(2);
		List<Sample> many = IntStream.range(0, 100).mapToObj(i -> TestSamples.plain(i, 0, 1)).toList();
		assertThat(Split.suited(many, 1)).isEqualTo(Split.of(many, 0.08, 1));
		assertThatThrownBy(() -> Split.suited(List.of(), 1)).hasMessageContaining("at least 1 annotated image");
		assertThatThrownBy(() -> Split.suited(many.subList(0, 1), 1)).hasMessageContaining("at least 2 pixels").hasMessageContaining("plain");
	}
}

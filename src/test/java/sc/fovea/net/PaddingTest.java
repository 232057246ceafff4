package sc.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaddingTest {

	static Stream<Arguments> windows() {
		return IntStream.rangeClosed(1, 7).boxed().flatMap(w -> IntStream.rangeClosed(1, 4).mapToObj(s -> Arguments.of(w, s)));
	}

	/** The oracle counts windows one by one. */
	@ParameterizedTest
	@MethodSource("windows")
	void valid_counts_the_windows_that_lie_inside(int window, int stride) {
		for (int input = window; input < 25; input++) {
			int count = 0;
			for (int start = 0; start + window <= input; start += stride) {
				count++;
			}
			assertThat(Padding.VALID.output(input, window, stride)).as("input %d", input).isEqualTo(count);
		}
		assertThatThrownBy(() -> Padding.VALID.output(window - 1, window, stride)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining(window + " pixels");
	}

	@ParameterizedTest
	@MethodSource("windows")
	void same_gives_one_output_for_each_started_stride(int window, int stride) {
		for (int input = 1; input < 25; input++) {
			assertThat(Padding.SAME.output(input, window, stride)).isEqualTo((int) Math.ceil(input / (double) stride));
		}
	}

	@ParameterizedTest
	@MethodSource("windows")
	void valid_windows_over_the_padded_image_give_the_extent_of_same(int window, int stride) {
		int before = Padding.SAME.before(window, stride);
		int after = Padding.SAME.after(window, stride);
		for (int input = 1; input < 25; input++) {
			assertThat(Padding.VALID.output(before + input + after, window, stride)).isEqualTo(Padding.SAME.output(input, window, stride));
		}
	}

	/** TensorFlow pads max((out − 1)·stride + window − input, 0) in all, the smaller half before. */
	@ParameterizedTest
	@MethodSource("windows")
	void same_agrees_with_tensorflow_for_multiples_of_the_stride(int window, int stride) {
		for (int out = 1; out < 9; out++) {
			int total = Math.max((out - 1) * stride + window - out * stride, 0);
			assertThat(Padding.SAME.before(window, stride)).isEqualTo(total / 2);
		}
	}

	@ParameterizedTest
	@MethodSource("windows")
	void every_window_holds_a_pixel_of_the_image(int window, int stride) {
		for (int input = 1; input < 25; input++) {
			int last = Padding.SAME.output(input, window, stride) - 1;
			assertThat(Padding.SAME.source(new Span(0, 1), window, stride).to()).isPositive();
			assertThat(Padding.SAME.source(new Span(last, last + 1), window, stride).from()).isLessThan(input);
		}
	}

	@Test
	void a_source_holds_all_taps() {
		assertThat(Padding.SAME.source(new Span(10, 20), 3, 1)).isEqualTo(new Span(9, 21));
		assertThat(Padding.VALID.source(new Span(10, 20), 3, 1)).isEqualTo(new Span(10, 22));
		assertThat(Padding.SAME.source(new Span(1, 2), 3, 2)).isEqualTo(new Span(2, 5));
		assertThat(Padding.VALID.source(Span.ALL, 3, 2).isAll()).isTrue();
	}

	@Test
	void an_unknown_extent_stays_unknown() {
		assertThat(Padding.SAME.output(Shape.ANY, 3, 2)).isEqualTo(Shape.ANY);
		assertThat(Padding.VALID.output(Shape.ANY, 3, 2)).isEqualTo(Shape.ANY);
		assertThat(Padding.SAME.output(Integer.MAX_VALUE, 3, 2)).isEqualTo(1 << 30);
	}
}

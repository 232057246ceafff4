package sc.fovea.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

	@Test
	void intersection_over_union_is_that_of_the_pixel_sets() {
		Random random = new Random(1);
		int[] truth = IntStream.range(0, 500).map(i -> random.nextInt(3)).toArray();
		int[] predicted = IntStream.range(0, 500).map(i -> random.nextInt(4)).toArray();
		ConfusionMatrix matrix = ConfusionMatrix.of(truth, predicted, 4);
		double sum = 0;
		for (int c = 0; c < 4; c++) {
			int k = c;
			double both = IntStream.range(0, 500).filter(i -> truth[i] == k && predicted[i] == k).count();
			double either = IntStream.range(0, 500).filter(i -> truth[i] == k || predicted[i] == k).count();
			assertThat(matrix.iou(c)).isCloseTo(both / either, within(1e-12));
			sum += both / either;
		}
		assertThat(matrix.mean(matrix::iou)).isCloseTo(sum / 4, within(1e-12));
		assertThat(matrix.accuracy()).isEqualTo(IntStream.range(0, 500).filter(i -> truth[i] == predicted[i]).count() / 500.0);
	}

	@Test
	void a_class_that_is_nowhere_does_not_count() {
		ConfusionMatrix nothing = ConfusionMatrix.of(new int[0], new int[0], 3);
		assertThat(nothing.mean(nothing::iou)).isNaN();
		assertThat(nothing.accuracy()).isNaN();
		ConfusionMatrix matrix = nothing.plus(ConfusionMatrix.of(new int[] { 0, 2 }, new int[] { 0, 2 }, 3));
		assertThat(matrix.iou(1)).isNaN();
		assertThat(matrix.mean(matrix::iou)).isEqualTo(1);
	}

	@Test
	void a_class_that_is_not_there_is_refused() {
		assertThatThrownBy(() -> ConfusionMatrix.of(new int[] { 0, 3 }, new int[] { 0, 0 }, 3)).isInstanceOf(IndexOutOfBoundsException.class)
			.hasMessage("Expected classes from 0 to 2, got 3 and 0.");
	}
}

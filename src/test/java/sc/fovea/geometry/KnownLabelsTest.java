package sc.fovea.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class KnownLabelsTest {

	@Test
	void a_prediction_mostly_outside_of_what_is_annotated_does_not_count_and_others_are_cut() {
		int[] truth = { -1, -1, -1, 1, 1, 0, 0, -1, 2 };
		int[] predicted = { 5, 5, 5, 5, 6, 6, 0, 6, 6 };
		KnownLabels known = KnownLabels.of(truth, predicted);
		assertThat(known.truth()).containsExactly(0, 0, 0, 1, 1, 0, 0, 0, 2);
		assertThat(known.predicted()).containsExactly(0, 0, 0, 0, 6, 6, 0, 0, 6);
		assertThat(InstanceMatching.of(truth, predicted).predictions()).isEqualTo(1);
		assertThat(InstanceMatching.of(truth, predicted).truths()).isEqualTo(2);
	}

	/** Half of an object is not "mostly". */
	@Test
	void half_of_an_object_is_enough_to_count() {
		assertThat(KnownLabels.of(new int[] { -1, 0 }, new int[] { 3, 3 }).predicted()).containsExactly(0, 3);
	}

	@Test
	void nothing_is_copied_where_all_is_annotated() {
		int[] truth = { 0, 1 };
		int[] predicted = { 4, 4 };
		assertThat(KnownLabels.of(truth, predicted).truth()).isSameAs(truth);
		assertThat(KnownLabels.of(truth, predicted).predicted()).isSameAs(predicted);
	}

	@Test
	void each_pixel_follows_the_definition() {
		Random random = new Random(2);
		for (int round = 0; round < 200; round++) {
			int[] truth = random.ints(30, -1, 3).toArray();
			int[] predicted = random.ints(30, 0, 5).map(id -> id * 1_000_003).toArray();
			KnownLabels known = KnownLabels.of(truth, predicted);
			for (int i = 0; i < 30; i++) {
				int id = predicted[i];
				long all = Arrays.stream(predicted).filter(p -> p == id).count();
				long unknown = IntStream.range(0, 30).filter(k -> predicted[k] == id && truth[k] < 0).count();
				assertThat(known.predicted()[i]).isEqualTo(truth[i] < 0 || 2 * unknown > all ? 0 : id);
				assertThat(known.truth()[i]).isEqualTo(truth[i] < 0 ? 0 : truth[i]);
			}
		}
	}
}

package sc.fovea.task.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;

class CalibrationTest {

	private static Classification sure(double score) {
		return new Classification(List.of("a", "b"), List.of(score, 1 - score));
	}

	@Test
	void the_error_is_the_mean_distance_of_what_is_said_and_what_is_right() {
		// Bins of 1/15: 0.95 and 0.97 are in the last one, with one of two right; 0.61 is in (0.6, 0.667], right
		Calibration calibration = Calibration.of(List.of(sure(0.95), sure(0.97), sure(0.61)), new int[] { 0, 1, 0 });
		assertThat(calibration.error()).isCloseTo((2 * Math.abs(0.5 - 0.96) + Math.abs(1 - 0.61)) / 3, within(1e-12));
		assertThat(calibration.bins()).hasSize(15);
		assertThat(calibration.bins().get(14)).isEqualTo(new Calibration.Bin(2, 0.96, 0.5));
		assertThat(calibration.bins().get(9).count()).isEqualTo(1);
	}

	@Test
	void what_is_sure_and_right_has_no_error_and_nothing_has_none_at_all() {
		assertThat(Calibration.of(List.of(sure(1), sure(1)), new int[] { 0, 0 }).error()).isZero();
		assertThat(Calibration.of(List.of(), new int[0]).error()).isNaN();
	}
}

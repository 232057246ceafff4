package sc.fovea.predict.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;

import sc.fovea.predict.scale.ScaleEstimate.Reason;

class ScaleEstimateTest {

	private static final LearnedSize LEARNED = new LearnedSize(20, true);

	@Test
	void large_objects_are_shrunk_to_the_learned_size() {
		ScaleEstimate scale = uncalibrated(80);
		assertThat(scale.factor()).isEqualTo(0.25);
		assertThat(scale.reason()).isEqualTo(Reason.IMAGE);
		assertThat(scale.words()).isEqualTo("objects of about 80 pixels, resampled by 0.25 by the size of the objects in the image");
	}

	@Test
	void small_objects_are_enlarged_twice_at_most() {
		assertThat(uncalibrated(7.5).factor()).isEqualTo(2);
		assertThat(uncalibrated(5).factor()).isEqualTo(2);
	}

	@Test
	void objects_of_about_the_learned_size_are_left_as_they_are() {
		assertThat(uncalibrated(51).factor()).isEqualTo(1);
		assertThat(uncalibrated(51).words()).isEmpty();
		assertThat(uncalibrated(8).factor()).isEqualTo(1);
	}

	@Test
	void calibration_decides_where_the_image_does_not_speak_against_it() {
		ScaleEstimate agreed = ScaleEstimate.of(OptionalDouble.of(0.5), LEARNED, size(44));
		assertThat(agreed.factor()).isEqualTo(0.5);
		assertThat(agreed.reason()).isEqualTo(Reason.CALIBRATION);
		assertThat(ScaleEstimate.of(OptionalDouble.of(0.5), LEARNED, Optional.empty()).factor()).isEqualTo(0.5);
		assertThat(ScaleEstimate.of(OptionalDouble.of(4), LEARNED, size(80)).factor()).isEqualTo(0.25);
	}

	@Test
	void objects_of_another_size_than_expected_ask_for_a_second_look() {
		ScaleEstimate first = uncalibrated(80);
		assertThat(first.corrected(LEARNED, 80)).isEmpty();
		assertThat(first.corrected(LEARNED, 20).orElseThrow().factor()).isEqualTo(1);
		assertThat(first.corrected(LEARNED, 20).orElseThrow().reason()).isEqualTo(Reason.OBJECTS);
		assertThat(uncalibrated(5).corrected(LEARNED, 4)).as("it cannot be enlarged further").isEmpty();
	}

	@Test
	void what_the_user_asks_for_is_not_corrected() {
		assertThat(ScaleEstimate.asked(3).corrected(LEARNED, 1000)).isEmpty();
		assertThat(ScaleEstimate.asked(3).factor()).isEqualTo(3);
	}

	private static ScaleEstimate uncalibrated(double diameter) {
		return ScaleEstimate.of(OptionalDouble.empty(), LEARNED, size(diameter));
	}

	private static Optional<ObjectSize> size(double diameter) {
		return Optional.of(new ObjectSize(diameter, diameter));
	}
}

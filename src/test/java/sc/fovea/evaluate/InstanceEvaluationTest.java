package sc.fovea.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.geometry.MatchCounts;

class InstanceEvaluationTest {

	private static final Offset<Double> NEAR = Offset.offset(1e-12);

	/** Looks at every pixel for every pair of objects. */
	@ParameterizedTest
	@ValueSource(longs = { 4, 5, 6, 7 })
	void every_score_is_that_of_comparing_all_pairs(long seed) {
		Rectangles images = Rectangles.of(seed);
		int[] truths = objects(images.truth()), predictions = objects(images.predicted());
		for (InstanceScore score : InstanceEvaluation.of(images.truth(), images.predicted()).scores()) {
			int matched = 0;
			double sum = 0;
			for (int t : truths) {
				for (int p : predictions) {
					double iou = iou(images, t, p);
					matched += iou > score.iouThreshold() ? 1 : 0;
					sum += iou > score.iouThreshold() ? iou : 0;
				}
			}
			assertThat(score.counts()).isEqualTo(new MatchCounts(matched, predictions.length - matched, truths.length - matched));
			assertThat(score.panopticQuality()).isCloseTo(2 * sum / (truths.length + predictions.length), NEAR);
			if (matched > 0) assertThat(score.meanMatchedIou() * score.counts().f1()).isCloseTo(score.panopticQuality(), NEAR);
		}
	}

	private static int[] objects(int[] ids) {
		return Arrays.stream(ids).filter(id -> id != 0).distinct().toArray();
	}

	private static double iou(Rectangles images, int truth, int predicted) {
		int both = 0, either = 0;
		for (int i = 0; i < images.truth().length; i++) {
			boolean isTruth = images.truth()[i] == truth, isPredicted = images.predicted()[i] == predicted;
			both += isTruth && isPredicted ? 1 : 0;
			either += isTruth || isPredicted ? 1 : 0;
		}
		return (double) both / either;
	}

	@Test
	void nothing_to_find_and_nothing_found_is_perfect() {
		InstanceEvaluation empty = InstanceEvaluation.of(new int[6], new int[6]);
		assertThat(empty.score()).isEqualTo(1);
		assertThat(empty.at(0.5).panopticQuality()).isEqualTo(1);
		assertThat(empty.at(0.5).meanMatchedIou()).isNaN();
		assertThat(empty.tables().get("objects_by_size").rows()).isEmpty();
		InstanceEvaluation invented = InstanceEvaluation.of(new int[2], new int[] { 0, 9 });
		assertThat(invented.score()).isZero();
		assertThat(empty.plus(invented).score()).isZero();
		assertThat(invented.numbers()).containsEntry("false@0.5", 1).containsEntry("missed@0.5", 0).containsEntry("AP@0.5", 0.0);
	}

	@Test
	void strata_hold_areas_from_a_power_of_two_to_the_next() {
		int[] truth = { 1, 0, 2, 2, 0, 3, 3, 3, 0, 4, 4, 4, 4 }, predicted = { 0, 0, 2, 2, 0, 3, 3, 0, 0, 4, 4, 4, 4 };
		InstanceEvaluation evaluation = InstanceEvaluation.of(truth, predicted);
		assertThat(evaluation.tables().get("objects_by_size").csv()).isEqualTo("""
			area_from,area_to,objects,found,recall@0.5,recall@0.75,mean_matched_IoU
			1,1,1,0,0.000000,0.000000,NaN
			2,3,2,2,1.000000,0.500000,0.833333
			4,7,1,1,1.000000,1.000000,1.000000
			""");
	}

	@Test
	void mistakes_are_the_pixels_of_objects_without_partner() {
		int[] truth = { 1, 1, 0, 7, 7, 7, 0, 3 }, predicted = { 5, 5, 0, 9, 0, 0, 2, 2 };
		Measure.Mistakes mistakes = new InstanceMeasure().mistakes(row(truth), row(predicted));
		assertThat(mistakes.missed().stream()).containsExactly(3, 4, 5, 7); // 1/3 and 1/2 of the unions are too little
		assertThat(mistakes.invented().stream()).containsExactly(3, 6, 7);
	}

	private static sc.fovea.data.LabelPlane row(int[] ids) {
		return new sc.fovea.data.LabelPlane(java.nio.file.Path.of("row"), ids.length, 1, ids);
	}

	@Test
	void other_thresholds_are_refused() {
		assertThatThrownBy(() -> InstanceEvaluation.of(new int[1], new int[1]).at(0.52)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("0.52");
	}
}

package sc.fovea.task.localization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

class LocalizationEvaluationTest {

	private static final Box TRUTH = new Box(10, 10, 100, 10);

	/** A box of the same height whose width is a share of the truth's: that share is the IoU. */
	private static LocalizedImage image(double iou, double score, int category, int found) {
		return new LocalizedImage("i" + iou, category, TRUTH, new ScoredBox(new Box(10, 10, 100 * iou, 10), score, found));
	}

	private static LocalizationEvaluation of(LocalizedImage... images) {
		return new LocalizationEvaluation(List.of("a", "b"), List.of(images));
	}

	@Test
	void median_shares_and_accuracy_are_counted_over_images() {
		LocalizationEvaluation evaluation = of(image(0.9, 0.5, 0, 0), image(0.75, 0.5, 0, 1), image(0.6, 0.5, 1, 1), image(0.2, 0.5, 1, 1));
		assertThat(evaluation.medianIou()).isCloseTo(0.675, within(1e-9));
		assertThat(of(image(0.9, 0, 0, 0), image(0.2, 0, 0, 0), image(0.3, 0, 0, 0)).medianIou()).isCloseTo(0.3, within(1e-9));
		assertThat(evaluation.share(0.5)).isEqualTo(0.75);
		assertThat(evaluation.share(0.75)).isEqualTo(0.5);
		assertThat(evaluation.accuracy()).isEqualTo(0.75);
		assertThat(evaluation.score()).isCloseTo((0.9 + 0 + 0.6 + 0.2) / 4, within(1e-9));
		assertThat(evaluation.tables().get("evaluation").csv()).contains("a,2,0.825000,1.000000,1.000000,0.500000\n")
			.contains("b,2,0.400000,0.500000,0.000000,1.000000\n");
	}

	@Test
	void scores_that_are_what_comes_of_them_are_calibrated_and_others_are_off_by_the_difference() {
		List<LocalizedImage> fair = new ArrayList<>();
		List<LocalizedImage> boasting = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			double iou = i / 200.0;
			fair.add(image(iou, iou, 0, 0));
			boasting.add(image(iou, iou + 0.3, 0, 0));
		}
		assertThat(new LocalizationEvaluation(List.of("a"), fair).calibrationError()).isCloseTo(0, within(1e-9));
		assertThat(new LocalizationEvaluation(List.of("a"), boasting).calibrationError()).isCloseTo(0.3, within(1e-9));
		assertThat(of(image(0.8, 0.8, 0, 1)).calibrationError()).as("a wrong class is worth nothing").isCloseTo(0.8, within(1e-9));
	}

	@Test
	void the_worst_images_come_first_and_the_chart_falls() {
		LocalizationEvaluation evaluation = of(image(0.9, 0.5, 0, 0), image(0.95, 0.5, 0, 1), image(0.6, 0.5, 0, 0));
		assertThat(evaluation.tables().get("images").rows()).extracting(row -> row.get(0)).containsExactly("i0.95", "i0.6", "i0.9");
		assertThat(evaluation.chart().lines().get("a")).first().isEqualTo(1.0);
		assertThat(evaluation.chart().lines().get("a").get(15)).isCloseTo(2.0 / 3, within(1e-9));
	}
}

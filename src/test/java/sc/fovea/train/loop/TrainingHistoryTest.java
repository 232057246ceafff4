package sc.fovea.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fovea.model.TrainingRecord;

class TrainingHistoryTest {

	private static TrainingHistory.Row row(long step, double training, double validation, double score) {
		Map<String, Double> metrics = new LinkedHashMap<>();
		metrics.put("AP@0.5", (1 + score) / 2);
		metrics.put("AP", score);
		return new TrainingHistory.Row(step, training, validation, new Score(score, metrics));
	}

	/** Rows of the steps 100, 200, … */
	private static TrainingHistory history(double[] training, double[] validation, double[] scores) {
		List<TrainingHistory.Row> rows = new ArrayList<>();
		for (int i = 0; i < training.length; i++) {
			rows.add(row(100L * (i + 1), training[i], validation[i], scores[i]));
		}
		return new TrainingHistory(rows);
	}

	@Test
	void curves_that_part_are_told_with_the_step_and_with_what_is_kept() {
		TrainingHistory history = history(new double[] { 5, 4, 3, 2, 1 }, new double[] { 5, 4, 4.1, 4.2, 4.3 }, new double[] { .1, .2, .4, .3, .3 });
		assertThat(history.isParted()).isTrue();
		assertThat(history.advice()).hasValue("Validation stopped improving at step 200, while the training loss went on falling from 4.000 to 1.000: "
			+ "the network began to learn its images by heart. The best is kept, with AP 0.400 of step 300.");
	}

	@Test
	void two_worse_validations_are_chance() {
		assertThat(history(new double[] { 5, 4, 3, 2 }, new double[] { 5, 4, 4.1, 4.2 }, new double[] { .1, .2, .3, .3 }).isParted()).isFalse();
	}

	@Test
	void a_score_that_still_rises_outweighs_a_loss_that_does_not_fall() {
		TrainingHistory history = history(new double[] { 5, 4, 3, 2, 1 }, new double[] { 5, 4, 4.1, 4.1, 4.1 }, new double[] { .1, .2, .3, .4, .5 });
		assertThat(history.isParted()).isFalse();
		assertThat(history.advice()).isEmpty();
	}

	@Test
	void curves_that_both_stopped_have_not_parted() {
		TrainingHistory history = history(new double[] { 5, 4, 4, 4, 4.1 }, new double[] { 5, 4, 4.1, 4.2, 4.2 }, new double[] { .1, .2, .3, .3, .3 });
		assertThat(history.isParted()).isFalse();
		assertThat(history.advice()).isEmpty();
	}

	@Test
	void a_lower_loss_joins_them_again() {
		TrainingHistory history = history(new double[] { 5, 4, 3, 2, 1, .9 }, new double[] { 5, 4, 4.1, 4.2, 4.3, 3 }, new double[] { .1, .2, .3, .3, .3, .9 });
		assertThat(history.isParted()).isFalse();
		assertThat(history.advice().orElseThrow()).contains("a longer training may");
	}

	@Test
	void losses_that_are_not_known_tell_nothing() {
		double nan = Double.NaN;
		TrainingHistory history = history(new double[] { 5, 4, 3, 2 }, new double[] { nan, nan, nan, nan }, new double[] { .1, .2, .3, .4 });
		assertThat(history.isParted()).isFalse();
		assertThat(history.advice()).isEmpty();
		assertThat(TrainingHistory.NONE.isParted()).isFalse();
		assertThat(TrainingHistory.NONE.advice()).isEmpty();
	}

	@Test
	void of_equally_good_ones_the_one_with_the_lower_loss_is_the_best_and_else_the_first() {
		TrainingHistory history = history(new double[] { 3, 2, 1 }, new double[] { 3, 2, 2 }, new double[] { .1, .2, .2 });
		assertThat(history.best().orElseThrow().step()).isEqualTo(200);
		TrainingHistory lower = history(new double[] { 3, 2, 1 }, new double[] { 3, 2, 1 }, new double[] { .1, .2, .2 });
		assertThat(lower.best().orElseThrow().step()).isEqualTo(300);
		assertThat(history.scoreName()).isEqualTo("AP");
		assertThat(TrainingHistory.NONE.best()).isEmpty();
		assertThat(TrainingHistory.NONE.scoreName()).isEqualTo("score");
	}

	@Test
	void what_a_model_tells_is_the_same_again() {
		TrainingHistory history = history(new double[] { 3, Double.NaN }, new double[] { Double.POSITIVE_INFINITY, 2 }, new double[] { .1, .2 });
		TrainingRecord record = new TrainingRecord(Map.of("history", history.tree()));
		assertThat(TrainingHistory.of(record)).isEqualTo(history);
		assertThat(TrainingHistory.of(TrainingRecord.NONE)).isEqualTo(TrainingHistory.NONE);
	}

	@Test
	void what_an_older_training_did_not_measure_is_not_a_number() {
		TrainingHistory.Row row = TrainingHistory.of(List.of(Map.of("step", 1000L, "training_loss", 0.5, "AP", 0.25))).last();
		assertThat(row.validationLoss()).isNaN();
		assertThat(row.trainingLoss()).isEqualTo(0.5);
		assertThat(row.score().metrics()).isEqualTo(Map.of("AP", 0.25));
		assertThatThrownBy(() -> TrainingHistory.of(List.of("row"))).hasMessage("Expected a map in a training's history, got row.");
	}

	@Test
	void a_metric_that_is_missing_in_a_row_is_not_a_number_in_the_table() {
		TrainingHistory history = new TrainingHistory(List.of(new TrainingHistory.Row(5, 0.5, 0.25, new Score(1, Map.of("a", 1.0)))))
			.plus(new TrainingHistory.Row(10, 0.25, 0.5, new Score(0, Map.of("b", 0.0))));
		assertThat(history.table().csv()).isEqualTo("""
			step,training_loss,validation_loss,score,a,b
			5,0.500000,0.250000,1.000000,1.000000,NaN
			10,0.250000,0.500000,0.000000,NaN,0.000000
			""");
	}
}

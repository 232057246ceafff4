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
		TrainingHistory history = history(new double[] { 5, 4, 3, 2, 1 }, new double[] { 5, 4, 4.1, 4.4, 4.6 }, new double[] { .1, .2, .4, .3, .3 });
		assertThat(history.isParted()).isTrue();
		assertThat(history.advice()).hasValue("Validation stopped improving at step 200, while the training loss went on falling from 4.000 to 1.000: "
			+ "the network began to learn its images by heart. The best is kept, with AP 0.400 of step 300.");
	}

	/** Fine-tuning of a head alone: what is left is noise, and the loss was lowest by chance. */
	@Test
	void a_noisy_training_loss_is_no_progress() {
		double[] training = { 0.71, 0.55, 0.66, 0.48, 0.69, 0.52, 0.63, 0.47, 0.58 };
		double[] validation = { 0.62, 0.56, 0.60, 0.59, 0.61, 0.62, 0.60, 0.61, 0.62 };
		assertThat(history(training, validation, new double[] { .5, .7, .6, .7, .6, .6, .6, .6, .6 }).isParted()).isFalse();
	}

	/** The validation loss rose by 2 %. */
	@Test
	void a_validation_loss_that_hardly_rises_is_no_loss_of_generality() {
		TrainingHistory history = history(new double[] { 5, 4, 3, 2, 1 }, new double[] { 5, 4, 4.05, 4.1, 4.1 }, new double[] { .1, .2, .4, .3, .3 });
		assertThat(history.isParted()).isFalse();
	}

	/** Ended by itself at step 22, when nothing had been learned: it is no better on its own images. */
	@Test
	void a_network_that_does_not_know_its_own_images_has_not_learned_them_by_heart() {
		double[] training = { 1.9, 1.6, 1.5, 1.3, 1.2, 1.1 };
		double[] validation = { 1.4, 1.38, 1.5, 1.6, 1.7, 1.8 };
		TrainingHistory plain = history(training, validation, new double[] { .25, .26, .25, .25, .25, .25 });
		assertThat(plain.isParted()).as("by the losses alone").isTrue();
		List<TrainingHistory.Row> rows = plain.rows().stream()
			.map(r -> new TrainingHistory.Row(r.step(), r.trainingLoss(), r.validationLoss(), r.score(), 0.25)).toList();
		assertThat(new TrainingHistory(rows).isParted()).isFalse();
		assertThat(new TrainingHistory(rows).advice()).isEmpty();
		assertThat(new TrainingHistory(rows).gap(false)).hasValue("At step 200: AP 0.250 on images that it learned from, 0.260 on validation images.");
	}

	@Test
	void a_score_on_images_that_it_learned_from_stays_when_it_is_read_again() {
		TrainingHistory history = new TrainingHistory(List.of(new TrainingHistory.Row(5, 0.5, 0.25, new Score(0.5, Map.of("a", 0.5)), 0.75)));
		assertThat(TrainingHistory.of(history.tree())).isEqualTo(history);
		assertThat(history.table().csv()).contains("training_score", "0.750000");
		assertThat(TrainingHistory.NONE.gap(false)).isEmpty();
		assertThat(history.gap(true)).hasValue("On the images that it learned from: a 0.500.");
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
			step,training_loss,validation_loss,score,training_score,a,b
			5,0.500000,0.250000,1.000000,NaN,1.000000,NaN
			10,0.250000,0.500000,0.000000,NaN,NaN,0.000000
			""");
	}
}

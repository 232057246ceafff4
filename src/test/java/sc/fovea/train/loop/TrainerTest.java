package sc.fovea.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.Adam;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.Learner;
import sc.fovea.net.Weights;
import sc.fovea.task.semantic.SemanticTargets;
import sc.fovea.train.Batches;
import sc.fovea.train.TestSamples;
import sc.fovea.train.plan.Budget;
import sc.fovea.train.plan.Schedule;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.PatchSource;

/** The loop alone: a learner whose only weight is its step, and validations whose best step is known. */
class TrainerTest {

	/** The average follows at once, so that its weight is the step. */
	private static final TrainingPlan.Validating EVERY_5 = new TrainingPlan.Validating(5, 1, 0);
	private static final Function<Weights, Score> BEST_AT_10 = best(10);

	@TempDir
	private Path folder;

	private static Function<Weights, Score> best(double step) {
		return weights -> new Score(-Math.abs(FakeLearner.stepOf(weights) - step), Map.of("seen", (double) FakeLearner.stepOf(weights)));
	}

	private static TrainingPlan plan(long steps, long seed) {
		return new TrainingPlan(Budget.ofSteps(steps), Schedule.standard(), Adam.standard(), new TrainingPlan.Sampling(4, 1, TestSamples.UNCHANGED), EVERY_5,
			seed);
	}

	private static Trainer trainer(TrainingPlan plan, Function<Weights, Score> validation, Optional<Path> checkpoint) {
		PatchSource patches = new PatchSource(List.of(TestSamples.plain(0, 1, 4)), TestSamples.UNCHANGED, 4, 0);
		return new Trainer(plan, new Batches(patches, new SemanticTargets(2), "image", 1, plan.seed()),
			new Trainer.Judges(validation, weights -> FakeLearner.stepOf(weights) / 100, weights -> new Score(0.5, Map.of())), checkpoint);
	}

	private TrainingResult run(long steps, FakeLearner learner, TrainingListener listener) {
		return trainer(plan(steps, 1), BEST_AT_10, Optional.empty()).run(learner.alone(), listener);
	}

	@Test
	void the_best_is_kept_even_if_later_ones_are_worse() {
		Watcher watcher = Watcher.toTheEnd();
		TrainingResult trained = run(23, new FakeLearner(), watcher);
		assertThat(FakeLearner.stepOf(trained.weights())).isEqualTo(10);
		assertThat(trained.score().orElseThrow().value()).isZero();
		assertThat(trained.steps()).isEqualTo(23);
		assertThat(trained.end()).isEqualTo(TrainingResult.End.BUDGET);
		assertThat(watcher.validations).containsExactly(5L, 10L, 15L, 20L, 23L);
		assertThat(watcher.best).containsExactly(true, true, false, false, false);
	}

	@Test
	void history_has_a_row_for_each_validation() {
		TrainingResult trained = run(10, new FakeLearner(), Watcher.toTheEnd());
		assertThat(trained.history().rows()).hasSize(2);
		double mean = (1.0 / 6 + 1.0 / 7 + 1.0 / 8 + 1.0 / 9 + 1.0 / 10) / 5;
		TrainingHistory.Row last = trained.history().last();
		assertThat(last.trainingLoss()).isCloseTo(mean, within(1e-12));
		assertThat(last).isEqualTo(new TrainingHistory.Row(10, last.trainingLoss(), 0.1f, new Score(-0.0, Map.of("seen", 10.0)), 0.5));
	}

	/** Rests for some time after the first step, and cancels after a step. */
	private record Pausing(Watcher watcher, long milliseconds, AtomicLong since) implements TrainingListener {

		@Override
		public void stepped(long step, double progress, Learner.Step measured) {
			since.compareAndSet(0, System.nanoTime());
			watcher.stepped(step, progress, measured);
		}

		@Override
		public void validated(TrainingHistory history) {
			watcher.validated(history);
		}

		@Override
		public boolean isCancelled() {
			return watcher.isCancelled();
		}

		@Override
		public boolean isPaused() {
			return System.nanoTime() - since.get() < milliseconds * 1_000_000;
		}
	}

	@Test
	void a_training_that_rests_comes_to_the_same() {
		TrainingResult whole = run(23, new FakeLearner(), Watcher.toTheEnd());
		Pausing pausing = new Pausing(Watcher.toTheEnd(), 300, new AtomicLong());
		assertThat(run(23, new FakeLearner(), pausing)).isEqualTo(whole);
		assertThat(System.nanoTime() - pausing.since().get()).isGreaterThanOrEqualTo(300_000_000);
	}

	@Test
	void time_of_rest_is_no_time_of_training() {
		TrainingPlan.Sampling sampling = new TrainingPlan.Sampling(4, 1, TestSamples.UNCHANGED);
		TrainingPlan plan = new TrainingPlan(Budget.ofMinutes(2 / 60.0), Schedule.standard(), Adam.standard(), sampling, EVERY_5, 1);
		TrainingResult trained = trainer(plan, BEST_AT_10, Optional.empty()).run(new FakeLearner().alone(),
			new Pausing(Watcher.cancelling(3), 2500, new AtomicLong()));
		assertThat(trained.steps()).isEqualTo(3);
		assertThat(trained.end()).isEqualTo(TrainingResult.End.CANCELLED);
	}

	@Test
	void a_training_that_rests_can_be_cancelled() {
		Pausing pausing = new Pausing(Watcher.cancelling(1), Long.MAX_VALUE / 1_000_000, new AtomicLong());
		assertThat(run(23, new FakeLearner(), pausing).end()).isEqualTo(TrainingResult.End.CANCELLED);
	}

	@ParameterizedTest
	@CsvSource({ "3, 3", "10, 5", "11, 10", "17, 10" })
	void a_cancelled_training_keeps_the_best(long cancelled, float best) {
		Watcher watcher = Watcher.cancelling(cancelled);
		TrainingResult trained = run(100, new FakeLearner(), watcher);
		assertThat(trained.end()).isEqualTo(TrainingResult.End.CANCELLED);
		assertThat(trained.steps()).isEqualTo(cancelled);
		assertThat(FakeLearner.stepOf(trained.weights())).isEqualTo(best);
		assertThat(watcher.steps).hasSize((int) cancelled);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 5, 8, 10, 13, 22 })
	void a_cancelled_training_goes_on_as_if_nothing_had_been(long cancelled) {
		TrainingResult whole = trainer(plan(23, 1), BEST_AT_10, Optional.empty()).run(new FakeLearner().alone(), Watcher.toTheEnd());
		Trainer trainer = trainer(plan(23, 1), BEST_AT_10, Optional.of(folder.resolve("state")));
		trainer.run(new FakeLearner().alone(), Watcher.cancelling(cancelled));
		Watcher watcher = Watcher.toTheEnd();
		assertThat(trainer.run(new FakeLearner().alone(), watcher)).isEqualTo(whole);
		assertThat(watcher.steps.get(0)).isEqualTo(cancelled + 1);
	}

	@Test
	void a_validation_that_is_stopped_is_made_up_for_later() {
		TrainingResult whole = trainer(plan(23, 1), BEST_AT_10, Optional.empty()).run(new FakeLearner().alone(), Watcher.toTheEnd());
		Optional<Path> file = Optional.of(folder.resolve("state"));
		Function<Weights, Score> stopped = weights -> {
			if (FakeLearner.stepOf(weights) == 15) throw new CancellationException("stop");
			return BEST_AT_10.apply(weights);
		};
		Watcher first = Watcher.toTheEnd();
		TrainingResult cancelled = trainer(plan(23, 1), stopped, file).run(new FakeLearner().alone(), first);
		assertThat(cancelled.end()).isEqualTo(TrainingResult.End.CANCELLED);
		assertThat(FakeLearner.stepOf(cancelled.weights())).isEqualTo(10);
		Watcher watcher = Watcher.toTheEnd();
		assertThat(trainer(plan(23, 1), BEST_AT_10, file).run(new FakeLearner().alone(), watcher)).isEqualTo(whole);
		assertThat(watcher.started).containsExactly(cancelled.history());
		assertThat(watcher.validations).containsExactly(15L, 20L, 23L);
	}

	@Test
	void a_training_that_ends_without_improvement_ends_there_also_when_it_goes_on_after_a_kill() {
		TrainingPlan.Validating patient = new TrainingPlan.Validating(5, 0, 2, 1, 0);
		TrainingPlan plan = new TrainingPlan(Budget.ofSteps(100), Schedule.standard(), Adam.standard(),
			new TrainingPlan.Sampling(4, 1, TestSamples.UNCHANGED), patient, 1);
		Trainer trainer = trainer(plan, BEST_AT_10, Optional.of(folder.resolve("state")));
		TrainingResult whole = trainer.run(new FakeLearner().alone(), Watcher.toTheEnd());
		assertThat(whole.end()).isEqualTo(TrainingResult.End.NO_IMPROVEMENT);
		assertThat(whole.steps()).isEqualTo(20);
		assertThat(trainer.run(new FakeLearner().alone(), Watcher.toTheEnd())).isEqualTo(whole);
	}

	/** A folder in the place of the checkpoint stands for a full disk: both are found when the state is saved. */
	@ParameterizedTest
	@CsvSource({ "5, 10", "10, 15", "15, 17" })
	void a_training_whose_state_cannot_be_saved_any_more_ends_with_the_best(long filled, long last) throws IOException {
		Path state = folder.resolve("state");
		Watcher watcher = Watcher.toTheEnd();
		TrainingListener filling = new TrainingListener() {

			@Override
			public void stepped(long step, double progress, Learner.Step measured) {
				watcher.stepped(step, progress, measured);
			}

			@Override
			public void validated(TrainingHistory history) {
				watcher.validated(history);
				if (history.last().step() == filled) fill(state);
			}

			@Override
			public boolean isCancelled() {
				return last == 17 && watcher.steps.get(watcher.steps.size() - 1) == 17;
			}
		};
		TrainingResult trained = trainer(plan(100, 1), BEST_AT_10, Optional.of(state)).run(new FakeLearner().alone(), filling);
		assertThat(trained.end()).isEqualTo(TrainingResult.End.UNSAVED);
		assertThat(trained.steps()).isEqualTo(last);
		assertThat(FakeLearner.stepOf(trained.weights())).isEqualTo(10);
		assertThat(trained.problem().orElseThrow()).startsWith("Cannot write \"" + state + "\": ");
		assertThat(watcher.validations).contains(filled);
	}

	private static void fill(Path state) {
		try {
			Files.delete(state);
			Files.createDirectory(state);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Test
	void what_was_cancelled_before_it_was_judged_has_no_score() {
		TrainingResult trained = run(100, new FakeLearner(), Watcher.cancelling(3));
		assertThat(trained.score()).isEmpty();
		assertThat(trained.history()).isEqualTo(TrainingHistory.NONE);
		assertThat(FakeLearner.stepOf(trained.weights())).isEqualTo(3);
	}

	@Test
	void minutes_end_a_training() {
		TrainingPlan plan = new TrainingPlan(Budget.ofMinutes(0.005), Schedule.standard(), Adam.standard(),
			new TrainingPlan.Sampling(4, 1, TestSamples.UNCHANGED), EVERY_5, 1);
		TrainingResult trained = trainer(plan, BEST_AT_10, Optional.empty()).run(new FakeLearner().alone(), Watcher.toTheEnd());
		assertThat(trained.end()).isEqualTo(TrainingResult.End.BUDGET);
		assertThat(trained.steps()).isPositive();
	}

	private static FakeLearner failingAt(long bad, double loss, double norm) {
		return new FakeLearner(step -> new Learner.Step(step == bad ? loss : 1, List.of(), step == bad ? norm : 1));
	}

	@Test
	void a_loss_that_is_not_finite_ends_with_the_best() {
		Watcher watcher = Watcher.toTheEnd();
		TrainingResult trained = run(100, failingAt(13, Double.NaN, 1), watcher);
		assertThat(trained.end()).isEqualTo(TrainingResult.End.DIVERGED);
		assertThat(trained.steps()).isEqualTo(13);
		assertThat(FakeLearner.stepOf(trained.weights())).isEqualTo(10);
		assertThat(watcher.validations).containsExactly(5L, 10L);
	}

	@Test
	void a_gradient_that_is_not_finite_ends_before_its_weights_are_averaged() {
		Watcher watcher = Watcher.toTheEnd();
		TrainingResult trained = run(100, failingAt(15, 1, Double.POSITIVE_INFINITY), watcher);
		assertThat(trained.end()).isEqualTo(TrainingResult.End.DIVERGED);
		assertThat(watcher.validations).containsExactly(5L, 10L);
	}

	@Test
	void a_loss_that_is_not_finite_before_anything_was_judged_is_a_sentence() {
		assertThatThrownBy(() -> run(100, failingAt(4, Double.NaN, 1), Watcher.toTheEnd())).isInstanceOf(BackendException.class)
			.hasMessage("Expected a finite loss and gradient, got NaN and 1.0 at step 4; try a lower learning rate.");
	}

	@ParameterizedTest
	@ValueSource(longs = { 2, 5, 6, 14, 15, 22 })
	void a_killed_training_goes_on_as_if_nothing_had_been(long killed) {
		TrainingResult whole = trainer(plan(23, 1), BEST_AT_10, Optional.empty()).run(new FakeLearner().alone(), Watcher.toTheEnd());
		Trainer trainer = trainer(plan(23, 1), BEST_AT_10, Optional.of(folder.resolve("state")));
		assertThatThrownBy(() -> trainer.run(new FakeLearner().alone(), Watcher.killing(killed))).isInstanceOf(Watcher.Killed.class);
		Watcher watcher = Watcher.toTheEnd();
		TrainingResult resumed = trainer.run(new FakeLearner().alone(), watcher);
		assertThat(resumed).isEqualTo(whole);
		assertThat(watcher.steps.get(0)).isEqualTo((killed - 1) / 5 * 5 + 1);
	}

	@Test
	void a_finished_training_is_not_trained_further() {
		Trainer trainer = trainer(plan(10, 1), BEST_AT_10, Optional.of(folder.resolve("state")));
		TrainingResult first = trainer.run(new FakeLearner().alone(), Watcher.toTheEnd());
		Watcher watcher = Watcher.toTheEnd();
		assertThat(trainer.run(new FakeLearner().alone(), watcher)).isEqualTo(first);
		assertThat(watcher.steps).isEmpty();
	}

	@Test
	void a_larger_budget_goes_on_from_a_checkpoint_but_another_seed_does_not() {
		Optional<Path> file = Optional.of(folder.resolve("state"));
		trainer(plan(10, 1), BEST_AT_10, file).run(new FakeLearner().alone(), Watcher.toTheEnd());
		assertThat(trainer(plan(12, 1), BEST_AT_10, file).run(new FakeLearner().alone(), Watcher.toTheEnd()).steps()).isEqualTo(12);
		assertThatThrownBy(() -> trainer(plan(12, 2), BEST_AT_10, file).run(new FakeLearner().alone(), Watcher.toTheEnd()))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("of this plan").hasMessageContaining("seed 1 instead of 2")
			.hasMessageContaining("state");
	}

	@Test
	void a_checkpoint_that_cannot_be_written_is_found_out_before_the_first_step() throws IOException {
		Watcher watcher = Watcher.toTheEnd();
		Path missing = folder.resolve("missing/state");
		assertThatThrownBy(() -> trainer(plan(10, 1), BEST_AT_10, Optional.of(missing)).run(new FakeLearner().alone(), watcher))
			.isInstanceOf(UncheckedIOException.class).hasMessageStartingWith("Cannot write \"" + missing + "\"").hasMessageEndingWith("does not exist.");
		assertThat(watcher.steps).isEmpty();
		assertThat(folder).isEmptyDirectory();
	}

	@Test
	void a_folder_in_the_place_of_a_checkpoint_is_a_sentence() throws IOException {
		Path taken = Files.createDirectory(folder.resolve("state"));
		assertThatThrownBy(() -> trainer(plan(10, 1), BEST_AT_10, Optional.of(taken)).run(new FakeLearner().alone(), Watcher.toTheEnd()))
			.isInstanceOf(UncheckedIOException.class).hasMessageContaining(taken.toString());
		assertThat(taken).isEmptyDirectory();
	}

	@Test
	void impatience_ends_a_training_and_keeps_the_best() {
		TrainingPlan standard = plan(100, 1);
		TrainingPlan impatient = new TrainingPlan(standard.budget(), standard.schedule(), standard.optimizer(), standard.sampling(),
			new TrainingPlan.Validating(5, 0, 3, 1, 0), 1);
		Watcher watcher = Watcher.toTheEnd();
		TrainingResult trained = trainer(impatient, BEST_AT_10, Optional.empty()).run(new FakeLearner().alone(), watcher);
		assertThat(trained.end()).isEqualTo(TrainingResult.End.NO_IMPROVEMENT);
		assertThat(trained.steps()).isEqualTo(25);
		assertThat(FakeLearner.stepOf(trained.weights())).isEqualTo(10);
		assertThat(watcher.validations).containsExactly(5L, 10L, 15L, 20L, 25L);
	}

	@ParameterizedTest
	@CsvSource({ "1, '10, 20, 30, 40, 50, 60, 70, 80, 90, 100'", "7, '14, 28, 42, 56, 70, 84, 98, 100'", "30, '30, 60, 90, 100'" })
	void validations_wait_for_their_share_of_the_budget_and_for_their_steps(int every, String expected) {
		TrainingPlan standard = plan(100, 1);
		TrainingPlan shared = new TrainingPlan(standard.budget(), standard.schedule(), standard.optimizer(), standard.sampling(),
			new TrainingPlan.Validating(every, 0.1, TrainingPlan.Validating.ENDLESS, 1, 0), 1);
		Watcher watcher = Watcher.toTheEnd();
		TrainingResult whole = trainer(shared, BEST_AT_10, Optional.empty()).run(new FakeLearner().alone(), watcher);
		assertThat(watcher.validations).extracting(String::valueOf).containsExactly(expected.split(", "));
		Optional<Path> file = Optional.of(folder.resolve("state"));
		trainer(shared, BEST_AT_10, file).run(new FakeLearner().alone(), Watcher.cancelling(47));
		assertThat(trainer(shared, BEST_AT_10, file).run(new FakeLearner().alone(), Watcher.toTheEnd())).isEqualTo(whole);
	}
}

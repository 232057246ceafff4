package sc.fovea.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.Learner;
import sc.fovea.model.TrainingRecord;
import sc.fovea.net.Weights;

/**
 * The training loop: batch, step, average, now and then a validation, the best kept.
 * <p>
 * With a checkpoint file the state is saved at the beginning, so that a file that cannot be written is found out before hours are spent, and at every
 * validation; {@link #run} goes on from it if it exists. Steps since the last validation are then repeated, with the same result if the budget is one of steps.
 * A loss or gradient that is not finite ends the training with the best weights so far, or an exception if there are none.
 */
public final class Trainer {

	private final TrainingPlan plan;
	private final Batches batches;
	private final Function<Weights, Score> validation;
	private final Optional<Path> checkpoint;

	/**
	 * @param plan budget, schedule, averaging
	 * @param batches what each step sees
	 * @param validation scores averaged weights
	 * @param checkpoint where the state is saved, if anywhere
	 */
	public Trainer(TrainingPlan plan, Batches batches, Function<Weights, Score> validation, Optional<Path> checkpoint) {
		this.plan = plan;
		this.batches = batches;
		this.validation = validation;
		this.checkpoint = checkpoint;
	}

	/**
	 * Trains to the end of the budget, or until the listener cancels.
	 *
	 * @param learner at the beginning of the training, or anywhere if a checkpoint exists; not closed
	 * @throws BackendException if the loss is not finite before the first validation
	 * @throws IllegalArgumentException if the checkpoint is of another plan
	 * @throws sc.fovea.net.ShapeException if the checkpoint is of another network
	 * @throws java.io.UncheckedIOException with a sentence, if the checkpoint is damaged or cannot be written
	 */
	public Trained run(Learner learner, TrainingListener listener) {
		Run run = new Run(learner, listener);
		checkpoint.filter(Files::exists).ifPresentOrElse(file -> run.restore(saved(file)), () -> run.save(0));
		return run.toTheEnd();
	}

	private Checkpoint saved(Path file) {
		Checkpoint saved = Checkpoint.read(file);
		Map<String, Object> expected = new TrainingRecord(plan.course()).tree();
		Map<String, Object> got = new TrainingRecord(saved.plan()).tree();
		if (!got.isEmpty() && !got.equals(expected)) {
			throw new IllegalArgumentException("Expected a checkpoint of this plan in \"" + file + "\", got one with " + differences(got, expected) + ".");
		}
		return saved;
	}

	private static String differences(Map<String, Object> got, Map<String, Object> expected) {
		return got.entrySet().stream().filter(e -> !e.getValue().equals(expected.get(e.getKey())))
			.map(e -> e.getKey() + " " + e.getValue() + " instead of " + expected.get(e.getKey())).collect(Collectors.joining(", "));
	}

	/** One training from its first to its last step: the only place here whose fields change. */
	private final class Run {

		private final Learner learner;
		private final TrainingListener listener;
		private final List<Map<String, Object>> history = new ArrayList<>();
		private WeightAverage average;
		private Optional<Checkpoint.Best> best = Optional.empty();
		private double minutesBefore;
		private long step;
		private double lossSum;
		private long lossCount;

		Run(Learner learner, TrainingListener listener) {
			this.learner = learner;
			this.listener = listener;
			this.average = new WeightAverage(learner.state().weights(), 0);
		}

		void restore(Checkpoint saved) {
			learner.restore(saved.learner());
			average = saved.average();
			best = saved.best();
			minutesBefore = saved.minutes();
			history.addAll(saved.history());
			step = saved.learner().steps();
		}

		Trained toTheEnd() {
			long start = System.nanoTime();
			Optional<Trained.End> end = Optional.empty();
			try (Prefetch prefetch = new Prefetch(batches, step, 1)) {
				while (end.isEmpty()) {
					double progress = plan.budget().progress(step, minutes(start));
					end = progress < 1 ? advance(prefetch, progress) : Optional.of(Trained.End.BUDGET);
					if (end.isEmpty() && step % plan.validation().every() == 0) {
						validate(minutes(start));
					}
				}
			}
			if (lossCount > 0 || best.isEmpty()) {
				validate(minutes(start));
			}
			return new Trained(best.orElseThrow().weights(), best.orElseThrow().score(), step, List.copyOf(history), end.get());
		}

		private double minutes(long start) {
			return minutesBefore + (System.nanoTime() - start) / 60e9;
		}

		/** One step, and why it was the last, if it was. */
		private Optional<Trained.End> advance(Prefetch prefetch, double progress) {
			Learner.Step measured = learner.step(prefetch.take(), plan.schedule().at(step, progress));
			step++;
			if (!Double.isFinite(measured.loss()) || !Double.isFinite(measured.gradientNorm())) {
				return Optional.of(diverged(measured));
			}
			lossSum += measured.loss();
			lossCount++;
			if (step % plan.validation().averageEvery() == 0) {
				average = average.update(learner.state().weights(), plan.validation().averageDecay());
			}
			listener.stepped(step, progress, measured);
			return listener.isCancelled() ? Optional.of(Trained.End.CANCELLED) : Optional.empty();
		}

		/** The average is still good, but was not judged: what was judged best is kept, and the checkpoint of the last validation. */
		private Trained.End diverged(Learner.Step measured) {
			if (best.isEmpty()) {
				throw new BackendException(
					"Expected a finite loss and gradient, got " + measured.loss() + " and " + measured.gradientNorm() + " at step " + step
						+ "; try a lower learning rate.");
			}
			lossCount = 0;
			return Trained.End.DIVERGED;
		}

		void save(double minutes) {
			checkpoint.ifPresent(file -> Checkpoint.write(file, new Checkpoint(plan.course(), learner.state(), average, best, minutes, history)));
		}

		private void validate(double minutes) {
			Score score = validation.apply(average.weights());
			boolean better = best.map(b -> score.value() > b.score().value()).orElse(true);
			if (better) {
				best = Optional.of(new Checkpoint.Best(average.weights(), score));
			}
			history.add(row(score));
			lossSum = 0;
			lossCount = 0;
			save(minutes);
			listener.validated(step, score, better);
		}

		private Map<String, Object> row(Score score) {
			Map<String, Object> row = new LinkedHashMap<>();
			row.put("step", step);
			row.put("training_loss", lossSum / Math.max(1, lossCount));
			row.putAll(score.metrics());
			return row;
		}
	}
}

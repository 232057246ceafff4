package sc.fovea.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.Learner;
import sc.fovea.net.Weights;

/**
 * The training loop: batch, step, average, now and then a validation, the best kept.
 * <p>
 * With a checkpoint file the state is saved at every validation; {@link #run} goes on from it if it exists. A loss that is not a number ends the training with
 * the best weights so far, or an exception if there are none.
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
	 * @throws BackendException if the loss is not a number before the first validation
	 */
	public Trained run(Learner learner, TrainingListener listener) {
		Run run = new Run(learner, listener);
		checkpoint.filter(Checkpoint::exists).ifPresent(file -> run.restore(Checkpoint.read(file)));
		return run.toTheEnd();
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
			try (Prefetch prefetch = new Prefetch(batches, step, 1)) {
				boolean running = true;
				while (running) {
					double progress = plan.budget().progress(step, minutes(start));
					running = progress < 1 && advance(prefetch, progress);
					if (running && step % plan.validation().every() == 0) {
						validate(minutes(start));
					}
				}
			}
			if (lossCount > 0 || best.isEmpty()) {
				validate(minutes(start));
			}
			return new Trained(best.orElseThrow().weights(), best.orElseThrow().score(), step, List.copyOf(history));
		}

		private double minutes(long start) {
			return minutesBefore + (System.nanoTime() - start) / 60e9;
		}

		/** One step; false if the training shall end. */
		private boolean advance(Prefetch prefetch, double progress) {
			Learner.Step measured = learner.step(prefetch.take(), plan.schedule().at(step, progress));
			step++;
			if (!Double.isFinite(measured.loss())) {
				return endOnBadLoss(measured.loss());
			}
			lossSum += measured.loss();
			lossCount++;
			if (step % plan.validation().averageEvery() == 0) {
				average = average.update(learner.state().weights(), plan.validation().averageDecay());
			}
			listener.stepped(step, progress, measured);
			return !listener.isCancelled();
		}

		private boolean endOnBadLoss(double loss) {
			if (best.isEmpty()) {
				throw new BackendException("Expected a finite loss, got " + loss + " at step " + step + "; try a lower learning rate.");
			}
			lossCount = 0;
			return false;
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
			checkpoint.ifPresent(file -> Checkpoint.write(file, new Checkpoint(learner.state(), average, best, minutes, history)));
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

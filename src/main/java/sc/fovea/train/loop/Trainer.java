package sc.fovea.train.loop;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.Learner;
import sc.fovea.model.TrainingRecord;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Weights;
import sc.fovea.train.plan.TrainingPlan;

/**
 * The training loop: batch, step, average, now and then a validation, the best kept.
 * <p>
 * With a checkpoint file the state is saved at the beginning, so that a file that cannot be written is found out before hours are spent, and at every
 * validation; {@link #run} goes on from it if it exists. Steps since the last validation are then repeated, with the same result if the budget is one of steps.
 * A loss or gradient that is not finite ends the training with the best weights so far, or an exception if there are none. A training that is cancelled keeps
 * them as well and judges nothing more; its state is saved, and it goes on from there as if it had not been interrupted. One whose state cannot be saved any more,
 * as on a full disk, ends with the best too.
 */
public final class Trainer {

	/** How a sentence about a checkpoint ends that cannot be gone on with. */
	private static final String BEGIN_ANEW = ": resume with the images and options that it began with, or delete that file or choose another \"output\" to begin anew.";

	/** A share of the budget is reached if so little is missing. */
	private static final double ROUNDING = 1e-9;

	/** Between two looks whether a training that rests shall go on. */
	private static final long REST_MS = 50;

	private final TrainingPlan plan;
	private final BatchStream batches;
	private final Judges judges;
	private final Optional<Path> checkpoint;

	/**
	 * What judges averaged weights; both may throw a {@link CancellationException} once the listener cancels.
	 *
	 * @param score in the task itself: decides what is best
	 * @param loss the objective on what is not learned from
	 * @param training score on some of what is learned from; decides nothing
	 */
	public record Judges(Function<Weights, Score> score, ToDoubleFunction<Weights> loss, Function<Weights, Score> training) {}

	/**
	 * @param plan budget, schedule, averaging
	 * @param batches what each step sees
	 * @param judges of averaged weights
	 * @param checkpoint where the state is saved, if anywhere
	 */
	public Trainer(TrainingPlan plan, BatchStream batches, Judges judges, Optional<Path> checkpoint) {
		this.plan = plan;
		this.batches = batches;
		this.judges = judges;
		this.checkpoint = checkpoint;
	}

	/**
	 * Trains to the end of the budget, or until the listener cancels, or by early stopping: the score has not got better for as many validations as the
	 * plan has patience.
	 *
	 * @param learning what learns, and in which stages
	 * @throws BackendException if the loss is not finite before the first validation
	 * @throws IllegalArgumentException if the checkpoint is of another plan or of other stages
	 * @throws sc.fovea.net.ShapeException if the checkpoint is of another network
	 * @throws UncheckedIOException with a sentence, if the checkpoint is damaged or cannot be written at the beginning
	 */
	public TrainingResult run(StagedLearning learning, TrainingListener listener) {
		Optional<Checkpoint> saved = checkpoint.filter(Files::exists).map(file -> saved(file, learning.stages()));
		try (StagedLearner learner = saved.map(s -> resumed(learning, s)).orElseGet(() -> StagedLearner.begin(learning))) {
			Run run = new Run(learner, listener);
			saved.ifPresentOrElse(run::restore, () -> run.save(0));
			listener.started(run.history);
			return run.toTheEnd();
		}
	}

	/** Other images may ask for another network by the same plan. */
	private StagedLearner resumed(StagedLearning learning, Checkpoint saved) {
		try {
			return StagedLearner.resume(learning, saved);
		}
		catch (ShapeException e) {
			throw new IllegalArgumentException(
				"Expected a checkpoint of this network in \"" + checkpoint.orElseThrow() + "\", got one of another, whose weights do not fit"
					+ BEGIN_ANEW,
				e);
		}
	}

	private Checkpoint saved(Path file, List<Stage> stages) {
		Checkpoint saved = Checkpoint.read(file);
		Map<String, Object> expected = new TrainingRecord(course(stages)).tree();
		Map<String, Object> got = new TrainingRecord(saved.plan()).tree();
		if (!got.isEmpty() && !got.equals(expected)) {
			throw new IllegalArgumentException("Expected a checkpoint of this plan in \"" + file + "\", got one with " + differences(got, expected)
				+ BEGIN_ANEW);
		}
		if (saved.stage().index() < 0 || saved.stage().index() >= stages.size()) {
			throw new IllegalArgumentException("Expected a checkpoint of one of " + stages.size() + " stages in \"" + file + "\", got one of stage "
				+ saved.stage().index() + ".");
		}
		return saved;
	}

	/** What must stay the same when a training is resumed. */
	private Map<String, Object> course(List<Stage> stages) {
		Map<String, Object> course = new LinkedHashMap<>(plan.course());
		if (!stages.equals(List.of(Stage.WHOLE))) {
			course.put("stages", stages.stream().map(Stage::toString).toList());
		}
		return course;
	}

	private static String differences(Map<String, Object> got, Map<String, Object> expected) {
		return got.entrySet().stream().filter(e -> !e.getValue().equals(expected.get(e.getKey())))
			.map(e -> e.getKey() + " " + e.getValue() + " instead of " + expected.get(e.getKey())).collect(Collectors.joining(", "));
	}

	/** One training from its first to its last step: the only place here whose fields change. */
	private final class Run {

		private final StagedLearner learner;
		private final TrainingListener listener;
		private TrainingHistory history = TrainingHistory.NONE;
		private WeightAverage average;
		private Optional<Checkpoint.Best> best = Optional.empty();
		private double minutesBefore;
		private long rested;
		private long step;
		private double judged;
		private MeanLoss loss = MeanLoss.NONE;
		private Optional<String> problem = Optional.empty();

		Run(StagedLearner learner, TrainingListener listener) {
			this.learner = learner;
			this.listener = listener;
			this.average = new WeightAverage(learner.state().weights(), 0);
		}

		void restore(Checkpoint saved) {
			average = saved.average();
			best = saved.best();
			minutesBefore = saved.minutes();
			history = saved.history();
			loss = saved.loss();
			step = learner.totalSteps();
			judged = history.rows().isEmpty() ? 0 : plan.budget().progress(history.last().step(), minutesBefore * history.last().step() / step);
		}

		TrainingResult toTheEnd() {
			long start = System.nanoTime();
			Optional<TrainingResult.End> end = isHopeless() ? Optional.of(TrainingResult.End.NO_IMPROVEMENT) : Optional.empty();
			try (Prefetch prefetch = new Prefetch(batches, step, 1)) {
				while (end.isEmpty()) {
					end = isDue(minutes(start)) ? validate(minutes(start)) : advance(prefetch, plan.budget().progress(step, minutes(start)));
				}
			}
			if (end.get() == TrainingResult.End.BUDGET && (loss.count() > 0 || best.isEmpty())) {
				end = validate(minutes(start)).or(() -> Optional.of(TrainingResult.End.BUDGET));
			}
			if (end.get() == TrainingResult.End.CANCELLED) end = trySave(minutes(start)).or(() -> Optional.of(TrainingResult.End.CANCELLED));
			Weights kept = best.map(Checkpoint.Best::weights).orElse(average.weights());
			return new TrainingResult(kept, best.map(Checkpoint.Best::score), step, history, end.get(), problem);
		}

		/** Whether the steps since the last validation are to be judged; also in a training that was stopped while it judged. */
		private boolean isDue(double minutes) {
			return loss.count() > 0 && step % plan.validation().every() == 0
				&& plan.budget().progress(step, minutes) - judged >= plan.validation().share() * (1 - ROUNDING);
		}

		private double minutes(long start) {
			return minutesBefore + (System.nanoTime() - start - rested) / 60e9;
		}

		/** One step, and why it was the last, if it was. */
		private Optional<TrainingResult.End> advance(Prefetch prefetch, double progress) {
			if (progress >= 1) return Optional.of(TrainingResult.End.BUDGET);
			learner.advanceTo(progress);
			Learner.Step measured = learner.step(batches.completed(step, prefetch.take(), learner::answer), plan.schedule().at(learner.stageSteps(), progress));
			step++;
			if (!Double.isFinite(measured.loss()) || !Double.isFinite(measured.gradientNorm())) {
				return Optional.of(diverged(measured));
			}
			loss = loss.plus(measured.loss());
			if (step % plan.validation().averageEvery() == 0) {
				average = average.update(learner.state().weights(), plan.validation().averageDecay());
			}
			listener.stepped(step, progress, measured);
			rest();
			return listener.isCancelled() ? Optional.of(TrainingResult.End.CANCELLED) : Optional.empty();
		}

		/** Waits as long as the listener pauses; a thread that is interrupted does not rest. */
		private void rest() {
			long from = System.nanoTime();
			try {
				while (listener.isPaused() && !listener.isCancelled())
					Thread.sleep(REST_MS);
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			rested += System.nanoTime() - from;
		}

		/** The average is still good, but was not judged: what was judged best is kept, and the checkpoint of the last validation. */
		private TrainingResult.End diverged(Learner.Step measured) {
			if (best.isEmpty()) {
				throw new BackendException(
					"Expected a finite loss and gradient, got " + measured.loss() + " and " + measured.gradientNorm() + " at step " + step
						+ "; try a lower learning rate.");
			}
			return TrainingResult.End.DIVERGED;
		}

		void save(double minutes) {
			checkpoint.ifPresent(file -> Checkpoint.write(file, saved(minutes)));
		}

		/** Saves the state; the end of the training if that fails. */
		private Optional<TrainingResult.End> trySave(double minutes) {
			try {
				save(minutes);
				return Optional.empty();
			}
			catch (UncheckedIOException e) {
				problem = Optional.of(e.getMessage());
				return Optional.of(TrainingResult.End.UNSAVED);
			}
		}

		private Checkpoint saved(double minutes) {
			return new Checkpoint(course(learner.stages()), learner.state(), learner.stage(), average, best, loss, minutes, history);
		}

		/** Judges the average; cancelled if it was stopped meanwhile. */
		private Optional<TrainingResult.End> validate(double minutes) {
			try {
				Weights weights = average.weights();
				keep(new TrainingHistory.Row(step, loss.value(), judges.loss().applyAsDouble(weights), judges.score().apply(weights),
					judges.training().apply(weights).value()));
			}
			catch (CancellationException e) {
				return Optional.of(TrainingResult.End.CANCELLED);
			}
			judged = plan.budget().progress(step, minutes);
			Optional<TrainingResult.End> unsaved = trySave(minutes);
			listener.validated(history);
			return unsaved.or(() -> isHopeless() ? Optional.of(TrainingResult.End.NO_IMPROVEMENT) : Optional.empty());
		}

		/** Whether the best lies too many validations back; also in a training that was killed when that had just been found. */
		private boolean isHopeless() {
			if (history.rows().isEmpty()) return false;
			int since = history.rows().size() - 1 - history.rows().indexOf(history.best().orElseThrow());
			return since >= plan.validation().patience();
		}

		private void keep(TrainingHistory.Row row) {
			history = history.plus(row);
			if (history.best().orElseThrow() == row) {
				best = Optional.of(new Checkpoint.Best(average.weights(), row.score()));
			}
			loss = MeanLoss.NONE;
		}
	}
}

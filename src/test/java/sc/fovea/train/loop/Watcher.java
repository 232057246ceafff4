package sc.fovea.train.loop;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.backend.Learner;

/** Keeps what it is told; cancels or fails after a step if asked to. */
public final class Watcher implements TrainingListener {

	/** Stands for the end of the process. */
	public static final class Killed extends RuntimeException {

		private static final long serialVersionUID = 1L;
	}

	public final List<Double> losses = new ArrayList<>();
	public final List<Long> steps = new ArrayList<>();
	final List<Long> validations = new ArrayList<>();
	final List<Score> scores = new ArrayList<>();
	final List<TrainingHistory> started = new ArrayList<>();
	final List<Boolean> best = new ArrayList<>();
	private final long cancelAfter;
	private final long killAfter;

	private Watcher(long cancelAfter, long killAfter) {
		this.cancelAfter = cancelAfter;
		this.killAfter = killAfter;
	}

	public static Watcher toTheEnd() {
		return new Watcher(Long.MAX_VALUE, Long.MAX_VALUE);
	}

	public static Watcher cancelling(long step) {
		return new Watcher(step, Long.MAX_VALUE);
	}

	public static Watcher killing(long step) {
		return new Watcher(Long.MAX_VALUE, step);
	}

	@Override
	public void stepped(long step, double progress, Learner.Step measured) {
		steps.add(step);
		losses.add(measured.loss());
		if (step >= killAfter) {
			throw new Killed();
		}
	}

	@Override
	public void started(TrainingHistory history) {
		started.add(history);
	}

	@Override
	public void validated(TrainingHistory history) {
		validations.add(history.last().step());
		scores.add(history.last().score());
		best.add(history.best().orElseThrow() == history.last());
	}

	@Override
	public boolean isCancelled() {
		return !steps.isEmpty() && steps.get(steps.size() - 1) >= cancelAfter;
	}

	public double meanLoss(int from, int to) {
		return losses.subList(from, to).stream().mapToDouble(Double::doubleValue).average().orElseThrow();
	}
}

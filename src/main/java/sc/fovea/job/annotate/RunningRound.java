package sc.fovea.job.annotate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.Learner;
import sc.fovea.job.CurvePlot;
import sc.fovea.job.LossTrace;
import sc.fovea.job.MissingLibrary;
import sc.fovea.job.TrainingPace;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;

/** A round on a thread of its own, which goes on whatever happens to the window that shows it. */
public final class RunningRound implements TrainingListener {

	private final RoundJob job;
	private final Thread thread;
	private final TrainingPace pace = new TrainingPace();
	private final LossTrace trace = new LossTrace();
	private TrainingHistory history = TrainingHistory.NONE;
	private String sentence = "Reading images...";
	private double progress;
	private volatile boolean isStopped;
	private volatile Outcome outcome;

	/**
	 * How it ended.
	 *
	 * @param round that came out, if one did
	 * @param problem else why, in a sentence
	 */
	public record Outcome(Optional<Round> round, String problem) {}

	/**
	 * How it goes.
	 *
	 * @param sentence what it does
	 * @param progress share of the training that is done, 0–1
	 * @param history validations
	 * @param trace losses of steps
	 */
	public record Snapshot(String sentence, double progress, TrainingHistory history, CurvePlot.Line trace) {}

	private RunningRound(RoundJob job) {
		this.job = job;
		this.thread = new Thread(this::run, "Fovea training");
		thread.setDaemon(true);
	}

	/** Begins. */
	public static RunningRound start(RoundJob job) {
		RunningRound round = new RunningRound(job);
		round.thread.start();
		return round;
	}

	private void run() {
		try {
			outcome = new Outcome(Optional.of(job.run(this)), "");
		}
		catch (CancellationException e) {
			outcome = new Outcome(Optional.empty(), "Stopped before there was a model.");
		}
		catch (IOException | UncheckedIOException | IllegalArgumentException | BackendException e) {
			outcome = new Outcome(Optional.empty(), e.getMessage());
		}
		catch (NoClassDefFoundError e) {
			outcome = new Outcome(Optional.empty(), MissingLibrary.sentence(e));
		}
		finally {
			if (outcome == null) outcome = new Outcome(Optional.empty(), "The training failed; ImageJ's console says where.");
		}
	}

	/** What it does. */
	public RoundJob job() {
		return job;
	}

	/** How it ended; empty while it goes on. */
	public Optional<Outcome> outcome() {
		return Optional.ofNullable(outcome);
	}

	/** Ends the training after the current step, and keeps the best. */
	public void stop() {
		isStopped = true;
	}

	/** Lets the training rest after the current step, or go on. */
	public void pause(boolean shallRest) {
		pace.pause(shallRest);
	}

	@Override
	public boolean isPaused() {
		return pace.isPaused();
	}

	/** Waits for the end. */
	void await() throws InterruptedException {
		thread.join();
	}

	/** How it goes. */
	public synchronized Snapshot snapshot() {
		return new Snapshot(isStopped && outcome == null ? "Stopping: keeps and judges the best..." : isPaused() ? "Paused. " + sentence : sentence, progress,
			history, trace.line());
	}

	@Override
	public synchronized void told(String told) {
		sentence = told;
	}

	@Override
	public synchronized void started(TrainingHistory before) {
		history = before;
		trace.begin(before);
	}

	@Override
	public synchronized void stepped(long step, double share, Learner.Step measured) {
		trace.add(step, measured.loss());
		progress = share;
		String left = pace.after(step, share);
		sentence = String.format(Locale.ROOT, "Step %d, %s%s", step, pace.elapsed(), left.isEmpty() ? "" : ", " + left);
	}

	@Override
	public synchronized void validated(TrainingHistory soFar) {
		history = soFar;
	}

	@Override
	public boolean isCancelled() {
		return isStopped;
	}
}

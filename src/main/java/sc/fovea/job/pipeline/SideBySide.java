package sc.fovea.job.pipeline;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Works on several items at a time, each from its beginning to its end on one thread, so that what waits for a file in one does not keep the processor from
 * another. What comes out is taken one after the other in the order of the items, whatever the number of jobs.
 * <p>
 * Bounded: an item is begun only if fewer than {@value #AHEAD} items per job are begun and not yet taken, so that a slow one does not make results pile up.
 *
 * @param jobs items at a time
 */
public record SideBySide(int jobs) {

	/** One that is worked on, and one whose turn has not come yet. */
	private static final int AHEAD = 2;

	/** What is done with an item, on any thread. */
	@FunctionalInterface
	public interface Work<I, R> {

		/** @throws Exception if it fails; the others go on */
		R on(I item) throws Exception;
	}

	/** Takes what came out, on the thread that called. */
	@FunctionalInterface
	public interface Taker<I, R> {

		/** Takes the outcome of an item; what it throws ends the run. */
		void take(I item, Outcome<R> outcome);
	}

	/**
	 * What came out: one of both.
	 *
	 * @param result of the work
	 * @param failure that ended it
	 */
	public record Outcome<R>(Optional<R> result, Optional<Throwable> failure) {}

	/** An item that was begun. */
	private record Begun<I, R>(I item, Future<Outcome<R>> outcome) {}

	/** @throws IllegalArgumentException if there is no job */
	public SideBySide {
		if (jobs < 1) {
			throw new IllegalArgumentException("Expected at least 1 job, got " + jobs + ".");
		}
	}

	/** One job for each core of the processor, but no more than the memory holds. @param bytes that a job may need @param memory of all jobs, in bytes */
	public static SideBySide automatic(long bytes, long memory) {
		long fitting = Math.max(1, memory / bytes);
		return new SideBySide((int) Math.min(Runtime.getRuntime().availableProcessors(), fitting));
	}

	/**
	 * Works on all items.
	 *
	 * @throws IllegalStateException if the calling thread is interrupted; what was begun is interrupted too
	 */
	public <I, R> void run(List<I> items, Work<I, R> work, Taker<I, R> taker) {
		if (jobs == 1) {
			items.forEach(item -> taker.take(item, outcome(work, item)));
			return;
		}
		ExecutorService threads = threads();
		try {
			Queue<Begun<I, R>> begun = new ArrayDeque<>();
			Iterator<I> waiting = items.iterator();
			while (waiting.hasNext() || !begun.isEmpty()) {
				while (waiting.hasNext() && begun.size() < AHEAD * jobs) {
					I item = waiting.next();
					begun.add(new Begun<>(item, threads.submit(() -> outcome(work, item))));
				}
				Begun<I, R> first = begun.remove();
				taker.take(first.item(), await(first.outcome()));
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private ExecutorService threads() {
		AtomicInteger number = new AtomicInteger();
		return Executors.newFixedThreadPool(jobs, work -> {
			Thread thread = new Thread(work, "fovea-job-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
	}

	/** Whatever ends the work of an item, memory that ran out too, must not end the others. */
	private static <I, R> Outcome<R> outcome(Work<I, R> work, I item) {
		try {
			return new Outcome<>(Optional.of(work.on(item)), Optional.empty());
		}
		catch (Throwable e) {
			return new Outcome<>(Optional.empty(), Optional.of(e));
		}
	}

	private static <R> R await(Future<R> future) {
		try {
			return future.get();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Expected to wait for the end of all items, but was interrupted.", e);
		}
		catch (java.util.concurrent.ExecutionException e) {
			throw new IllegalStateException("Expected an outcome of every item.", e);
		}
	}
}

package sc.fovea.train.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import sc.fovea.net.Tensor;

/** Prepares the next batches on other threads while the network steps. The order of the batches does not depend on the number of threads. */
public final class Prefetch implements AutoCloseable {

	private static final int AHEAD = 4;

	private final BatchStream batches;
	private final ExecutorService threads;
	private final Deque<Future<Map<String, Tensor>>> queue = new ArrayDeque<>();
	private long next;

	/** @param firstStep step of the first batch @param threadCount threads that prepare batches */
	public Prefetch(BatchStream batches, long firstStep, int threadCount) {
		this.batches = batches;
		this.next = firstStep;
		this.threads = Executors.newFixedThreadPool(threadCount, task -> {
			Thread thread = new Thread(task, "fovea-batches");
			thread.setDaemon(true);
			return thread;
		});
		for (int i = 0; i < AHEAD; i++) {
			prepareNext();
		}
	}

	/** The next batch; waits if it is not ready. */
	public Map<String, Tensor> take() {
		prepareNext();
		try {
			return queue.remove().get();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Training was interrupted.");
		}
		catch (ExecutionException e) {
			throw unchecked(e.getCause());
		}
	}

	/** What a batch failed with; batches declare no checked exception. */
	private static RuntimeException unchecked(Throwable cause) {
		if (cause instanceof Error error) {
			throw error;
		}
		return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
	}

	private void prepareNext() {
		long step = next++;
		queue.add(threads.submit(() -> batches.at(step)));
	}

	@Override
	public void close() {
		threads.shutdownNow();
	}
}

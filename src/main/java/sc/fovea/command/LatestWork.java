package sc.fovea.command;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Of several pieces of work that are wanted one after the other only the last is done, on a thread of its own, once nothing else is wanted for a moment. */
final class LatestWork implements AutoCloseable {

	private final long restMilliseconds;
	private final AtomicInteger wanted = new AtomicInteger();
	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
		Thread daemon = new Thread(work, "Fovea preview");
		daemon.setDaemon(true);
		return daemon;
	});

	/** @param restMilliseconds for which nothing else must be wanted before work begins */
	LatestWork(long restMilliseconds) {
		this.restMilliseconds = restMilliseconds;
	}

	/** Wants work in place of all that was wanted before. @param work is told whether something else is wanted meanwhile, and then should end; throws nothing */
	void want(Consumer<BooleanSupplier> work) {
		int number = wanted.incrementAndGet();
		if (thread.isShutdown()) return;
		thread.schedule(() -> {
			if (number == wanted.get()) work.accept(() -> number != wanted.get());
		}, restMilliseconds, TimeUnit.MILLISECONDS);
	}

	/** Wants nothing any more. */
	void forget() {
		wanted.incrementAndGet();
	}

	@Override
	public void close() {
		forget();
		thread.shutdown();
	}
}

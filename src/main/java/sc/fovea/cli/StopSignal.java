package sc.fovea.cli;

import java.util.concurrent.CountDownLatch;

/** Turns the end of the process, as by Ctrl-C, into a request, and lets the process wait until the work has been brought to a good end. */
final class StopSignal implements AutoCloseable {

	private final CountDownLatch closed = new CountDownLatch(1);
	private final Thread hook = new Thread(this::request, "wait for a good end");
	private volatile boolean isRequested;

	private StopSignal() {}

	/** From now on the end of the process waits until the signal is closed. */
	static StopSignal install() {
		StopSignal signal = new StopSignal();
		Runtime.getRuntime().addShutdownHook(signal.hook);
		return signal;
	}

	/** Asks for the end, and waits for it. */
	void request() {
		isRequested = true;
		try {
			closed.await();
		}
		catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** Whether the work shall end. */
	boolean isRequested() {
		return isRequested;
	}

	@Override
	public void close() {
		closed.countDown();
		if (!isRequested) Runtime.getRuntime().removeShutdownHook(hook);
	}
}

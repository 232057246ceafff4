package sc.fovea.command.models;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.swing.SwingWorker;
import sc.fovea.backend.BackendException;
import sc.fovea.job.MissingLibrary;

/** Work beside the window, which stays alive meanwhile. */
final class Background {

	private Background() {}

	/** What is done. */
	@FunctionalInterface
	interface Work<T> {

		T run() throws IOException;
	}

	/** Does it. @param done is told what came out, on the thread of windows @param problem is told in a sentence why nothing did */
	static <T> void run(Work<T> work, Consumer<T> done, Consumer<String> problem) {
		new SwingWorker<T, Void>() {

			@Override
			protected T doInBackground() throws IOException {
				return work.run();
			}

			@Override
			protected void done() {
				try {
					done.accept(get());
				}
				catch (ExecutionException e) {
					problem.accept(sentence(e.getCause()));
				}
				catch (InterruptedException e) {
					Thread.currentThread().interrupt();
				}
			}
		}.execute();
	}

	/** Mistakes of the program are not hidden. */
	private static String sentence(Throwable cause) {
		if (cause instanceof NoClassDefFoundError missing) return MissingLibrary.sentence(missing);
		if (cause instanceof IOException || cause instanceof IllegalArgumentException || cause instanceof BackendException) return cause.getMessage();
		throw new IllegalStateException(cause);
	}
}

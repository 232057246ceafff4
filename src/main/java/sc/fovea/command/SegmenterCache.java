package sc.fovea.command;

import java.io.IOException;
import sc.fovea.backend.Backend;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.task.Segmenter;

/**
 * Keeps the last used model loaded, so that a macro over a thousand images loads it once. Another request closes it first. One
 * caller at a time; others wait.
 */
public final class SegmenterCache implements AutoCloseable {

	/** The one of ImageJ's commands, which lives as long as ImageJ. */
	static final SegmenterCache SHARED = new SegmenterCache();

	/** What is done with a loaded model. */
	@FunctionalInterface
	public interface Use<T> {

		/**
		 * Uses it; it must not be kept.
		 *
		 * @param device on which it really runs, in words
		 */
		T apply(Segmenter segmenter, String device) throws IOException;
	}

	private record Key(SegmenterRequest request, long stamp) {}

	private Key key;
	private Backend backend;
	private Segmenter segmenter;

	/**
	 * Loads a model if it is not loaded, and uses it.
	 *
	 * @throws IOException if there is no such model, or its archive cannot be read; the message is one sentence
	 * @throws sc.fovea.backend.BackendException if the library cannot be loaded, or a device that was demanded does not exist
	 */
	public synchronized <T> T use(SegmenterRequest request, Use<T> action) throws IOException {
		Key wanted = new Key(request, request.stamp());
		if (!wanted.equals(key)) {
			open(wanted);
		}
		return action.apply(segmenter, backend.device());
	}

	private void open(Key wanted) throws IOException {
		Model model = ModelStore.standard().load(wanted.request().model());
		close();
		backend = Platform.backendProvider().open(wanted.request().backend());
		segmenter = Segmenter.open(model, backend, wanted.request().budget());
		key = wanted;
	}

	@Override
	public synchronized void close() {
		key = null;
		if (segmenter != null) {
			segmenter.close();
			segmenter = null;
		}
		if (backend != null) {
			backend.close();
			backend = null;
		}
	}
}

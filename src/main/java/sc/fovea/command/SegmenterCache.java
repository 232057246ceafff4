package sc.fovea.command;

import java.io.IOException;
import sc.fovea.task.Segmenter;

/** A {@link ModelCache} of segmentation models. */
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

	private final ModelCache<Segmenter> cache = new ModelCache<>(Segmenter::open, Segmenter::close);

	/**
	 * Loads a model if it is not loaded, and uses it.
	 *
	 * @throws IOException if there is no such model, or its archive cannot be read; the message is one sentence
	 * @throws sc.fovea.backend.BackendException if the library cannot be loaded, or a device that was demanded does not exist
	 */
	public <T> T use(SegmenterRequest request, Use<T> action) throws IOException {
		return cache.use(request, action::apply);
	}

	@Override
	public void close() {
		cache.close();
	}
}

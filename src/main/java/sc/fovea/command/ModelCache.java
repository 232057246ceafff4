package sc.fovea.command;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import sc.fovea.backend.Backend;
import sc.fovea.detect.Detectors;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.task.Classifier;
import sc.fovea.task.Detector;
import sc.fovea.task.Localizer;
import sc.fovea.tile.MemoryBudget;

/**
 * Keeps the last used model loaded, so that a macro over a thousand images loads it once. Another request closes it first. One
 * caller at a time; others wait.
 *
 * @param <T> what works with a model
 */
public final class ModelCache<T> implements AutoCloseable {

	/** Makes a model ready to work. */
	@FunctionalInterface
	public interface Opening<T> {

		/** @throws IllegalArgumentException if the model is for another task */
		T open(Model model, Backend backend, MemoryBudget budget);
	}

	/** What is done with a loaded model. */
	@FunctionalInterface
	public interface Use<T, R> {

		/**
		 * Uses it; it must not be kept.
		 *
		 * @param device on which it really runs, in words
		 */
		R apply(T loaded, String device) throws IOException;
	}

	private record Key(SegmenterRequest request, long stamp) {}

	private record Loaded<T>(Key key, Backend backend, T worker) {}

	private static final Detectors DETECTORS = new Detectors(name -> Proposers.installed().apply(name));

	private final Opening<T> opening;
	private final Consumer<T> closing;
	private Optional<Loaded<T>> loaded = Optional.empty();

	/** Nothing loaded yet. */
	public ModelCache(Opening<T> opening, Consumer<T> closing) {
		this.opening = opening;
		this.closing = closing;
	}

	/** A cache of detection models. */
	public static ModelCache<Detector> ofDetectors() {
		return new ModelCache<>(DETECTORS::open, Detector::close);
	}

	/** A cache of classification models. */
	public static ModelCache<Classifier> ofClassifiers() {
		return new ModelCache<>((model, backend, budget) -> Classifier.open(model, backend), Classifier::close);
	}

	/** A cache of localization models. */
	public static ModelCache<Localizer> ofLocalizers() {
		return new ModelCache<>((model, backend, budget) -> Localizer.open(model, backend), Localizer::close);
	}

	/**
	 * Loads a model if it is not loaded, and uses it.
	 *
	 * @throws IOException if there is no such model, or its archive cannot be read; the message is one sentence
	 * @throws IllegalArgumentException if the model is for another task
	 * @throws sc.fovea.backend.BackendException if the library cannot be loaded, or a device that was demanded does not exist
	 */
	public synchronized <R> R use(SegmenterRequest request, Use<T, R> action) throws IOException {
		Key wanted = new Key(request, request.stamp());
		if (loaded.filter(l -> l.key().equals(wanted)).isEmpty()) {
			open(wanted);
		}
		return action.apply(loaded.orElseThrow().worker(), loaded.orElseThrow().backend().device());
	}

	private void open(Key wanted) throws IOException {
		Model model = wanted.request().adjusted(ModelStore.standard().load(wanted.request().model()));
		close();
		Backend backend = Platform.backends().open(wanted.request().backend());
		try {
			loaded = Optional.of(new Loaded<>(wanted, backend, opening.open(model, backend, wanted.request().budget())));
		}
		finally {
			if (loaded.isEmpty()) backend.close();
		}
	}

	@Override
	public synchronized void close() {
		loaded.ifPresent(l -> {
			closing.accept(l.worker());
			l.backend().close();
		});
		loaded = Optional.empty();
	}
}

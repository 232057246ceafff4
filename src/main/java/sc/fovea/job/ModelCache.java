package sc.fovea.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import sc.fovea.backend.Backend;
import sc.fovea.model.Model;
import sc.fovea.predict.Predictor;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;
import sc.fovea.tile.MemoryBudget;

/**
 * Keeps the last used model loaded, so that a macro over a thousand images loads it once. Another request closes it first. One
 * caller at a time; others wait.
 */
public final class ModelCache implements AutoCloseable {

	/** What is done with a loaded model. */
	@FunctionalInterface
	public interface Use<P, R> {

		/**
		 * Uses it; it must not be kept.
		 *
		 * @param device on which it really runs, in words
		 */
		R apply(P predictor, String device) throws IOException;
	}

	private record Key(ModelRequest request, long stamp) {}

	private record Loaded(Key key, Backend backend, Predictor predictor) {}

	private Optional<Loaded> loaded = Optional.empty();

	/**
	 * Loads a model if it is not loaded, and uses it.
	 *
	 * @param verb what models of the task do that is wanted, for example {@code segment}; see {@link Task#verb}
	 * @param type what they become for that
	 * @throws IOException if there is no such model, or its archive cannot be read; the message is one sentence
	 * @throws IllegalArgumentException if the model is for another task
	 * @throws sc.fovea.backend.BackendException if the library cannot be loaded, or a device that was demanded does not exist
	 */
	public synchronized <P extends Predictor, R> R use(ModelRequest request, String verb, Class<P> type, Use<P, R> action) throws IOException {
		Loaded found = load(request, verb);
		if (!type.isInstance(found.predictor())) throw refusal(found.predictor().model(), verb);
		return action.apply(type.cast(found.predictor()), found.backend().device());
	}

	/** The same with a model of any task. */
	public synchronized <R> R use(ModelRequest request, Use<Predictor, R> action) throws IOException {
		Loaded found = load(request, "");
		return action.apply(found.predictor(), found.backend().device());
	}

	private Loaded load(ModelRequest request, String verb) throws IOException {
		if (request.model().isBlank()) throw new IllegalArgumentException("\"model\" must be the name of a model or the path of one, but is empty.");
		Key wanted = new Key(request, request.stamp());
		if (loaded.filter(l -> l.key().equals(wanted)).isEmpty()) open(wanted, verb);
		return loaded.orElseThrow();
	}

	/** A model that cannot be used is refused before its network is built. */
	private void open(Key wanted, String verb) throws IOException {
		Model model = required(wanted.request(), verb);
		close();
		Backend backend = ResidentModels.backend(wanted.request().backend());
		try {
			loaded = Optional.of(new Loaded(wanted, backend, ResidentModels.predictor(wanted.request(), model, backend)));
		}
		finally {
			if (loaded.isEmpty()) ResidentModels.release(backend);
		}
	}

	/** A model for a verb; any for an empty one. @throws IllegalArgumentException if it is for another @throws IOException if it cannot be read */
	static Model required(ModelRequest request, String verb) throws IOException {
		if (request.model().isBlank()) throw new IllegalArgumentException("\"model\" must be the name of a model or the path of one, but is empty.");
		Model model = request.load();
		if (!verb.isEmpty() && !Tasks.installed().of(model.task()).verb().equals(verb)) throw refusal(model, verb);
		return model;
	}

	/** A model made ready to work. */
	static Predictor opened(Model model, Backend backend, MemoryBudget budget) {
		return Tasks.installed().of(model.task()).open(model, backend, budget);
	}

	static IllegalArgumentException refusal(Model model, String verb) {
		List<String> fitting = Tasks.installed().doing(verb).stream().map(Task::name).toList();
		String other = Tasks.installed().of(model.task()).verb();
		return new IllegalArgumentException("Expected a model for " + String.join(" or ", fitting) + ", got '" + model.card().name() + "' for "
			+ model.task().title() + ", which " + Character.toUpperCase(other.charAt(0)) + other.substring(1) + "... and \"fovea " + other + "\" use.");
	}

	@Override
	public synchronized void close() {
		loaded.ifPresent(l -> {
			ResidentModels.release(l.predictor());
			ResidentModels.release(l.backend());
		});
		loaded = Optional.empty();
	}
}

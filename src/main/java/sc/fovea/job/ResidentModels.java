package sc.fovea.job;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.model.Model;
import sc.fovea.predict.Predictor;

/**
 * Models that stay loaded when the {@link ModelCache} or {@link ModelPool} that asked for them is closed: for a process that does many small runs over images, such as a
 * worker of a cluster. Other processes keep nothing.
 */
public final class ResidentModels {

	private static final Map<BackendOptions, Backend> BACKENDS = new HashMap<>();
	private static final Map<Key, Predictor> PREDICTORS = new HashMap<>();
	private static boolean isKeeping;

	private record Key(ModelRequest request, long stamp) {}

	private ResidentModels() {}

	/** From now on, what is loaded stays loaded until the process ends; a model whose file is replaced is loaded anew. */
	public static synchronized void keep() {
		isKeeping = true;
	}

	/** A library that runs networks, opened if it is not. @throws sc.fovea.backend.BackendException if it cannot be */
	static synchronized Backend backend(BackendOptions options) {
		if (!isKeeping) return Platform.backends().open(options);
		Backend open = BACKENDS.get(options);
		if (open == null) BACKENDS.put(options, open = Platform.backends().open(options));
		return open;
	}

	/** A model made ready to work on a backend, which came from here. @throws IOException if the time of its file cannot be read */
	static synchronized Predictor predictor(ModelRequest request, Model model, Backend backend) throws IOException {
		if (!BACKENDS.containsValue(backend)) return ModelCache.opened(model, backend, request.budget());
		Key key = new Key(request, request.stamp());
		Predictor loaded = PREDICTORS.get(key);
		if (loaded == null) PREDICTORS.put(key, loaded = ModelCache.opened(model, backend, request.budget()));
		return loaded;
	}

	/** Closes a model, unless it stays. */
	static synchronized void release(Predictor predictor) {
		if (!PREDICTORS.containsValue(predictor)) predictor.close();
	}

	/** Closes a backend, unless it stays. */
	static synchronized void release(Backend backend) {
		if (!BACKENDS.containsValue(backend)) backend.close();
	}
}

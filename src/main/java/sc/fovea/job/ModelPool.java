package sc.fovea.job;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import sc.fovea.backend.Backend;
import sc.fovea.model.Model;
import sc.fovea.predict.Predictor;

/** Models for many images, each loaded once when it is first needed, over one backend; for any number of threads. */
public final class ModelPool implements AutoCloseable {

	private final ModelRequest request;
	private final Backend backend;
	private final Map<String, Predictor> loaded = new HashMap<>();

	private ModelPool(ModelRequest request, Backend backend) {
		this.request = request;
		this.backend = backend;
	}

	/**
	 * Opens a backend.
	 *
	 * @param request device, memory and options; the model is named when it is needed
	 * @throws sc.fovea.backend.BackendException if the library cannot be loaded, or a device that was demanded does not exist
	 */
	public static ModelPool open(ModelRequest request) {
		return new ModelPool(request, ResidentModels.backend(request.backend()));
	}

	/** The device on which models really run, in words. */
	public String device() {
		return backend.device();
	}

	/**
	 * A model, which stays loaded until this is closed.
	 *
	 * @param name in the model store, or path of an archive
	 * @param verb what models of the task do that is wanted, for example {@code segment}
	 * @param type what they become for that
	 * @throws IOException if there is no such model, or it cannot be read; the message is one sentence
	 * @throws IllegalArgumentException if the model is for another task
	 */
	public synchronized <P extends Predictor> P get(String name, String verb, Class<P> type) throws IOException {
		Predictor predictor = loaded.get(name);
		if (predictor == null) {
			Model model = ModelCache.required(request.named(name), verb);
			predictor = ResidentModels.predictor(request.named(name), model, backend);
			loaded.put(name, predictor);
		}
		if (!type.isInstance(predictor)) throw ModelCache.refusal(predictor.model(), verb);
		return type.cast(predictor);
	}

	@Override
	public synchronized void close() {
		loaded.values().forEach(ResidentModels::release);
		loaded.clear();
		ResidentModels.release(backend);
	}
}

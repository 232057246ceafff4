package sc.fovea.job;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

import ij.ImagePlus;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.model.Model;
import sc.fovea.tile.Progress;

/** Models ready to explain their scores: the one that was asked for, or those that fit the images. Owner of what runs them; for one thread at a time. */
public final class ExplanationJob implements AutoCloseable {

	private final ExplanationSettings settings;
	private final ModelRequest request;
	private final Backend backend;
	private final Map<String, ModelExplainer> models = new LinkedHashMap<>();

	private ExplanationJob(ExplanationSettings settings, ModelRequest request, Backend backend) {
		this.settings = settings;
		this.request = request;
		this.backend = backend;
	}

	/** What is done with each explanation. */
	@FunctionalInterface
	public interface Sink {

		/** Takes one; it need not be kept. */
		void accept(Explanation explanation) throws IOException;
	}

	/**
	 * Loads a model; if {@link AutomaticModel#AUTOMATIC} is asked for, each is loaded with the first image that it fits.
	 *
	 * @throws IOException if there is no such model, or it cannot be read
	 * @throws IllegalArgumentException if the method needs gradients and the backend gives none
	 * @throws sc.fovea.backend.BackendException if the library cannot be loaded, or a device that was demanded does not exist
	 */
	public static ExplanationJob open(ModelRequest request, ExplanationSettings settings) throws IOException {
		if (request.model().equals(AutomaticModel.AUTOMATIC)) return new ExplanationJob(settings, request, backend(request.backend(), settings));
		Model model = ModelCache.required(request, ""); // a model that cannot be used is refused before a library is loaded
		ExplanationJob job = new ExplanationJob(settings, request, backend(request.backend(), settings));
		try {
			job.models.put(request.model(), new ModelExplainer(settings, job.backend, model, request));
			return job;
		}
		catch (RuntimeException e) {
			job.close();
			throw e;
		}
	}

	private static Backend backend(BackendOptions options, ExplanationSettings settings) {
		if (!settings.method().needsGradients()) return Platform.backends().open(options);
		try {
			return Platform.backends().openTraining(options);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException(
				"Method " + settings.method().name() + " needs gradients: " + e.getMessage() + " Method occlusion works with every backend.", e);
		}
	}

	/** Where it runs, in words. */
	public String device() {
		return backend.device();
	}

	/**
	 * Explains the scores of every plane of an image.
	 *
	 * @param model the one that was asked for, or that {@link AutomaticModel#ofAnyTask} chose
	 * @param sink takes each explanation as soon as it is there
	 * @return number of explanations
	 * @throws IOException if the sink fails, or the model cannot be read
	 * @throws IllegalArgumentException if the image or the settings do not fit the model
	 * @throws CancellationException if it was cancelled
	 */
	public int explain(AutomaticModel model, ImagePlus image, Progress progress, Sink sink) throws IOException {
		ModelExplainer explainer = models.get(model.name());
		if (explainer == null) {
			explainer = new ModelExplainer(settings, backend, ModelCache.required(request.named(model.name()), ""), request);
			models.put(model.name(), explainer);
		}
		return explainer.explain(image, progress, sink);
	}

	@Override
	public void close() {
		models.values().forEach(ModelExplainer::close);
		backend.close();
	}
}

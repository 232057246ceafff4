package sc.fovea.job.alike;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sc.fovea.backend.Backend;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.Platform;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/**
 * Makes segmenters of exemplars. Owner of the backend.
 *
 * <pre>{@code
 * try (AlikeJob job = AlikeJob.open(ModelRequest.of("nuclei", Device.ANY));
 * 		Segmenter segmenter = job.learn(Exemplars.of(Path.of("three.zip"), Path.of("cells.tif")), 0, Progress.none())) {
 * 	Labels labels = segmenter.segment(Hyperstack.of(image), SegmentationOptions.STANDARD, Progress.none());
 * }
 * }</pre>
 */
public final class AlikeJob implements AutoCloseable {

	private final Model model;
	private final Backend backend;
	private final MemoryBudget budget;

	private AlikeJob(Model model, Backend backend, MemoryBudget budget) {
		this.model = model;
		this.backend = backend;
		this.budget = budget;
	}

	/**
	 * Opens a backend for a model.
	 *
	 * @throws IOException with one sentence, if there is no such model, or it cannot be read
	 * @throws sc.fovea.backend.BackendException if the library cannot be loaded, or a device that was demanded does not exist
	 */
	public static AlikeJob open(ModelRequest request) throws IOException {
		if (request.model().isBlank()) throw new IllegalArgumentException("\"model\" must be the name of a model or the path of one, but is empty.");
		Model model = ModelStore.standard().load(request.model());
		return new AlikeJob(model, Platform.backends().open(request.backend()), request.budget());
	}

	/** The model whose layers are looked at. */
	public Model model() {
		return model;
	}

	/** Where it runs, in words. */
	public String device() {
		return backend.device();
	}

	/**
	 * Learns from exemplars; no step of training is done.
	 *
	 * @param exemplars outlined
	 * @param channel which channel of several a model of one channel sees, from 1; 0 if there is only one
	 * @return finds what looks like them; to be closed before this
	 * @throws IllegalArgumentException with a sentence, if the model has no fitting layers, or the image does not fit the model
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public Segmenter learn(Exemplars exemplars, int channel, Progress progress) {
		FeatureNetwork network = new FeatureNetwork(model, backend, budget);
		try {
			PlaneInput input = new PlaneInput(model.input(), SegmentationOptions.STANDARD.withScale(1).withChannel(channel));
			List<ExemplarPlane> planes = new ArrayList<>();
			exemplars.planes().forEach((place, ids) -> planes.add(new ExemplarPlane(input.normalised(exemplars.image(), place, progress), ids)));
			return new Segmenter(model, AlikeSegmenter.learn(network, planes, progress));
		}
		catch (RuntimeException e) {
			network.close();
			throw e;
		}
	}

	@Override
	public void close() {
		backend.close();
	}
}

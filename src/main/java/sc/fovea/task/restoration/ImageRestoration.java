package sc.fovea.task.restoration;

import java.util.List;

import org.scijava.plugin.Plugin;

import sc.fovea.backend.Backend;
import sc.fovea.model.Model;
import sc.fovea.model.TaskSettings;
import sc.fovea.task.EvaluationRequest;
import sc.fovea.task.EvaluationRun;
import sc.fovea.task.Task;
import sc.fovea.task.TrainingRequest;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.train.TrainingJob;

/**
 * Restoration of images by networks that other programs trained: CARE (Weigert et al. 2018, doi:10.1038/s41592-018-0216-7) and Noise2Void (Krull et al. 2019,
 * arXiv:1811.10980).
 */
@Plugin(type = Task.class)
public final class ImageRestoration implements Task<Restorer> {

	/** Its verb. */
	public static final String VERB = "restore";

	@Override
	public String name() {
		return "restoration";
	}

	@Override
	public String description() {
		return "the image without noise or blur";
	}

	@Override
	public String verb() {
		return VERB;
	}

	@Override
	public List<Class<? extends TaskSettings>> settings() {
		return List.of(RestoredIntensities.class);
	}

	@Override
	public boolean isTrainable() {
		return false;
	}

	/** @throws IllegalArgumentException always */
	@Override
	public TrainingJob training(TrainingRequest request) {
		throw new IllegalArgumentException("Models that restore images are imported (CARE, Noise2Void), not trained here; fovea import, or Import Model..., "
			+ "takes them, and train has the tasks that learn from annotated objects and classes.");
	}

	@Override
	public Restorer open(Model model, Backend backend, MemoryBudget budget) {
		return new Restorer(model, backend.runner(model.network(), model.weights()), budget);
	}

	/** @throws IllegalArgumentException always */
	@Override
	public EvaluationRun evaluation(Restorer restorer, EvaluationRequest request) {
		throw new IllegalArgumentException("Expected a model that segments, detects, localizes or classifies, got '" + restorer.model().card().name()
			+ "', which restores images: annotated objects say nothing about its intensities.");
	}
}

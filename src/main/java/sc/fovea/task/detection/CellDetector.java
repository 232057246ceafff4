package sc.fovea.task.detection;

import java.util.List;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.model.Model;
import sc.fovea.predict.PlaneDetector;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/** Finds boxes in a single stage: one for each cell of a grid; see {@link BoxDetection}. */
public final class CellDetector implements PlaneDetector {

	private final Boxes settings;
	private final Runner runner;
	private final MemoryBudget budget;

	private CellDetector(Boxes settings, Runner runner, MemoryBudget budget) {
		this.settings = settings;
		this.runner = runner;
		this.budget = budget;
	}

	/** Loads the network of a model. */
	public static CellDetector open(Model model, Boxes settings, Backend backend, MemoryBudget budget) {
		return new CellDetector(settings, backend.runner(model.network(), model.weights()), budget);
	}

	@Override
	public List<String> classes() {
		return settings.classes();
	}

	@Override
	public double leastScore() {
		return settings.thresholds().score();
	}

	@Override
	public List<ScoredBox> detect(TileSource source, SegmentationOptions options, Progress progress) {
		return new BoxDetection(new TiledInference(runner, budget), settings.with(options)).detect(source, progress);
	}

	@Override
	public void close() {
		runner.close();
	}
}

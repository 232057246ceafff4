package sc.fovea.task.instance;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.model.Model;
import sc.fovea.predict.PlaneSegmenter;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/**
 * Segments planes by a star-convex network.
 *
 * @param settings the model's
 * @param runner of its network, which is closed with this
 * @param budget memory for a tile
 */
record StarSegmenter(StarConvexInstances settings, Runner runner, MemoryBudget budget) implements PlaneSegmenter {

	/** Loads the network of a model. */
	static StarSegmenter open(Model model, StarConvexInstances settings, Backend backend, MemoryBudget budget) {
		return new StarSegmenter(settings, backend.runner(model.network(), model.weights()), budget);
	}

	@Override
	public boolean areInstances() {
		return true;
	}

	@Override
	public int segment(TileSource source, Target target, SegmentationOptions options, Progress progress) {
		return new StarSegmentation(new TiledInference(runner, budget), settings.with(options)).segment(source, target, progress);
	}

	@Override
	public void close() {
		runner.close();
	}
}

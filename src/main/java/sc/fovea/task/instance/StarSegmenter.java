package sc.fovea.task.instance;

import java.util.List;
import java.util.Optional;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.model.Model;
import sc.fovea.predict.PlaneSegmenter;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.predict.block.BlockSegmenter;
import sc.fovea.predict.scale.LearnedSize;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/**
 * Segments planes by a star-convex network.
 *
 * @param settings the model's
 * @param learned what sizes it saw; empty if it takes images as they are
 * @param runner of its network, which is closed with this
 * @param budget memory for a tile
 */
record StarSegmenter(StarConvexInstances settings, Optional<LearnedSize> learned, Runner runner, MemoryBudget budget) implements PlaneSegmenter {

	/** Loads the network of a model. */
	static StarSegmenter open(Model model, StarConvexInstances settings, Backend backend, MemoryBudget budget) {
		return new StarSegmenter(settings, LearnedSize.of(model), backend.runner(model.network(), model.weights()), budget);
	}

	@Override
	public boolean areInstances() {
		return true;
	}

	@Override
	public Optional<LearnedSize> learnedSize() {
		return learned;
	}

	@Override
	public List<String> mapped() {
		return List.of("object");
	}

	@Override
	public TiledInference inference() {
		return new TiledInference(runner, budget);
	}

	@Override
	public Segmenter.Found segment(TileSource plane, ScaleEstimate scale, Target target, SegmentationOptions options, Progress progress) {
		return sized(options).segment(plane, scale, target, progress);
	}

	private SizedSegmentation sized(SegmentationOptions options) {
		return new SizedSegmentation(new StarSegmentation(inference(), settings.with(options)), learned);
	}

	@Override
	public Optional<BlockSegmenter> blocks(SegmentationOptions options) {
		return Optional.of(new StarBlocks(sized(options)));
	}

	@Override
	public void close() {
		runner.close();
	}
}

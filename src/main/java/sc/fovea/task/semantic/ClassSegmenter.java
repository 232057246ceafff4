package sc.fovea.task.semantic;

import java.util.List;
import java.util.Optional;
import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.model.Model;
import sc.fovea.net.Axis;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.PlaneSegmenter;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.predict.block.BlockSegmenter;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Phase;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/**
 * Gives each pixel the class of the highest score.
 *
 * @param settings the model's
 * @param runner of its network, which is closed with this
 * @param budget memory for a tile
 */
record ClassSegmenter(SemanticClasses settings, Runner runner, MemoryBudget budget) implements PlaneSegmenter {

	/** Loads the network of a model. @throws IllegalArgumentException if it has more classes than labels can tell */
	static ClassSegmenter open(Model model, SemanticClasses settings, Backend backend, MemoryBudget budget) {
		if (settings.classes().size() > ClassSink.MOST_CLASSES) {
			throw new IllegalArgumentException("Expected at most " + ClassSink.MOST_CLASSES + " classes, got " + settings.classes().size() + ".");
		}
		return new ClassSegmenter(settings, backend.runner(model.network(), model.weights()), budget);
	}

	@Override
	public boolean areInstances() {
		return false;
	}

	@Override
	public List<String> mapped() {
		return settings.classes();
	}

	@Override
	public TiledInference inference() {
		return new TiledInference(runner, budget);
	}

	@Override
	public Segmenter.Found segment(TileSource plane, ScaleEstimate scale, Target target, SegmentationOptions options, Progress progress) {
		options.requireNoThresholds(settings);
		TileSource source = PlaneInput.scaled(plane, scale.factor());
		Ratio grid = new ReceptiveField(runner.network()).grids(Axis.X).get(settings.output());
		ClassSink sink = new ClassSink(settings.output(), grid, Math.toIntExact(source.width()), Math.toIntExact(source.height()));
		inference().run(source, sink, progress);
		long start = System.nanoTime();
		int highest = sink.draw(target.rows(), scale.factor());
		progress.spent(Phase.AFTER, System.nanoTime() - start);
		return new Segmenter.Found(highest, scale);
	}

	@Override
	public Optional<BlockSegmenter> blocks(SegmentationOptions options) {
		options.requireNoThresholds(settings);
		return Optional.of(new ClassBlocks(settings, new TiledInference(runner, budget)));
	}

	@Override
	public void close() {
		runner.close();
	}
}

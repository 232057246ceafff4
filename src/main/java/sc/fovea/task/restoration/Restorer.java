package sc.fovea.task.restoration;

import java.util.Map;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import sc.fovea.backend.Runner;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.net.Tensor;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.Predictor;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.tile.AffineSource;
import sc.fovea.tile.ImageSink;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Tile;
import sc.fovea.tile.TileSink;
import sc.fovea.tile.TiledInference;

/**
 * A restoring model, ready to work: a plane in, the same plane with restored intensities out, tile by tile without seams. For one thread at a time.
 *
 * <pre>{@code
 * try (Restorer restorer = Tasks.installed().open(model, backend, Restorer.class)) {
 *     Img<FloatType> restored = ArrayImgs.floats(image.width(), image.height(), restorer.channels());
 *     restorer.restore(image, Segmenter.Place.FIRST, SegmentationOptions.STANDARD, restored, Progress.none());
 * }
 * }</pre>
 */
public final class Restorer implements Predictor {

	private final Model model;
	private final RestoredIntensities settings;
	private final Runner runner;
	private final MemoryBudget budget;

	/** @param runner of its network, which is closed with the restorer @param budget memory for a tile */
	Restorer(Model model, Runner runner, MemoryBudget budget) {
		this.model = model;
		this.settings = (RestoredIntensities) model.task();
		this.runner = runner;
		this.budget = budget;
	}

	@Override
	public Model model() {
		return model;
	}

	/** How many channels a restored image has: those that the model sees. */
	public int channels() {
		return model.input().channels();
	}

	/**
	 * Restores a plane.
	 *
	 * @param image with the channels that the model sees; of several, one-channel models take the one that is chosen
	 * @param options channel, and scale 0 or 1: restored pixels are those of the image
	 * @param target (x, y, c) of the size of the plane, of any storage and type; whole numbers are rounded and clipped to their range
	 * @throws IllegalArgumentException if image and model do not fit, or an option is set that does not
	 * @throws java.util.concurrent.CancellationException if it was cancelled; tiles that were ready stay written
	 */
	public void restore(Hyperstack image, Segmenter.Place place, SegmentationOptions options, RandomAccessibleInterval<? extends RealType<?>> target,
		Progress progress) {
		options.requireNoThresholds(settings);
		if (options.scale() != 0 && options.scale() != 1) {
			throw new IllegalArgumentException("Expected scale=1, or 0 which is the same for a restoration, got " + options.scale()
				+ ": restored pixels are those of the image.");
		}
		AffineSource source = new PlaneInput(model.input(), options).normalised(image, place, progress);
		TileSink sink = ImageSink.of(runner.network(), settings.output(), target);
		new TiledInference(runner, budget).run(source, settings.isNormalised() ? new Undoing(settings.output(), source, sink) : sink, progress);
	}

	/**
	 * Brings answers to the intensities of the image.
	 *
	 * @param output that is read
	 * @param source that knows how the image was scaled
	 * @param sink that takes the intensities
	 */
	private record Undoing(String output, AffineSource source, TileSink sink) implements TileSink {

		@Override
		public void accept(Tile tile, Map<String, Tensor> answers) {
			Tensor answer = answers.get(output);
			Tensor intensities = Tensor.zeros(answer.batch(), answer.height(), answer.width(), answer.channels());
			source.undo(answer.data(), intensities.data());
			sink.accept(tile, Map.of(output, intensities));
		}
	}

	@Override
	public void close() {
		runner.close();
	}
}

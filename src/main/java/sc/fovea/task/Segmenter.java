package sc.fovea.task;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Axis;
import sc.fovea.net.ReceptiveField;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/**
 * A segmentation model, ready to work: image in, labels out. Owner of the runner; for one thread at a time.
 *
 * <pre>{@code
 * try (Segmenter segmenter = Segmenter.open(model, backend, MemoryBudget.automatic())) {
 *     Labels labels = segmenter.segment(Hyperstack.of(image), SegmentationOptions.STANDARD, Progress.none());
 * }
 * }</pre>
 */
public final class Segmenter implements AutoCloseable {

	/** Images whose pixel size differs less from the model's are not resampled: the network was trained on more variation. */
	private static final double SAME_SCALE = 1.1;

	private final Model model;
	private final Runner runner;
	private final MemoryBudget budget;

	private Segmenter(Model model, Runner runner, MemoryBudget budget) {
		this.model = model;
		this.runner = runner;
		this.budget = budget;
	}

	/**
	 * Loads a model's network.
	 *
	 * @throws IllegalArgumentException if the model is not for segmentation, or has more classes than 256
	 */
	public static Segmenter open(Model model, Backend backend, MemoryBudget budget) {
		if (model.task() instanceof TaskSettings.ImageClasses) {
			throw new IllegalArgumentException("Expected a segmentation model, got '" + model.card().name() + "' for " + model.task().title() + ".");
		}
		if (model.task() instanceof TaskSettings.SemanticClasses s && s.classes().size() > ClassSink.MOST_CLASSES) {
			throw new IllegalArgumentException("Expected at most " + ClassSink.MOST_CLASSES + " classes, got " + s.classes().size() + ".");
		}
		return new Segmenter(model, backend.runner(model.network(), model.weights()), budget);
	}

	/** The model that works. */
	public Model model() {
		return model;
	}

	/**
	 * Segments every slice and frame of an image.
	 *
	 * @param image with the channels that the model expects; of several channels {@code options.channel()} chooses one
	 * @throws IllegalArgumentException if the image has other channels, no pixel, or a pixel that is not finite
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public Labels segment(Hyperstack image, SegmentationOptions options, Progress progress) {
		int planes = image.slices() * image.frames();
		List<int[]> labels = new ArrayList<>(planes);
		int count = 0;
		for (int i = 0; i < planes; i++) {
			int[] ids = new int[Math.multiplyExact(image.width(), image.height())];
			Place place = new Place(i % image.slices(), i / image.slices(), isInstances() ? count + 1 : 1);
			int found = segmentPlane(image, place, options, LabelRows.of(ids, image.width()), new PlaneProgress(progress, i, planes));
			count = isInstances() ? count + found : Math.max(count, found);
			labels.add(ids);
		}
		return new Labels(image.width(), image.height(), image.slices(), image.frames(), labels, count);
	}

	/**
	 * Which plane, and the first id for its objects.
	 *
	 * @param z slice from 0
	 * @param t frame from 0
	 * @param firstId first id to give
	 */
	public record Place(int z, int t, int firstId) {}

	/**
	 * Segments one plane into rows that may lie outside of the heap: for images larger than memory.
	 *
	 * @return number of objects, or the highest class that occurs
	 */
	public int segmentPlane(Hyperstack image, Place place, SegmentationOptions options, LabelRows target, Progress progress) {
		TileSource pixels = ImageSource.of(channels(image, place, options));
		TileSource normalised = Normaliser.apply(model.input().normalisation(), pixels);
		double scale = scale(image, options);
		TileSource source = scale == 1 ? normalised : new ScaledSource(normalised, scale);
		TiledInference inference = new TiledInference(runner, budget);
		if (model.task() instanceof TaskSettings.StarConvexInstances settings) {
			return new StarSegmentation(inference, withOptions(settings, options)).segment(source, target, place.firstId(), progress);
		}
		return classes(inference, source, target, progress);
	}

	private int classes(TiledInference inference, TileSource source, LabelRows target, Progress progress) {
		String output = model.task().outputs().get(0);
		ClassSink sink = new ClassSink(output, new ReceptiveField(model.network()).grids(Axis.X).get(output), Math.toIntExact(source.width()),
			Math.toIntExact(source.height()));
		inference.run(source, sink, progress);
		return sink.draw(target);
	}

	/** The factor by which an image is resampled: as asked, or to the model's pixel size if both are known. */
	public double scale(Hyperstack image, SegmentationOptions options) {
		if (options.scale() != 0) {
			return options.scale();
		}
		OptionalDouble wanted = model.input().pixelSizeMicrometres();
		OptionalDouble given = image.pixelSize().micrometresPerPixel();
		if (wanted.isEmpty() || given.isEmpty()) {
			return 1;
		}
		double scale = given.getAsDouble() / wanted.getAsDouble();
		if (scale > SegmentationOptions.LARGEST_SCALE || scale < 1 / SegmentationOptions.LARGEST_SCALE) {
			throw new IllegalArgumentException("Expected a pixel size within a factor of 16 of the model's " + wanted.getAsDouble() + " µm, got "
				+ given.getAsDouble() + " µm; correct it in Image > Properties, or set scale=1 to ignore it.");
		}
		return scale < SAME_SCALE && scale > 1 / SAME_SCALE ? 1 : scale;
	}

	private RandomAccessibleInterval<? extends RealType<?>> channels(Hyperstack image, Place place, SegmentationOptions options) {
		int expected = model.input().channels();
		if (options.channel() > image.channels()) {
			throw new IllegalArgumentException("Expected a channel from 1 to " + image.channels() + ", got " + options.channel() + ".");
		}
		if (expected == 1 && (image.channels() == 1 || options.channel() > 0)) {
			return image.plane(Math.max(0, options.channel() - 1), place.z(), place.t());
		}
		if (image.channels() != expected) {
			String hint = expected == 1 ? "; choose one with channel=1 to " + image.channels() : "";
			throw new IllegalArgumentException("Expected an image of " + expected + " channel" + (expected == 1 ? "" : "s") + ", got "
				+ image.channels() + " channels" + hint + ".");
		}
		return image.image(place.z(), place.t());
	}

	private boolean isInstances() {
		return model.task() instanceof TaskSettings.StarConvexInstances;
	}

	private static TaskSettings.StarConvexInstances withOptions(TaskSettings.StarConvexInstances s, SegmentationOptions options) {
		return new TaskSettings.StarConvexInstances(s.rays(), s.grid(), s.probabilityOutput(), s.distanceOutput(), s.foregroundOutput(),
			options.probability() > 0 ? options.probability() : s.probabilityThreshold(), options.overlap() > 0 ? options.overlap() : s.maximumIou(),
			options.overlap() > 0 ? 1 : s.maximumCover(), s.growth());
	}

	@Override
	public void close() {
		runner.close();
	}

	/** Progress of one plane as a part of the whole stack. */
	private record PlaneProgress(Progress whole, int plane, int planes) implements Progress {

		@Override
		public void progress(long done, long total) {
			whole.progress(plane * total + done, planes * total);
		}

		@Override
		public boolean isCancelled() {
			return whole.isCancelled();
		}
	}
}

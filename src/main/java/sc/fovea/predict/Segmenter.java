package sc.fovea.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;

import sc.fovea.image.Hyperstack;
import sc.fovea.image.PixelSize;
import sc.fovea.model.Model;
import sc.fovea.predict.block.BlockSegmenter;
import sc.fovea.predict.scale.LearnedSize;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.Phase;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * A segmentation model, ready to work: image in, labels out. Owner of the runner; several threads may use it at a time, each
 * with an image of its own.
 *
 * <pre>{@code
 * try (Segmenter segmenter = Tasks.installed().open(model, backend, Segmenter.class)) {
 *     Labels labels = segmenter.segment(Hyperstack.of(image), SegmentationOptions.STANDARD, Progress.none());
 * }
 * }</pre>
 */
public final class Segmenter implements Predictor {

	/** Planes of a stack that are looked at to estimate the scale. */
	private static final int LOOKS = 5;

	private final Model model;
	private final PlaneSegmenter planes;

	/** A model with what segments its planes, which is closed with the segmenter. */
	public Segmenter(Model model, PlaneSegmenter planes) {
		this.model = model;
		this.planes = planes;
	}

	@Override
	public Model model() {
		return model;
	}

	/**
	 * Segments every slice and frame of an image.
	 *
	 * @param image with the channels that the model expects; of several channels {@code options.channel()} chooses one; equal
	 *        channels count as one
	 * @throws IllegalArgumentException if the image has other channels, a pixel that is not finite or 2³¹ pixels in a plane, or
	 *        the options do not fit the model
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public Labels segment(Hyperstack image, SegmentationOptions options, Progress progress) {
		int pixels = pixels(image);
		List<int[]> labels = new ArrayList<>();
		int count = segmentPlanes(image, plane -> {
			labels.add(new int[pixels]);
			return LabelRows.of(labels.get(plane), image.width());
		}, options, progress);
		return new Labels(image.width(), image.height(), image.slices(), image.frames(), labels, count);
	}

	/**
	 * Segments every slice and frame of an image into an image that the caller has, of any storage: for labels larger than memory,
	 * or of another type.
	 *
	 * @param image as for {@link #segment(Hyperstack, SegmentationOptions, Progress)}, but of any number of pixels in a plane
	 * @param target (x, y, z, t) from its minimum on, in the image's size; dimensions of size 1 may be missing at the end
	 * @param options of the user
	 * @return number of objects, or the highest class that occurs
	 * @throws IllegalArgumentException as there, or if the target has another size, or an id is too large for its type; what was drawn
	 *         until then stays
	 * @throws java.util.concurrent.CancellationException if it was cancelled; planes that were ready keep their labels
	 */
	public int segment(Hyperstack image, RandomAccessibleInterval<? extends IntegerType<?>> target, SegmentationOptions options, Progress progress) {
		TargetPlanes rows = TargetPlanes.of(image, target);
		return segmentPlanes(image, rows::plane, options, progress);
	}

	/** Segments plane after plane; ids of objects go on from each to the next. */
	private int segmentPlanes(Hyperstack image, IntFunction<LabelRows> targets, SegmentationOptions options, Progress progress) {
		int planes = image.slices() * image.frames();
		SegmentationOptions same = planes == 1 ? options : options.withScale(estimate(image, options).factor());
		int count = 0;
		for (int i = 0; i < planes; i++) {
			Place place = new Place(i % image.slices(), i / image.slices(), areInstances() ? count + 1 : 1);
			int found = segmentPlane(image, place, same, targets.apply(i), new ProgressPart(progress, i, planes));
			count = areInstances() ? count + found : Math.max(count, found);
		}
		return count;
	}

	private static int pixels(Hyperstack image) {
		long pixels = (long) image.width() * image.height();
		if (pixels > Integer.MAX_VALUE - 8) {
			throw new IllegalArgumentException("Expected fewer than 2147483640 pixels in a plane, got " + image.width() + "x"
				+ image.height() + " in \"" + image.title() + "\"; segment it into an image of cells or a file.");
		}
		return (int) pixels;
	}

	/**
	 * Which plane, and the first id for its objects.
	 *
	 * @param z slice from 0
	 * @param t frame from 0
	 * @param firstId first id to give
	 */
	public record Place(int z, int t, int firstId) {

		/** The first slice of the first frame, with ids from 1 on. */
		public static final Place FIRST = new Place(0, 0, 1);
	}

	/**
	 * Segments one plane into rows that may lie outside of the heap: for images larger than memory.
	 *
	 * @param image with the channels that the model expects
	 * @param place which plane, and the first id; classes of a semantic segmentation keep their number
	 * @param options of the user
	 * @param target receives the labels, in the image's size
	 * @param progress watches; pixels are those that the network sees, so more or fewer than the image's where it is resampled
	 * @return number of objects, or the highest class that occurs
	 * @throws IllegalArgumentException as {@link #segment(Hyperstack, SegmentationOptions, Progress)}, or if the target has another size
	 * @throws java.util.concurrent.CancellationException if it was cancelled; the rows then are as before or background
	 */
	public int segmentPlane(Hyperstack image, Place place, SegmentationOptions options, LabelRows target, Progress progress) {
		return find(image, place, options, target, progress).count();
	}

	/**
	 * What was found in a plane.
	 *
	 * @param count number of objects, or the highest class that occurs
	 * @param scale by which the plane was resampled, and why
	 */
	public record Found(int count, ScaleEstimate scale) {}

	/** Segments one plane as {@link #segmentPlane} does, and says at which scale. */
	public Found find(Hyperstack image, Place place, SegmentationOptions options, LabelRows target, Progress progress) {
		if (target.width() != image.width() || target.height() != image.height()) {
			throw new IllegalArgumentException("Expected labels of " + image.width() + "x" + image.height() + " pixels, got " + target.width()
				+ "x" + target.height() + ".");
		}
		return find(new PlanePart(image, place, new Region(0, 0, image.width(), image.height())), options, target, progress);
	}

	/**
	 * The same in a part of a plane, which is normalised and resampled as the whole plane is: away from its edges the objects are those of the whole plane.
	 *
	 * @param target receives the labels, in the size of the part
	 * @throws IllegalArgumentException as {@link #segmentPlane}, or if the part is not inside the image
	 */
	public Found find(PlanePart part, SegmentationOptions options, LabelRows target, Progress progress) {
		PlaneInput input = new PlaneInput(model.input(), options);
		long start = System.nanoTime();
		TileSource plane = input.normalised(part.image(), part.place(), progress);
		ScaleEstimate scale = input.estimate(plane, part.image().pixelSize(), planes.learnedSize());
		progress.spent(Phase.SCALE, System.nanoTime() - start);
		PlaneSegmenter.Target labels = new PlaneSegmenter.Target(new WatchedRows(target, progress), part.place().firstId());
		return planes.segment(part.of(plane), scale, labels, options, progress);
	}

	/**
	 * The map of probabilities that the answers are made of, of one plane, as {@link OutputMaps#of} gives it; usable as long as this is open.
	 *
	 * @throws IllegalArgumentException as there
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public OutputMap probabilities(Hyperstack image, Place place, SegmentationOptions options, Progress progress) {
		return OutputMaps.probabilities(model, planes.inference()).of(image, place, options, progress);
	}

	/** Names of the channels of {@link #probabilities}. */
	public List<String> mapped() {
		return planes.mapped();
	}

	/**
	 * One factor for all planes of a stack or a series, so that sizes can be compared: the middle one of up to five planes'.
	 *
	 * @throws IllegalArgumentException as {@link #segment}
	 */
	public ScaleEstimate estimate(Hyperstack image, SegmentationOptions options) {
		PlaneInput input = new PlaneInput(model.input(), options);
		Optional<LearnedSize> learned = planes.learnedSize();
		if (options.scale() != 0 || learned.isEmpty()) return PlaneInput.unseen(input.scale(image.pixelSize()), options);
		int planeCount = image.slices() * image.frames();
		int looks = Math.min(planeCount, LOOKS);
		return IntStream.range(0, looks).mapToObj(i -> (int) ((i + 0.5) * planeCount / looks))
			.map(
				i -> input.estimate(input.normalised(image, new Place(i % image.slices(), i / image.slices(), 1), Progress.none()), image.pixelSize(), learned))
			.sorted(Comparator.comparingDouble(ScaleEstimate::factor)).toList().get(looks / 2);
	}

	/**
	 * The factor by which an image is resampled: as asked, or to the model's pixel size if both are known.
	 *
	 * @throws IllegalArgumentException if the image's pixel size differs from the model's by more than a factor of 16
	 */
	public double scale(Hyperstack image, SegmentationOptions options) {
		return new PlaneInput(model.input(), options).scale(image.pixelSize());
	}

	/**
	 * The same block by block, on any number of computers.
	 *
	 * @throws IllegalArgumentException if the options do not fit, or the model needs the whole image
	 */
	public BlockSegmenter blocks(SegmentationOptions options) {
		return planes.blocks(options).orElseThrow(() -> new IllegalArgumentException(
			"Expected a model that segments an image block by block, got '" + model.card().name() + "', which needs the whole image."));
	}

	/** The scale at which a plane is looked at first. @param plane normalised, in its own size */
	public ScaleEstimate estimate(TileSource plane, PixelSize pixelSize, SegmentationOptions options) {
		return new PlaneInput(model.input(), options).estimate(plane, pixelSize, planes.learnedSize());
	}

	/** Whether labels are ids of objects, and not numbers of classes. */
	public boolean areInstances() {
		return planes.areInstances();
	}

	@Override
	public void close() {
		planes.close();
	}
}

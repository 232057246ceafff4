package sc.fovea.predict;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * A detection model, ready to work: image in, boxes out. Owner of the runner; for one thread at a time.
 *
 * <pre>{@code
 * try (Detector detector = Tasks.installed().open(model, backend, Detector.class)) {
 *     List<Detection> found = detector.detect(Hyperstack.of(image), SegmentationOptions.STANDARD, Progress.none());
 * }
 * }</pre>
 */
public final class Detector implements Predictor {

	private final Model model;
	private final PlaneDetector planes;

	/** A model with what runs it, which is closed with the detector. */
	public Detector(Model model, PlaneDetector planes) {
		this.model = model;
		this.planes = planes;
	}

	@Override
	public Model model() {
		return model;
	}

	/** Names of the classes. */
	public List<String> classes() {
		return planes.classes();
	}

	/** The score from which on the model itself takes a box for an object, 0–1. */
	public double leastScore() {
		return planes.leastScore();
	}

	/**
	 * Finds the objects of every slice and frame of an image.
	 *
	 * @param image with the channels that the model expects; of several channels {@code options.channel()} chooses one; equal channels count as one
	 * @return what was found, plane by plane, best first
	 * @throws IllegalArgumentException if the image has other channels or a pixel that is not finite, or the options do not fit the model
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public List<Detection> detect(Hyperstack image, SegmentationOptions options, Progress progress) {
		int planes = image.slices() * image.frames();
		List<Detection> found = new ArrayList<>();
		for (int i = 0; i < planes; i++) {
			Segmenter.Place place = new Segmenter.Place(i % image.slices(), i / image.slices(), 1);
			found.addAll(detect(image, place, options, new ProgressPart(progress, i, planes)));
		}
		return found;
	}

	/** The objects of one plane, best first. @throws IllegalArgumentException and more as {@link #detect(Hyperstack, SegmentationOptions, Progress)} */
	public List<Detection> detect(Hyperstack image, Segmenter.Place place, SegmentationOptions options, Progress progress) {
		return detect(new PlanePart(image, place, new Region(0, 0, image.width(), image.height())), options, progress);
	}

	/**
	 * The same in a part of a plane, which is normalised and resampled as the whole plane is.
	 *
	 * @return boxes in pixels of the image, cut at the edges of the part, best first
	 * @throws IllegalArgumentException and more as {@link #detect(Hyperstack, SegmentationOptions, Progress)}, or if the part is not inside the image
	 */
	public List<Detection> detect(PlanePart part, SegmentationOptions options, Progress progress) {
		return boxes(part, options, progress).stream()
			.map(box -> new Detection(classes().get(box.category()), box.score(), box.box(), part.place().z(), part.place().t())).toList();
	}

	/** The objects of a part, best first, in pixels of the image. */
	private List<ScoredBox> boxes(PlanePart part, SegmentationOptions options, Progress progress) {
		PlaneInput input = new PlaneInput(model.input(), options);
		double scale = input.scale(part.image().pixelSize());
		Region region = part.region();
		Box inside = new Box(region.x(), region.y(), region.width(), region.height());
		TileSource plane = PlaneInput.scaled(part.of(input.normalised(part.image(), part.place(), progress)), scale);
		return planes.detect(plane, options, progress).stream().map(box -> isSame(part, scale)
			? box
			: box.at(box.box().scale(1 / scale).translate(region.x(), region.y()).intersection(inside))).toList();
	}

	private static boolean isSame(PlanePart part, double scale) {
		return scale == 1 && part.region().x() == 0 && part.region().y() == 0;
	}

	@Override
	public void close() {
		planes.close();
	}
}

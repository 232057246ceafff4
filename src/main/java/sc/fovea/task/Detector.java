package sc.fovea.task;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.backend.Backend;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.TaskSettings.Boxes;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/**
 * A detection model, ready to work: image in, boxes out. Owner of the runner; for one thread at a time.
 *
 * <pre>{@code
 * try (Detector detector = Detector.open(model, backend, MemoryBudget.automatic())) {
 *     List<Detection> found = detector.detect(Hyperstack.of(image), SegmentationOptions.STANDARD, Progress.none());
 * }
 * }</pre>
 */
public final class Detector implements AutoCloseable {

	private final Model model;
	private final PlaneDetector planes;

	/** A model with what runs it, which is closed with the detector. */
	public Detector(Model model, PlaneDetector planes) {
		this.model = model;
		this.planes = planes;
	}

	/** Loads the network of a model that finds boxes in a single stage. @throws IllegalArgumentException if the model is for another task */
	public static Detector open(Model model, Backend backend, MemoryBudget budget) {
		if (!(model.task() instanceof Boxes settings)) {
			throw new IllegalArgumentException("Expected a model that finds boxes, got '" + model.card().name() + "' for " + model.task().title() + ".");
		}
		return new Detector(model, CellDetector.open(model, settings, backend, budget));
	}

	/** The model that works. */
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
			int z = i % image.slices();
			int t = i / image.slices();
			for (ScoredBox box : detectPlane(image, new Segmenter.Place(z, t, 1), options, new ProgressPart(progress, i, planes))) {
				found.add(new Detection(classes().get(box.category()), box.score(), box.box(), z, t));
			}
		}
		return found;
	}

	/** The objects of one plane, best first, in pixels of the image. */
	private List<ScoredBox> detectPlane(Hyperstack image, Segmenter.Place place, SegmentationOptions options, Progress progress) {
		PlaneInput input = new PlaneInput(model.input(), options);
		double scale = input.scale(image.pixelSize());
		Box whole = Box.ofImage(image.width(), image.height());
		return planes.detect(input.of(image, place, progress), options, progress).stream()
			.map(box -> scale == 1 ? box : box.at(box.box().scale(1 / scale).intersection(whole))).toList();
	}

	@Override
	public void close() {
		planes.close();
	}
}

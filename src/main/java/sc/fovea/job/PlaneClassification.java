package sc.fovea.job;

import ij.ImagePlus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import sc.fovea.image.Hyperstack;
import sc.fovea.net.Tensor;
import sc.fovea.task.classification.Batches;
import sc.fovea.task.classification.Classification;
import sc.fovea.task.classification.Classifier;
import sc.fovea.task.classification.LargeImages;
import sc.fovea.tile.Progress;

/**
 * Classifies an open image: every slice and frame of it, what lies in ROIs, or each object of a label image.
 *
 * @param classifier a loaded model
 * @param larger how what is larger than the model's input is seen
 */
public record PlaneClassification(Classifier classifier, LargeImages larger) {

	/** Images that the network sees at once. */
	private static final int BATCH = 32;
	/** Of an image with more places than these, inputs are made one by one when their turn has come, so that memory does not grow with them. */
	private static final int MOST_READY = 64;

	/**
	 * An answer.
	 *
	 * @param place that was looked at
	 * @param answer of the model
	 */
	public record Row(ClassPlaces.Place place, Classification answer) {}

	/**
	 * What the network will see of an image.
	 *
	 * @param classification that will show it
	 * @param pixels of the image
	 * @param places in it
	 * @param ready for each place its parts; empty if they are made one by one
	 */
	public record Inputs(PlaneClassification classification, Hyperstack pixels, List<ClassPlaces.Place> places, List<List<Tensor>> ready) {

		/**
		 * Runs the network; not for several threads.
		 *
		 * @return an answer for each place
		 * @throws IllegalArgumentException as {@link PlaneClassification#inputs}, where they are made one by one
		 * @throws CancellationException if it was cancelled
		 */
		public List<Row> classify(Progress progress) {
			Batches batches = new Batches(classification.classifier, places.size() == 1 ? 1 : BATCH);
			List<Row> rows = new ArrayList<>();
			for (int i = 0; i < places.size(); i++) {
				ClassPlaces.Place place = places.get(i);
				batches.add(ready.isEmpty() ? classification.input(pixels, place) : ready.get(i), answer -> rows.add(new Row(place, answer)));
				progress.progress(rows.size(), places.size());
				if (progress.isCancelled()) throw new CancellationException("Stopped after " + rows.size() + " of " + places.size() + ".");
			}
			batches.finish();
			progress.progress(rows.size(), places.size());
			return rows;
		}
	}

	/**
	 * Makes an image ready for the network; on any thread.
	 *
	 * @param places as {@link ClassPlaces} finds them
	 * @throws IllegalArgumentException if the image has other channels than the model expects, or a pixel is not finite
	 */
	public Inputs inputs(ImagePlus image, List<ClassPlaces.Place> places) {
		Hyperstack pixels = Hyperstack.of(image);
		return new Inputs(this, pixels, places, places.size() > MOST_READY ? List.of() : places.stream().map(place -> input(pixels, place)).toList());
	}

	private List<Tensor> input(Hyperstack pixels, ClassPlaces.Place place) {
		return classifier.inputs(pixels, place.view(), larger);
	}

	/** Both after each other. @throws IllegalArgumentException as {@link #inputs} @throws CancellationException if it was cancelled */
	public List<Row> classify(ImagePlus image, List<ClassPlaces.Place> places, Progress progress) {
		return inputs(image, places).classify(progress);
	}
}

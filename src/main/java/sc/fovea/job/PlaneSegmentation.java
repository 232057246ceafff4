package sc.fovea.job;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import sc.fovea.image.Hyperstack;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.ProgressPart;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.Progress;

/**
 * Segments an image plane after plane, so that what is done stays when it is cancelled.
 *
 * @param segmenter a loaded model
 * @param options of the user
 */
public record PlaneSegmentation(Segmenter segmenter, SegmentationOptions options) {

	/**
	 * What was done.
	 *
	 * @param planes that are complete
	 * @param of all planes
	 * @param count number of objects, or the highest class
	 * @param scale by which planes were resampled, and why
	 */
	public record Done(int planes, int of, int count, ScaleEstimate scale) {

		/** Whether nothing was cancelled. */
		public boolean isComplete() {
			return planes == of;
		}
	}

	/** Whether the model finds objects, and not classes of pixels. */
	public boolean findsObjects() {
		return segmenter.areInstances();
	}

	/**
	 * Segments all planes.
	 *
	 * @param image any
	 * @param targets one for each plane, slices of the first frame first; the ids of objects go on from plane to plane
	 * @throws CancellationException if it was cancelled within the first plane
	 */
	public Done run(Hyperstack image, List<? extends LabelRows> targets, Progress progress) {
		boolean isInstances = findsObjects();
		Optional<ScaleEstimate> common = targets.size() == 1 ? Optional.empty() : Optional.of(segmenter.estimate(image, options));
		SegmentationOptions used = common.map(scale -> options.withScale(scale.factor())).orElse(options);
		ScaleEstimate scale = common.orElse(ScaleEstimate.calibrated(1));
		int count = 0;
		for (int i = 0; i < targets.size(); i++) {
			Segmenter.Place place = new Segmenter.Place(i % image.slices(), i / image.slices(), isInstances ? count + 1 : 1);
			try {
				Segmenter.Found found = segmenter.find(image, place, used, targets.get(i), new ProgressPart(progress, i, targets.size()));
				count = isInstances ? count + found.count() : Math.max(count, found.count());
				scale = common.orElse(found.scale());
			}
			catch (CancellationException e) {
				if (i == 0) throw e;
				return new Done(i, targets.size(), count, scale);
			}
		}
		return new Done(targets.size(), targets.size(), count, scale);
	}
}

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
import sc.fovea.shape.ShapeRepair;
import sc.fovea.tile.Progress;

/**
 * Segments an image plane after plane, so that what is done stays when it is cancelled.
 *
 * @param segmenter a loaded model
 * @param options of the user
 * @param shape repairs the objects of each plane; empty to leave them as they are
 */
public record PlaneSegmentation(Segmenter segmenter, SegmentationOptions options, Optional<ShapeRepair> shape) {

	/** Share of Java's memory that a plane may have as numbers while its objects are repaired. */
	private static final int MEMORY_SHARE = 4;

	/** @throws IllegalArgumentException if objects shall be repaired, but the model finds classes of pixels */
	public PlaneSegmentation {
		if (shape.isPresent() && !segmenter.areInstances()) {
			throw new IllegalArgumentException("\"shape\" repairs objects, but '" + segmenter.model().card().name() + "' finds classes of pixels.");
		}
	}

	/** Without a shape model. */
	public PlaneSegmentation(Segmenter segmenter, SegmentationOptions options) {
		this(segmenter, options, Optional.empty());
	}

	/**
	 * What was done.
	 *
	 * @param planes that are complete
	 * @param of all planes
	 * @param count number of objects, or the highest class
	 * @param scale by which planes were resampled, and why
	 * @param repaired what was repaired, in words; empty without a shape model
	 */
	public record Done(int planes, int of, int count, ScaleEstimate scale, String repaired) {

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
		int[] repaired = new int[2];
		for (int i = 0; i < targets.size(); i++) {
			Segmenter.Place place = new Segmenter.Place(i % image.slices(), i / image.slices(), isInstances ? count + 1 : 1);
			try {
				Segmenter.Found found = segmenter.find(image, place, used, targets.get(i), new ProgressPart(progress, i, targets.size()));
				int separated = shape.isEmpty() ? 0 : repair(targets.get(i), count + found.count() + 1, repaired);
				count = isInstances ? count + found.count() + separated : Math.max(count, found.count());
				scale = common.orElse(found.scale());
			}
			catch (CancellationException e) {
				if (i == 0) throw e;
				return new Done(i, targets.size(), count, scale, words(repaired));
			}
		}
		return new Done(targets.size(), targets.size(), count, scale, words(repaired));
	}

	private String words(int[] repaired) {
		return shape.isEmpty() ? "" : new ShapeRepair.Report(repaired[0], repaired[1], 0).sentence();
	}

	/** Repairs a plane. @param sums of completed and separated objects, to which is added @return number of objects more than before */
	private int repair(LabelRows target, int nextId, int[] sums) {
		long bytes = (long) target.width() * target.height() * Integer.BYTES;
		if (bytes > Runtime.getRuntime().maxMemory() / MEMORY_SHARE) {
			throw new IllegalArgumentException("\"shape\" needs a plane in memory, " + MEMORY_SHARE * bytes / 1_000_000 + " MB in all, but Java may use "
				+ Runtime.getRuntime().maxMemory() / 1_000_000 + " MB: give it more with FOVEA_OPTS=-Xmx" + ((MEMORY_SHARE * bytes >> 30) + 1) + "g.");
		}
		int[] labels = new int[target.width() * target.height()];
		target.read(0, target.height(), labels);
		ShapeRepair.Report report = shape.orElseThrow().repair(labels, target.width(), nextId);
		target.write(0, target.height(), labels);
		sums[0] += report.completed();
		sums[1] += report.separated();
		return report.separated();
	}
}

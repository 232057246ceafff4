package sc.fovea.job.preview;

import ij.gui.Roi;
import java.util.List;
import java.util.stream.Collectors;
import sc.fovea.job.BoxRois;
import sc.fovea.job.Selection;
import sc.fovea.predict.Detection;
import sc.fovea.predict.Detector;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.Progress;

/**
 * Boxes in the part that is seen.
 *
 * @param detector a loaded model
 * @param options thresholds, scale and channel
 * @param selection restricts boxes as it does in the command
 */
public record DetectionPreview(Detector detector, SegmentationOptions options, Selection selection) {

	/** Finds them. @throws IllegalArgumentException as {@link Detector#detect} @throws java.util.concurrent.CancellationException if it was cancelled */
	public Preview of(VisiblePart part, Progress progress) {
		List<Detection> found = selection.keep(detector.detect(part.planePart(), options, progress)).stream()
			.filter(one -> part.area().contains(one.box().centerX(), one.box().centerY())).toList();
		BoxRois boxes = new BoxRois(part.image(), detector.classes(), found);
		List<Roi> rois = boxes.rois();
		String classes = boxes.counts().entrySet().stream().filter(count -> count.getValue() > 0).map(count -> count.getKey() + " " + count.getValue())
			.collect(Collectors.joining(", "));
		return part.preview(rois,
			SegmentationPreview.counted(rois.size(), "object", "objects") + selection.words() + (classes.isEmpty() ? "" : " (" + classes + ")"));
	}
}

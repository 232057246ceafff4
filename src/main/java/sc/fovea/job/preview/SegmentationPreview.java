package sc.fovea.job.preview;

import ij.gui.Roi;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import sc.fovea.image.Glasbey;
import sc.fovea.image.roi.LabelRois;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.job.Selection;
import sc.fovea.predict.LabelRows;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;

/**
 * Objects, or classes of pixels, in the part that is seen.
 *
 * @param segmentation a loaded model with the options
 * @param selection restricts objects as it does in the command
 */
public record SegmentationPreview(PlaneSegmentation segmentation, Selection selection) {

	private static final Color OUTLINE = new Color(0xffd400);

	/** Finds them. @throws IllegalArgumentException as {@link sc.fovea.predict.Segmenter#segment} @throws java.util.concurrent.CancellationException if it was cancelled */
	public Preview of(VisiblePart part, Progress progress) {
		Region region = part.region();
		int[] labels = new int[Math.toIntExact(region.area())];
		int found = segmentation.segmenter().find(part.planePart(), segmentation.options(), LabelRows.of(labels, region.width()), progress).count();
		int separated = segmentation.shape().map(shape -> shape.repair(labels, region.width(), found + 1).separated()).orElse(0);
		restrict(labels, region, found + separated);
		List<Roi> rois = LabelRois.of(labels, region.width());
		rois.forEach(roi -> dress(roi, region));
		return segmentation.findsObjects() ? objects(part, rois) : part.preview(rois, counted(rois.size(), "class", "classes") + selection.words());
	}

	private void restrict(int[] labels, Region region, int count) {
		Optional<Roi> moved = selection.area().map(area -> moved(area, region));
		Selection here = new Selection(moved);
		if (segmentation.findsObjects()) here.keepObjects(List.of(labels), region.width(), count);
		else
			here.keepPixels(List.of(labels), region.width());
	}

	private static Roi moved(Roi area, Region region) {
		Roi moved = (Roi) area.clone();
		moved.translate(-region.x(), -region.y());
		return moved;
	}

	/** A class has the colour that it has in the result. */
	private void dress(Roi roi, Region region) {
		roi.setStrokeColor(segmentation.findsObjects() ? OUTLINE : new Color(Glasbey.colour(Integer.parseInt(roi.getName()))));
		roi.translate(region.x(), region.y());
	}

	private Preview objects(VisiblePart part, List<Roi> rois) {
		List<Roi> seen = rois.stream().filter(part::holds).toList();
		return part.preview(seen, counted(seen.size(), "object", "objects") + selection.words());
	}

	static String counted(int count, String one, String several) {
		return count + " " + (count == 1 ? one : several);
	}
}

package sc.fovea.job;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import java.awt.Color;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sc.fovea.geometry.Box;
import sc.fovea.image.Glasbey;
import sc.fovea.image.PlaneIndex;
import sc.fovea.predict.Detection;

/**
 * Boxes that were found in an image, as things of ImageJ: rectangles, rows of a table, counts.
 *
 * @param image in which they were found
 * @param classes names, by number; a class has its own colour
 * @param found the boxes
 */
public record BoxRois(ImagePlus image, List<String> classes, List<Detection> found) {

	/** Copies the lists. */
	public BoxRois {
		classes = List.copyOf(classes);
		found = List.copyOf(found);
	}

	/** Rectangles named after their class, such as {@code RBC-0001}, tied to their plane. */
	public List<Roi> rois() {
		Map<String, Integer> numbers = new HashMap<>();
		List<Roi> rois = new ArrayList<>();
		for (Detection detection : found) {
			Box box = detection.box();
			Roi roi = new Roi(box.x(), box.y(), box.width(), box.height());
			int category = classes.indexOf(detection.label());
			roi.setName(String.format(Locale.ROOT, "%s-%04d", detection.label(), numbers.merge(detection.label(), 1, Integer::sum)));
			roi.setStrokeColor(new Color(Glasbey.colour(category + 1)));
			new PlaneIndex(0, detection.z(), detection.t()).place(roi, image);
			rois.add(roi);
		}
		return rois;
	}

	/** Number of boxes of each class, also of those without any. */
	public Map<String, Integer> counts() {
		Map<String, Integer> counts = new LinkedHashMap<>();
		classes.forEach(label -> counts.put(label, 0));
		found.forEach(detection -> counts.merge(detection.label(), 1, Integer::sum));
		return counts;
	}

	/** Adds a row for each box: its score, and its place and size in the unit of the image, with the columns of Analyze Particles. */
	public void addTo(ResultsTable table) {
		Calibration calibration = image.getCalibration();
		List<Roi> rois = rois();
		for (int i = 0; i < rois.size(); i++) {
			Detection detection = found.get(i);
			Box box = detection.box();
			table.incrementCounter();
			table.addLabel(image.getTitle() + ":" + rois.get(i).getName());
			table.addValue("Class", detection.label());
			table.addValue("Score", detection.score());
			table.addValue("BX", calibration.getX(box.x()));
			table.addValue("BY", calibration.getY(box.y()));
			table.addValue("Width", box.width() * calibration.pixelWidth);
			table.addValue("Height", box.height() * calibration.pixelHeight);
			if (image.getStackSize() > 1) {
				table.addValue("Slice", detection.z() + 1);
				table.addValue("Frame", detection.t() + 1);
			}
		}
	}
}

package sc.fovea.command;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.frame.RoiManager;
import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.Optional;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.roi.LabelRois;
import sc.fovea.image.table.LabelMeasurements;
import sc.fovea.image.table.MeasuredChannel;
import sc.fovea.job.StackObjects;
import sc.fovea.shape.ShapeRepair;

/**
 * Puts objects where ImageJ's users look for them: the ROI Manager and the Results table, to both of which is only added.
 *
 * @param image intensities
 * @param channel whose intensities are measured, from 1; 0 for the first
 * @param measured channels more that are measured
 */
record ObjectOutputs(ImagePlus image, int channel, List<MeasuredChannel> measured) {

	/** Measured in one channel. */
	ObjectOutputs(ImagePlus image, int channel) {
		this(image, channel, List.of());
	}

	/** Adds the objects of a plane. @param ids of the plane @param labels receives an overlay where there is no ROI Manager */
	void give(PlaneIndex place, int[] ids, Outputs wanted, ImagePlus labels) {
		if (!wanted.rois() && !wanted.measure()) return;
		List<Roi> outlines = LabelRois.of(ids, image.getWidth());
		outlines.forEach(outline -> place.place(outline, image));
		if (wanted.measure()) {
			ResultsTable table = ResultsTable.getResultsTable();
			int first = table.size();
			LabelMeasurements.add(table, image, new PlaneIndex(channel - 1, place.z(), place.t()), outlines);
			measured.forEach(one -> one.addTo(table, first, image, place, outlines));
			wanted.shape().ifPresent(shape -> LabelMeasurements.addShapes(table, first, shape.unusualness(ids, image.getWidth())));
			labelAndShow(table, first);
		}
		if (wanted.rois()) {
			addOutlines(outlines, labels);
		}
	}

	/**
	 * What is asked for.
	 *
	 * @param rois outlines in the ROI Manager
	 * @param measure rows in the Results table
	 * @param shape says how unusual shapes are, in a column more
	 */
	record Outputs(boolean rois, boolean measure, Optional<ShapeRepair> shape) {

		/** Without shapes. */
		Outputs(boolean rois, boolean measure) {
			this(rois, measure, Optional.empty());
		}
	}

	/** Adds a row for each body to the Results table. @param planes ids of bodies, slices of the first frame first */
	void giveBodies(List<int[]> planes) {
		ResultsTable table = ResultsTable.getResultsTable();
		int first = table.size();
		new StackObjects(image, Math.max(0, channel - 1), measured).addTo(table, planes);
		labelAndShow(table, first);
	}

	private static void addOutlines(List<Roi> outlines, ImagePlus labels) {
		if (GraphicsEnvironment.isHeadless()) {
			Overlay overlay = labels.getOverlay() == null ? new Overlay() : labels.getOverlay();
			outlines.forEach(overlay::add);
			labels.setOverlay(overlay);
			return;
		}
		RoiManager ofMacro = Interpreter.isBatchMode() ? RoiManager.getInstance2() : null;
		RoiManager manager = ofMacro == null ? RoiManager.getRoiManager() : ofMacro;
		outlines.forEach(outline -> manager.add(outline, -1));
	}

	private void labelAndShow(ResultsTable table, int first) {
		for (int row = first; row < table.size(); row++) {
			table.setLabel(image.getTitle() + ":" + table.getLabel(row), row);
		}
		if (!GraphicsEnvironment.isHeadless()) {
			table.show("Results");
		}
	}
}

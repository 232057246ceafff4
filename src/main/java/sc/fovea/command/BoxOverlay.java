package sc.fovea.command;

import ij.ImagePlus;
import ij.Undo;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.plugin.frame.RoiManager;
import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.Optional;

/**
 * Rectangles of a command in the overlay of an image.
 *
 * @param image that is shown
 * @param mark property by which the command knows its own again
 */
record BoxOverlay(ImagePlus image, String mark) {

	/** Puts rectangles in place of those of an earlier run; other things in the overlay stay. @param model that found them */
	void show(List<Roi> rectangles, String model) {
		Overlay overlay = new Overlay();
		Optional.ofNullable(image.getOverlay()).ifPresent(before -> {
			for (Roi roi : before) {
				if (roi.getProperty(mark) == null) overlay.add(roi);
			}
		});
		for (Roi roi : rectangles) {
			roi.setProperty(mark, model);
			overlay.add(roi);
		}
		if (!GraphicsEnvironment.isHeadless()) prepareUndo();
		image.setOverlay(overlay);
	}

	/** Undo shall take the boxes away again, and does nothing where there was no overlay before. */
	private void prepareUndo() {
		if (image.getOverlay() == null) image.setOverlay(new Overlay());
		Undo.setup(Undo.OVERLAY, image);
		Undo.saveOverlay(image);
	}

	/** Adds copies to the ROI Manager, if there is a display. */
	static void toManager(List<Roi> rectangles) {
		if (GraphicsEnvironment.isHeadless()) return;
		RoiManager ofMacro = Interpreter.isBatchMode() ? RoiManager.getInstance2() : null;
		RoiManager manager = ofMacro == null ? RoiManager.getRoiManager() : ofMacro;
		rectangles.forEach(roi -> manager.add((Roi) roi.clone(), -1));
	}
}

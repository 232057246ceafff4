package sc.fovea.command;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import java.util.List;

/** ROIs that are shown on an image for a while, beside those of its own overlay, which comes back as it was. For several threads. */
final class PreviewOverlay implements AutoCloseable {

	private static final String MARK = "fovea.preview";

	private final ImagePlus image;
	private final Overlay before;
	private final boolean wasHidden;
	private Overlay shown;
	private boolean isClosed;

	/** Of an open image, on which nothing is shown yet. */
	PreviewOverlay(ImagePlus image) {
		this.image = image;
		before = image.getOverlay();
		wasHidden = image.getHideOverlay();
	}

	/** Whether a ROI of an overlay belongs to a preview. */
	static boolean isOf(Roi roi) {
		return roi.getProperty(MARK) != null;
	}

	/** Shows ROIs in place of those that were shown last; does nothing once it is closed. */
	synchronized void show(List<Roi> rois) {
		if (isClosed || !isOurs()) return;
		Overlay overlay = before == null || wasHidden ? new Overlay() : before.duplicate();
		for (Roi roi : rois) {
			roi.setProperty(MARK, "true");
			overlay.add(roi);
		}
		put(overlay, false);
		shown = overlay;
	}

	/** Shows what was there before. What another program has put there meanwhile stays. */
	synchronized void clear() {
		if (shown != null && isOurs()) put(before, wasHidden);
		shown = null;
	}

	private boolean isOurs() {
		return image.getOverlay() == (shown == null ? before : shown);
	}

	private void put(Overlay overlay, boolean isHidden) {
		image.setOverlay(overlay);
		image.setHideOverlay(isHidden);
	}

	/** Clears it for good. */
	@Override
	public synchronized void close() {
		clear();
		isClosed = true;
	}
}

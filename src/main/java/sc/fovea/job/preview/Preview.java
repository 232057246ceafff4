package sc.fovea.job.preview;

import ij.gui.Roi;
import java.util.List;

/**
 * What was found.
 *
 * @param rois to be drawn on the image, tied to their plane
 * @param sentence says how much it is
 */
public record Preview(List<Roi> rois, String sentence) {

	/** Copies the list. */
	public Preview {
		rois = List.copyOf(rois);
	}
}

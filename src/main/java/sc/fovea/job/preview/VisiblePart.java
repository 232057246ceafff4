package sc.fovea.job.preview;

import ij.ImagePlus;
import ij.gui.Roi;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.PlaneIndex;
import sc.fovea.predict.PlanePart;
import sc.fovea.predict.Segmenter;
import sc.fovea.tile.Region;

/**
 * The part of an image that a person sees, or the middle of it where it is too large to be computed while someone waits.
 *
 * @param image an open image, in the slice and frame that it shows
 * @param area in pixels
 * @param isCut whether more is seen than this
 */
public record VisiblePart(ImagePlus image, Rectangle area, boolean isCut) {

	/** Longest side that is computed: with "nuclei" 512² take 1.0 s of a CPU core, all together, and this 1.5 s. */
	static final int LONGEST = 640;
	/** What lies next to the part is looked at too, so that objects at its edge are whole: half the window of the smallest network of the bundled models. */
	private static final int AROUND = 32;

	/** What a window shows. @param seen in pixels of the image; may reach beyond it */
	public static VisiblePart of(ImagePlus image, Rectangle seen) {
		Rectangle inside = seen.intersection(new Rectangle(image.getWidth(), image.getHeight()));
		if (inside.isEmpty()) inside = new Rectangle(image.getWidth(), image.getHeight());
		int width = Math.min(LONGEST, inside.width);
		int height = Math.min(LONGEST, inside.height);
		Rectangle middle = new Rectangle(inside.x + (inside.width - width) / 2, inside.y + (inside.height - height) / 2, width, height);
		return new VisiblePart(image, middle, !middle.equals(inside));
	}

	/** What is looked at, with a little of what lies around it. */
	Region region() {
		Rectangle around = new Rectangle(area);
		around.grow(AROUND, AROUND);
		Rectangle looked = around.intersection(new Rectangle(image.getWidth(), image.getHeight()));
		return new Region(looked.x, looked.y, looked.width, looked.height);
	}

	/** The same as a part of the plane that is shown. */
	PlanePart planePart() {
		return new PlanePart(Hyperstack.of(image), new Segmenter.Place(image.getZ() - 1, image.getT() - 1, 1), region());
	}

	/** Slice and frame. */
	PlaneIndex plane() {
		return new PlaneIndex(0, image.getZ() - 1, image.getT() - 1);
	}

	/** Whether the middle of a ROI lies in it. */
	boolean holds(Roi roi) {
		return area.contains(roi.getFloatBounds().getCenterX(), roi.getFloatBounds().getCenterY());
	}

	/** What was found in it, framed if more is seen. @param rois in pixels of the image @param words say how much it is */
	Preview preview(List<Roi> rois, String words) {
		List<Roi> all = new ArrayList<>(rois);
		if (isCut) all.add(frame());
		all.forEach(roi -> plane().place(roi, image));
		return new Preview(all, words + (isCut ? String.format(Locale.ROOT, " in the middle %d x %d pixels", area.width, area.height) : ""));
	}

	private Roi frame() {
		Roi frame = new Roi(area.x, area.y, area.width, area.height);
		frame.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] { 6, 6 }, 0));
		frame.setStrokeColor(Color.WHITE);
		return frame;
	}
}

package sc.fovea.job.feature;

import ij.ImagePlus;
import ij.gui.Roi;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import sc.fovea.geometry.PixelMask;
import sc.fovea.image.LabelImage;
import sc.fovea.image.PlaneIndex;

/**
 * A part of a plane, of which there is a vector.
 *
 * @param name in the image, such as {@code label-7}; empty for all of it
 * @param label its class; empty if it has none of its own
 * @param mask its pixels
 */
record Part(String name, String label, PixelMask mask) {

	/** The ROIs of the overlay that are on a plane. @throws IllegalArgumentException if the image has no ROIs at all */
	static List<Part> ofRois(ImagePlus image, PlaneIndex plane) {
		if (image.getOverlay() == null || image.getOverlay().size() == 0) {
			throw new IllegalArgumentException("Expected ROIs in the overlay of \"" + image.getTitle() + "\", got none.");
		}
		List<Part> parts = new ArrayList<>();
		Roi[] rois = image.getOverlay().toArray();
		for (int i = 0; i < rois.length; i++) {
			String name = rois[i].getName() == null ? "ROI " + (i + 1) : rois[i].getName();
			if (plane.holds(rois[i], image)) parts.add(new Part(name, "", mask(rois[i], image)));
		}
		return parts;
	}

	private static PixelMask mask(Roi roi, ImagePlus image) {
		Rectangle bounds = roi.getBounds().intersection(new Rectangle(image.getWidth(), image.getHeight()));
		if (bounds.isEmpty()) return new PixelMask(0, 0, 0, 0, new BitSet());
		BitSet inside = new BitSet();
		for (int i = 0; i < bounds.width * bounds.height; i++) {
			if (roi.contains(bounds.x + i % bounds.width, bounds.y + i / bounds.width)) inside.set(i);
		}
		return new PixelMask(bounds.x, bounds.y, bounds.width, bounds.height, inside);
	}

	/**
	 * The objects of a label image on a plane.
	 *
	 * @param ids the label image
	 * @throws IllegalArgumentException if it has not the size and planes of the image, or holds no ids
	 */
	static List<Part> ofLabels(ImagePlus image, PlaneIndex plane, ImagePlus ids) {
		if (!size(ids).equals(size(image))) {
			throw new IllegalArgumentException("Expected a label image of " + size(image) + ", got " + size(ids) + " in \"" + ids.getTitle() + "\".");
		}
		int[] labels = LabelImage.ids(ids.getStack().getProcessor(plane.t() * image.getNSlices() + plane.z() + 1));
		List<Part> parts = new ArrayList<>();
		PixelMask.ofLabels(labels, ids.getWidth()).forEach((id, mask) -> parts.add(new Part("label-" + id, "", mask)));
		return parts;
	}

	private static String size(ImagePlus image) {
		int planes = image.getStackSize() / image.getNChannels();
		return image.getWidth() + "x" + image.getHeight() + " pixels" + (planes == 1 ? "" : " in " + planes + " planes");
	}
}

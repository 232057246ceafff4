package sc.fovea.image.roi;

import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.Wand;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sc.fovea.image.LabelImage;

/**
 * Outlines of labels: the borders of their pixels, so that an outline encloses exactly the pixels of its id.
 * <p>
 * An object in one part without holes is a traced polygon, any other a composite selection. The name of an outline is its id in at
 * least four digits.
 */
public final class LabelRois {

	private LabelRois() {}

	/**
	 * The outlines of all ids, in ascending order. Takes one pass over the plane and one over the bounding box of each object.
	 *
	 * @param labels ids in rows from the top, 0 for background
	 * @param width  in pixels
	 * @throws IllegalArgumentException if an id is negative, or the labels are not whole rows
	 */
	public static List<Roi> of(int[] labels, int width) {
		if (width < 1 || labels.length % width != 0)
			throw new IllegalArgumentException("Whole rows of " + width + " ids are expected, but there are " + labels.length + ".");
		Boxes boxes = Boxes.of(labels, width);
		List<Roi> rois = new ArrayList<>();
		for (int id = 1; id < boxes.right.length; id++)
			if (boxes.right[id] >= 0) rois.add(outline(labels, width, id, boxes));
		return rois;
	}

	private static Roi outline(int[] labels, int width, int id, Boxes boxes) {
		int left = boxes.left[id];
		int top = boxes.top[id];
		ByteProcessor mask = new ByteProcessor(boxes.right[id] - left + 1, boxes.bottom[id] - top + 1);
		byte[] pixels = (byte[]) mask.getPixels();
		for (int y = 0, i = 0; y < mask.getHeight(); y++)
			for (int x = 0; x < mask.getWidth(); x++, i++)
				if (labels[(top + y) * width + left + x] == id) pixels[i] = (byte) 255;
		Roi roi = outline(mask);
		roi.setLocation(left, top);
		roi.setName(String.format("%04d", id));
		return roi;
	}

	/** One polygon, traced as Analyze Particles does, where it encloses exactly the mask; else a composite. */
	private static Roi outline(ByteProcessor mask) {
		int x = 0;
		while (mask.get(x, 0) == 0)
			x++;
		Wand wand = new Wand(mask);
		wand.autoOutline(x, 0, 255, 255, Wand.LEGACY_MODE);
		Roi traced = new PolygonRoi(wand.xpoints, wand.ypoints, wand.npoints, Roi.TRACED_ROI);
		if (encloses(traced, mask)) return traced;
		mask.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
		return new ThresholdToSelection().convert(mask);
	}

	private static boolean encloses(Roi traced, ByteProcessor mask) {
		Rectangle bounds = traced.getBounds();
		boolean isWhole = bounds.x == 0 && bounds.y == 0 && bounds.width == mask.getWidth() && bounds.height == mask.getHeight();
		return isWhole && Arrays.equals((byte[]) traced.getMask().getPixels(), (byte[]) mask.getPixels());
	}

	/** First and last column and row of each id; the right one of an id that does not occur is -1. */
	private record Boxes(int[] left, int[] top, int[] right, int[] bottom) {

		static Boxes of(int[] labels, int width) {
			int size = LabelImage.largest(labels) + 1;
			Boxes boxes = new Boxes(new int[size], new int[size], new int[size], new int[size]);
			Arrays.fill(boxes.left, Integer.MAX_VALUE);
			Arrays.fill(boxes.right, -1);
			Arrays.fill(boxes.top, -1);
			for (int y = 0, i = 0; i < labels.length; y++)
				for (int x = 0; x < width; x++, i++)
					if (labels[i] != 0) boxes.add(labels[i], x, y);
			return boxes;
		}

		private void add(int id, int x, int y) {
			if (id < 0) throw new IllegalArgumentException("Ids from 0 are expected, but pixel (" + x + ", " + y + ") is " + id + ".");
			if (x < left[id]) left[id] = x;
			if (x > right[id]) right[id] = x;
			if (top[id] < 0) top[id] = y;
			bottom[id] = y;
		}
	}
}

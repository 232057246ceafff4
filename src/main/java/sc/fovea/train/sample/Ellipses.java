package sc.fovea.train.sample;

import java.util.BitSet;
import java.util.List;

import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;

/**
 * Labels of objects of which only boxes are known: the ellipses that fill them, numbered from 1. They say about where objects are, so that sizes and contrast can
 * be surveyed.
 *
 * @param extent of the image
 * @param boxes within it; of overlapping ones a pixel belongs to the first
 */
public record Ellipses(Extent extent, List<LabelledBox> boxes) {

	/** The number of the ellipse at each pixel, 0 for none, {@link Sample#IGNORED} where nobody annotated. @param ignored pixels that nobody annotated */
	public int[] labels(BitSet ignored) {
		int[] labels = new int[extent.slicePixels()];
		for (int i = boxes.size(); i > 0; i--) {
			paint(boxes.get(i - 1).box(), i, labels);
		}
		ignored.stream().filter(pixel -> pixel < labels.length).forEach(pixel -> labels[pixel] = Sample.IGNORED);
		return labels;
	}

	private void paint(Box box, int number, int[] labels) {
		int width = extent.width();
		for (int y = (int) box.y(); y < Math.min(extent.height(), box.bottom()); y++) {
			double dy = (y + 0.5 - box.centerY()) / box.height();
			for (int x = (int) box.x(); x < Math.min(width, box.right()); x++) {
				double dx = (x + 0.5 - box.centerX()) / box.width();
				if (dx * dx + dy * dy <= 0.25) labels[y * width + x] = number;
			}
		}
	}
}

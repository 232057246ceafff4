package sc.fovea.detect.proposal;

import java.util.Comparator;

import sc.fovea.geometry.Box;

/**
 * A box of whole pixels.
 *
 * @param left first column
 * @param top first row
 * @param right column behind the last
 * @param bottom row behind the last
 */
record PixelBox(int left, int top, int right, int bottom) {

	/** An order of boxes that differ. */
	static final Comparator<PixelBox> BY_PLACE = Comparator.comparingInt(PixelBox::top).thenComparingInt(PixelBox::left).thenComparingInt(PixelBox::bottom)
		.thenComparingInt(PixelBox::right);

	double area() {
		return (double) (right - left) * (bottom - top);
	}

	int shorterSide() {
		return Math.min(right - left, bottom - top);
	}

	/** Intersection over union. */
	double iou(PixelBox other) {
		double width = Math.min(right, other.right) - Math.max(left, other.left);
		double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
		if (width <= 0 || height <= 0) {
			return 0;
		}
		return width * height / (area() + other.area() - width * height);
	}

	/** The box with every coordinate multiplied. */
	Box scaled(int factor) {
		return new Box((double) left * factor, (double) top * factor, (double) (right - left) * factor, (double) (bottom - top) * factor);
	}
}

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

	/** The box with every coordinate multiplied. */
	Box scaled(int factor) {
		return new Box((double) left * factor, (double) top * factor, (double) (right - left) * factor, (double) (bottom - top) * factor);
	}
}

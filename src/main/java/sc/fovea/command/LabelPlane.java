package sc.fovea.command;

import java.util.Arrays;
import sc.fovea.task.LabelRows;

/** The ids of one plane of a label image, read by rows or by rectangles; 0 is background. */
public interface LabelPlane extends LabelRows {

	/**
	 * Reads a rectangle.
	 *
	 * @param box where, within the plane
	 * @param ids receives {@code box.width() * box.height()} ids, row after row
	 */
	void read(PixelBox box, int[] ids);

	/** The ids in an array, row after row. */
	static LabelPlane of(int[] ids, int width) {
		return new ArrayPlane(ids, width);
	}

	/**
	 * A rectangle of whole pixels.
	 *
	 * @param x left column
	 * @param y top row
	 * @param width number of columns
	 * @param height number of rows
	 */
	record PixelBox(int x, int y, int width, int height) {}

	/** Ids in an array. */
	record ArrayPlane(int[] ids, int width) implements LabelPlane {

		@Override
		public int height() {
			return ids.length / width;
		}

		@Override
		public void read(int y, int rows, int[] labels) {
			System.arraycopy(ids, y * width, labels, 0, rows * width);
		}

		@Override
		public void write(int y, int rows, int[] labels) {
			System.arraycopy(labels, 0, ids, y * width, rows * width);
		}

		@Override
		public void read(PixelBox box, int[] labels) {
			for (int row = 0; row < box.height(); row++) {
				System.arraycopy(ids, (box.y() + row) * width + box.x(), labels, row * box.width(), box.width());
			}
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof ArrayPlane plane && width == plane.width && Arrays.equals(ids, plane.ids);
		}

		@Override
		public int hashCode() {
			return 31 * width + Arrays.hashCode(ids);
		}
	}
}

package sc.fovea.task;

import java.util.Arrays;

/**
 * The mask by which outlines are sharpened, stretched to the size of the labels.
 *
 * @param mask at the network's scale
 * @param scale pixels of the mask per pixel of the labels
 * @param growth pixels of the labels by which objects may grow into the foreground
 */
record Foreground(BitMask mask, double scale, int growth) {

	/**
	 * Columns or rows of the mask that lie under the middle of the labels' pixels.
	 *
	 * @param from first pixel
	 * @param extent of the mask
	 */
	static int[] places(int from, int count, double scale, int extent) {
		int[] places = new int[count];
		Arrays.setAll(places, i -> Math.min(extent - 1, (int) ((from + i + 0.5) * scale)));
		return places;
	}

	/** Reads rows of {@code width} pixels. @param target receives them from index 0 on */
	void read(int fromY, int toY, int width, boolean[] target) {
		int[] columns = places(0, width, scale, mask.width());
		int[] rows = places(fromY, toY - fromY, scale, mask.height());
		for (int i = 0; i < rows.length; i++) {
			mask.read(rows[i], columns, target, i * width);
		}
	}
}

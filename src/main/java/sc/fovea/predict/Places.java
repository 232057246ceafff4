package sc.fovea.predict;

import java.util.Arrays;

/** Where pixels of labels lie on the grid of an output. */
public final class Places {

	private Places() {}

	/**
	 * Columns or rows of a grid that lie under the middle of the labels' pixels.
	 *
	 * @param from first pixel
	 * @param scale cells of the grid per pixel of the labels
	 * @param extent of the grid
	 */
	public static int[] of(int from, int count, double scale, int extent) {
		int[] places = new int[count];
		Arrays.setAll(places, i -> Math.min(extent - 1, (int) ((from + i + 0.5) * scale)));
		return places;
	}
}

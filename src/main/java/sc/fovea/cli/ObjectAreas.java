package sc.fovea.cli;

import java.util.Arrays;

/** Areas of labelled objects, in pixels. */
final class ObjectAreas {

	private int[] areas = new int[16];

	/** Adds pixels. @param ids 0 for background */
	void add(int[] ids) {
		for (int id : ids) {
			if (id >= areas.length) areas = Arrays.copyOf(areas, Math.max(id + 1, 2 * areas.length));
			areas[id]++;
		}
	}

	/** The middle one of all objects, or of an even number the mean of the middle two; NaN if there is no object. */
	double median() {
		int[] sorted = Arrays.stream(areas, 1, areas.length).filter(area -> area > 0).sorted().toArray();
		int n = sorted.length;
		return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
	}
}

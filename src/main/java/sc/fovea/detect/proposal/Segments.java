package sc.fovea.detect.proposal;

/**
 * An image cut into connected regions.
 *
 * @param width in pixels
 * @param height in pixels
 * @param count number of regions
 * @param labels region of each pixel, from 0 in the order of their first pixels, in rows from the top; shared
 */
record Segments(int width, int height, int count, int[] labels) {

	/** The regions that sets of pixels are. */
	static Segments of(DisjointSets sets, int width, int height) {
		int[] numbers = new int[width * height];
		int[] labels = new int[numbers.length];
		int count = 0;
		for (int i = 0; i < labels.length; i++) {
			int root = sets.find(i);
			if (numbers[root] == 0) {
				numbers[root] = ++count;
			}
			labels[i] = numbers[root] - 1;
		}
		return new Segments(width, height, count, labels);
	}
}

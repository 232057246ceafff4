package sc.fovea.geometry;

/**
 * The exact Euclidean distance from each pixel of a label image to the nearest pixel of a different label, in linear time:
 * Felzenszwalb and Huttenlocher 2012, "Distance transforms of sampled functions", applied to each run of equal labels. Distances are
 * between the centres of pixels, so a pixel beside another object has 1. Outside of the image there are no pixels.
 */
public final class DistanceTransform {

	private static final double FAR = Double.POSITIVE_INFINITY;

	private final int[] labels;

	private final int width, height;

	/** Squared distance within the row. */
	private final double[] rowwise;

	private final double[] column;

	/** The lower envelope: where its parabolas have their tip, their offset, and from where on each is the lowest. */
	private final int[] tips;

	private final double[] offsets, starts;

	private DistanceTransform(int[] labels, int width, int height) {
		if (width < 0 || height < 0 || (long) width * height != labels.length)
			throw new IllegalArgumentException("Expected " + width + " x " + height + " labels, got " + labels.length);
		this.labels = labels;
		this.width = width;
		this.height = height;
		rowwise = new double[width];
		column = new double[height];
		tips = new int[height + 2];
		offsets = new double[height + 2];
		starts = new double[height + 3];
	}

	/**
	 * The distance to the nearest pixel of a different label.
	 *
	 * @param labels of the image, row by row
	 * @param width of the image in pixels
	 * @param height of the image in pixels
	 * @return a distance in pixels for each pixel; infinite if the image has one label only
	 * @throws IllegalArgumentException if the number of labels is not width x height
	 */
	public static float[] of(int[] labels, int width, int height) {
		DistanceTransform transform = new DistanceTransform(labels, width, height);
		float[] distances = new float[labels.length];
		for (int y = 0; y < height; y++)
			transform.row(y, distances);
		for (int x = 0; x < width; x++)
			transform.column(x, distances);
		return distances;
	}

	/**
	 * The object probability of Schmidt et al. 2018 (arXiv:1806.03535): the distance to the object's edge divided by the object's largest.
	 * Parts of an object that do not touch count as one object.
	 *
	 * @param labels of the image, row by row
	 * @param width of the image in pixels
	 * @param height of the image in pixels
	 * @return 0 in the background, above 0 to 1 in objects
	 * @throws IllegalArgumentException if the number of labels is not width x height
	 */
	public static float[] objectProbability(int[] labels, int width, int height) {
		float[] distances = of(labels, width, height);
		LabelIndex index = new LabelIndex();
		int[] dense = index.of(labels);
		float[] largest = new float[index.size()];
		for (int i = 0; i < dense.length; i++)
			largest[dense[i]] = Math.max(largest[dense[i]], distances[i]);
		for (int i = 0; i < dense.length; i++)
			distances[i] = labels[i] == 0 ? 0 : distances[i] == largest[dense[i]] ? 1 : distances[i] / largest[dense[i]];
		return distances;
	}

	/** Distance to the ends of the run of equal labels in the row. */
	private void row(int y, float[] distances) {
		for (int from = 0, to, row = y * width; from < width; from = to) {
			to = from + 1;
			while (to < width && labels[row + to] == labels[row + from])
				to++;
			for (int x = from; x < to; x++)
				distances[row + x] = Math.min(from == 0 ? Float.POSITIVE_INFINITY : x - from + 1, to == width ? Float.POSITIVE_INFINITY : to - x);
		}
	}

	private void column(int x, float[] distances) {
		for (int from = 0, to; from < height; from = to) {
			to = from + 1;
			while (to < height && labels[to * width + x] == labels[from * width + x])
				to++;
			run(x, from, to, distances);
		}
	}

	/** The envelope over the run, whose neighbours above and below are of a different label, so have an offset of 0. */
	private void run(int x, int from, int to, float[] distances) {
		int count = from > 0 ? append(0, from - 1, 0) : 0;
		for (int y = from; y < to; y++) {
			double distance = distances[y * width + x];
			if (distance < FAR)
				count = append(count, y, distance * distance);
		}
		if (to < height)
			count = append(count, to, 0);
		for (int y = from, p = 0; y < to && count > 0; y++) {
			while (p + 1 < count && starts[p + 1] <= y)
				p++;
			double dy = y - tips[p];
			distances[y * width + x] = (float) Math.sqrt(dy * dy + offsets[p]);
		}
	}

	/** Adds the parabola (y - tip)² + offset at the right end of the envelope of count parabolas; gives the new count. */
	private int append(int count, int tip, double offset) {
		double start = Double.NEGATIVE_INFINITY;
		while (count > 0) {
			int last = count - 1;
			start = (offset + (double) tip * tip - offsets[last] - (double) tips[last] * tips[last]) / (2.0 * (tip - tips[last]));
			if (start > starts[last])
				break;
			count--;
			start = Double.NEGATIVE_INFINITY;
		}
		tips[count] = tip;
		offsets[count] = offset;
		starts[count] = start;
		return count + 1;
	}
}

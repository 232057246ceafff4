package sc.fovea.video;

import java.util.Arrays;

/**
 * An image cut into small regions of about the same size (SLIC: Achanta et al. 2012): pixels join the nearest of regularly spaced centres by colour and place, which move to their means;
 * then parts that are not connected or too small join a neighbour.
 *
 * @param width of the image
 * @param count number of regions
 * @param labels region of each pixel, from 0
 */
record Superpixels(int width, int count, int[] labels) {

	private static final int TURNS = 8;
	/** Parts below this share of a regular region are joined to a neighbour. */
	private static final double LEAST_SHARE = 0.25;

	/**
	 * Cuts an image.
	 *
	 * @param planes what is compared, from 0 to 1
	 * @param side of a regular region
	 * @param compactness difference of values that weighs as much as a distance of one side
	 */
	static Superpixels of(float[][] planes, int width, int side, double compactness) {
		Slic slic = new Slic(planes, width, side, (float) (compactness * compactness / ((double) side * side)));
		for (int turn = 0; turn < TURNS; turn++) {
			slic.assign();
			slic.move();
		}
		return connected(slic.nearest, width, (int) (LEAST_SHARE * side * side));
	}

	int height() {
		return labels.length / width;
	}

	/** Number of pixels of each region. */
	int[] sizes() {
		int[] sizes = new int[count];
		for (int label : labels) {
			sizes[label]++;
		}
		return sizes;
	}

	private static final class Slic {

		private final float[][] planes;
		private final int width;
		private final int height;
		private final int side;
		private final float nearness;
		private final int columns;
		private final int rows;
		private final float[] x;
		private final float[] y;
		private final float[][] values;
		private final int[] nearest;
		private final float[] distances;

		Slic(float[][] planes, int width, int side, float nearness) {
			this.planes = planes;
			this.width = width;
			this.height = planes[0].length / width;
			this.side = side;
			this.nearness = nearness;
			this.columns = Math.max(1, Math.round((float) width / side));
			this.rows = Math.max(1, Math.round((float) height / side));
			this.x = new float[columns * rows];
			this.y = new float[columns * rows];
			this.values = new float[planes.length][columns * rows];
			this.nearest = new int[planes[0].length];
			this.distances = new float[planes[0].length];
			for (int k = 0; k < x.length; k++) {
				x[k] = (k % columns + 0.5f) * width / columns - 0.5f;
				y[k] = (k / columns + 0.5f) * height / rows - 0.5f;
				int at = Math.round(y[k]) * width + Math.round(x[k]);
				for (int p = 0; p < planes.length; p++) {
					values[p][k] = planes[p][at];
				}
			}
		}

		void assign() {
			Arrays.fill(distances, Float.POSITIVE_INFINITY);
			for (int k = 0; k < x.length; k++) {
				int left = Math.max(0, (int) (x[k] - 1.5f * side));
				int right = Math.min(width - 1, (int) (x[k] + 1.5f * side) + 1);
				int bottom = Math.min(height - 1, (int) (y[k] + 1.5f * side) + 1);
				for (int row = Math.max(0, (int) (y[k] - 1.5f * side)); row <= bottom; row++) {
					float down = (row - y[k]) * (row - y[k]);
					for (int column = left, i = row * width + left; column <= right; column++, i++) {
						float distance = nearness * (down + (column - x[k]) * (column - x[k]));
						for (int p = 0; p < planes.length; p++) {
							float difference = planes[p][i] - values[p][k];
							distance += difference * difference;
						}
						if (distance < distances[i]) {
							distances[i] = distance;
							nearest[i] = k;
						}
					}
				}
			}
		}

		void move() {
			int[] counts = new int[x.length];
			Arrays.fill(x, 0);
			Arrays.fill(y, 0);
			for (float[] plane : values) {
				Arrays.fill(plane, 0);
			}
			for (int i = 0; i < nearest.length; i++) {
				int k = nearest[i];
				counts[k]++;
				x[k] += i % width;
				y[k] += i / width;
				for (int p = 0; p < planes.length; p++) {
					values[p][k] += planes[p][i];
				}
			}
			for (int k = 0; k < x.length; k++) {
				int count = Math.max(1, counts[k]);
				x[k] /= count;
				y[k] /= count;
				for (float[] plane : values) {
					plane[k] /= count;
				}
			}
		}
	}

	/** Numbers connected parts; those that are too small take the number of the one before them. */
	private static Superpixels connected(int[] nearest, int width, int least) {
		int[] labels = new int[nearest.length];
		Arrays.fill(labels, -1);
		int[] stack = new int[nearest.length];
		int count = 0;
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] >= 0) continue;
			int neighbour = i % width > 0 ? labels[i - 1] : i >= width ? labels[i - width] : -1;
			int size = fill(nearest, labels, width, i, count, stack);
			if (size >= least || neighbour < 0) {
				count++;
				continue;
			}
			for (int k = 0; k < size; k++) {
				labels[stack[k]] = neighbour;
			}
		}
		return new Superpixels(width, count, labels);
	}

	/** @return number of pixels, which the stack holds */
	private static int fill(int[] nearest, int[] labels, int width, int start, int label, int[] stack) {
		int size = 1;
		stack[0] = start;
		labels[start] = label;
		for (int done = 0; done < size; done++) {
			int i = stack[done];
			int x = i % width;
			if (x > 0) size = visit(nearest, labels, i, i - 1, label, stack, size);
			if (x < width - 1) size = visit(nearest, labels, i, i + 1, label, stack, size);
			if (i >= width) size = visit(nearest, labels, i, i - width, label, stack, size);
			if (i < labels.length - width) size = visit(nearest, labels, i, i + width, label, stack, size);
		}
		return size;
	}

	private static int visit(int[] nearest, int[] labels, int from, int to, int label, int[] stack, int size) {
		if (labels[to] >= 0 || nearest[to] != nearest[from]) return size;
		labels[to] = label;
		stack[size] = to;
		return size + 1;
	}
}

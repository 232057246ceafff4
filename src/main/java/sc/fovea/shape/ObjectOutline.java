package sc.fovea.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The outline of an object of a label image as points: the middles of the edges between its pixels and others. Pixel (x, y) covers [x, x + 1) × [y, y + 1).
 *
 * <pre>{@code
 * int[] labels = { 0, 0, 0, 0, 3, 0, 0, 0, 0 };
 * ObjectOutline.all(labels, 3).get(0).x(); // {1, 2, 1.5, 1.5}: left, right, above, below
 * }</pre>
 *
 * @param id of the object
 * @param area in pixels
 * @param x of each point in pixels
 * @param y of each point in pixels
 * @param sides what lies beyond each point
 * @param moments where the object lies
 */
record ObjectOutline(int id, int area, double[] x, double[] y, Side[] sides, PixelMoments moments) {

	/** What lies beyond an edge of an object. */
	enum Side {
		/** No object. */
		BACKGROUND,
		/** Another object. */
		OBJECT,
		/** The end of the image, beyond which the object may go on. */
		BORDER
	}

	/** The outlines of all objects of a plane, by ascending id. @param labels ids of the pixels row by row, 0 or less where there is no object */
	static List<ObjectOutline> all(int[] labels, int width) {
		int largest = Math.max(0, Arrays.stream(labels).max().orElse(0));
		PixelMoments.Sums[] sums = new PixelMoments.Sums[largest + 1];
		Points[] points = new Points[largest + 1];
		for (int i = 0; i < labels.length; i++) {
			int id = labels[i];
			if (id <= 0) continue;
			if (sums[id] == null) {
				sums[id] = new PixelMoments.Sums();
				points[id] = new Points();
			}
			sums[id].add(i % width, i / width);
			addEdges(labels, width, i, points[id]);
		}
		List<ObjectOutline> outlines = new ArrayList<>();
		for (int id = 1; id <= largest; id++) {
			if (sums[id] != null) outlines.add(points[id].outline(id, sums[id].moments()));
		}
		return outlines;
	}

	private static void addEdges(int[] labels, int width, int i, Points points) {
		int x = i % width;
		int y = i / width;
		int id = labels[i];
		int height = labels.length / width;
		points.add(id, x, y + 0.5, x > 0 ? labels[i - 1] : Points.BEYOND);
		points.add(id, x + 1, y + 0.5, x + 1 < width ? labels[i + 1] : Points.BEYOND);
		points.add(id, x + 0.5, y, y > 0 ? labels[i - width] : Points.BEYOND);
		points.add(id, x + 0.5, y + 1, y + 1 < height ? labels[i + width] : Points.BEYOND);
	}

	/** Whether the object reaches the end of the image, and may go on beyond it. */
	boolean isCutByBorder() {
		return Arrays.asList(sides).contains(Side.BORDER);
	}

	/** At most so many of the points, evenly chosen. */
	ObjectOutline thinned(int most) {
		if (x.length <= most) return this;
		int[] chosen = new int[most];
		Arrays.setAll(chosen, k -> (int) ((k + 0.5) * x.length / most));
		return new ObjectOutline(id, area, Arrays.stream(chosen).mapToDouble(k -> x[k]).toArray(), Arrays.stream(chosen).mapToDouble(k -> y[k]).toArray(),
			Arrays.stream(chosen).mapToObj(k -> sides[k]).toArray(Side[]::new), moments);
	}

	/**
	 * Distances from the centroid, in units of the radius of a disc of the same area, in the frame of the major axis: ray k points to the angle of the axis plus 2πk/rays. Of
	 * several points in the sector of a ray their mean is taken, so that an outline that turns back has one distance too; sectors without a point lie between their
	 * neighbours.
	 */
	double[] aligned(int rays) {
		double[] sums = new double[rays];
		int[] counts = new int[rays];
		for (int i = 0; i < x.length; i++) {
			double dx = x[i] - moments.x();
			double dy = y[i] - moments.y();
			int ray = Math.floorMod((int) Math.round((Math.atan2(dy, dx) - moments.angle()) * rays / (2 * Math.PI)), rays);
			sums[ray] += Math.hypot(dx, dy);
			counts[ray]++;
		}
		return filled(sums, counts, Math.sqrt(area / Math.PI));
	}

	private static double[] filled(double[] sums, int[] counts, double unit) {
		int rays = sums.length;
		double[] distances = new double[rays];
		for (int k = 0; k < rays; k++) {
			int before = 0;
			while (counts[Math.floorMod(k - before, rays)] == 0) {
				before++;
			}
			int after = 0;
			while (counts[(k + after) % rays] == 0) {
				after++;
			}
			int left = Math.floorMod(k - before, rays);
			int right = (k + after) % rays;
			double share = before + after == 0 ? 0 : (double) before / (before + after);
			distances[k] = ((1 - share) * sums[left] / counts[left] + share * sums[right] / counts[right]) / unit;
		}
		return distances;
	}

	/** A growing list of points. */
	private static final class Points {

		static final int BEYOND = -1;

		private double[] x = new double[32];
		private double[] y = new double[32];
		private Side[] sides = new Side[32];
		private int count;

		void add(int id, double px, double py, int neighbour) {
			if (neighbour == id) return;
			if (count == x.length) {
				x = Arrays.copyOf(x, 2 * count);
				y = Arrays.copyOf(y, 2 * count);
				sides = Arrays.copyOf(sides, 2 * count);
			}
			x[count] = px;
			y[count] = py;
			sides[count++] = neighbour == BEYOND ? Side.BORDER : neighbour > 0 ? Side.OBJECT : Side.BACKGROUND;
		}

		ObjectOutline outline(int id, PixelMoments moments) {
			return new ObjectOutline(id, moments.area(), Arrays.copyOf(x, count), Arrays.copyOf(y, count), Arrays.copyOf(sides, count), moments);
		}
	}
}

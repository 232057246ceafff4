package sc.fovea.geometry;

import java.util.Arrays;
import java.util.List;

/**
 * Turns star polygons into pixels: those whose centre lies inside (even-odd rule), as spans of rows. An edge belongs to the polygon
 * where the inside lies to the right of or below it, so polygons that share an edge share no pixel. Keeps scratch arrays, so
 * nothing is allocated per polygon; one instance per thread.
 *
 * <pre>{@code
 * int[] area = new int[1];
 * new StarRasterizer().spans(polygon, Box.ofImage(512, 512), (y, fromX, toX) -> area[0] += toX - fromX);
 * }</pre>
 */
public final class StarRasterizer {

	/** The clip that cuts nothing: coordinates up to 2^29 pixels. */
	public static final Box EVERYWHERE = new Box(-0x1p29, -0x1p29, 0x1p30, 0x1p30);

	/** Rows handled at a time: bounds the scratch arrays for huge polygons. */
	private static final int ROWS = 128;

	/** Takes the pixels fromX (inclusive) to toX (exclusive) of row y. */
	@FunctionalInterface
	public interface SpanConsumer {

		/** Takes one span; spans come row by row downwards, within a row from left to right, never empty. */
		void span(int y, int fromX, int toX);
	}

	private final int[] counts = new int[ROWS];

	/** Vertices, moved by half a pixel so that pixel centres have whole coordinates. */
	private double[] vx = {}, vy = {};

	private double[] crossings = {};

	private int n;

	/**
	 * Gives the pixels of a polygon inside a clip.
	 *
	 * @param polygon in image coordinates
	 * @param clip pixels with their centre outside of it are left out
	 * @param consumer takes the spans
	 */
	public void spans(StarPolygon polygon, Box clip, SpanConsumer consumer) {
		load(polygon.x(), polygon.y(), polygon.shared(), 0, polygon.rays());
		spans(clip, consumer);
	}

	/**
	 * Gives the pixels of candidate i inside a clip.
	 *
	 * @param candidates in image coordinates
	 * @param i index of the candidate
	 * @param clip pixels with their centre outside of it are left out
	 * @param consumer takes the spans
	 */
	public void spans(StarCandidates candidates, int i, Box clip, SpanConsumer consumer) {
		load(candidates.x(i), candidates.y(i), candidates.block(i), candidates.start(i), StarRays.of(candidates.rays()));
		spans(clip, consumer);
	}

	/**
	 * Draws candidates into a window of a label image. The candidate at position p of the order gets the label p + 1; pixels that are
	 * not 0 are left alone, so the candidates that come first win where polygons overlap.
	 *
	 * @param candidates in image coordinates
	 * @param order indices of the candidates to draw, best first
	 * @param window the part of the image that the labels cover, with whole numbers
	 * @param labels of the window, row by row
	 * @throws IllegalArgumentException if the window has fractions or its area is not the number of labels
	 */
	public void draw(StarCandidates candidates, int[] order, Box window, int[] labels) {
		Painter painter = new Painter(window, labels);
		for (int p = 0; p < order.length; p++) {
			painter.label = p + 1;
			spans(candidates, order[p], window, painter);
		}
	}

	/**
	 * Draws polygons into a window of a label image: number p of the list gets the label p + 1, the first wins where they overlap.
	 *
	 * @param polygons in image coordinates, best first
	 * @param window the part of the image that the labels cover, with whole numbers
	 * @param labels of the window, row by row
	 * @throws IllegalArgumentException if the window has fractions or its area is not the number of labels
	 */
	public void draw(List<StarPolygon> polygons, Box window, int[] labels) {
		Painter painter = new Painter(window, labels);
		for (StarPolygon polygon : polygons) {
			painter.label++;
			spans(polygon, window, painter);
		}
	}

	private void load(double x, double y, float[] distances, int offset, StarRays rays) {
		n = rays.count();
		if (vx.length < n) {
			vx = new double[n];
			vy = new double[n];
			crossings = new double[ROWS * n];
		}
		for (int k = 0; k < n; k++) {
			double distance = distances[offset + k];
			vx[k] = x - 0.5 + distance * rays.cos(k);
			vy[k] = y - 0.5 + distance * rays.sin(k);
		}
	}

	private void spans(Box clip, SpanConsumer consumer) {
		double top = vy[0], bottom = vy[0];
		for (int k = 1; k < n; k++) {
			top = Math.min(top, vy[k]);
			bottom = Math.max(bottom, vy[k]);
		}
		int from = Math.max(firstCentre(top), firstCentre(clip.y() - 0.5));
		int to = Math.min(firstCentre(bottom), firstCentre(clip.bottom() - 0.5));
		int left = firstCentre(clip.x() - 0.5), right = firstCentre(clip.right() - 0.5);
		for (int y = from; y < to; y += ROWS) {
			int end = Math.min(to, y + ROWS);
			cross(y, end);
			for (int row = y; row < end; row++)
				emit(row, (row - y) * n, counts[row - y], left, right, consumer);
		}
	}

	/** The first whole number that is not smaller; whole numbers are pixel centres here. */
	private static int firstCentre(double coordinate) {
		return (int) Math.ceil(coordinate);
	}

	/** Collects where the edges cross the centres of the rows, sorted from left to right. */
	private void cross(int from, int to) {
		Arrays.fill(counts, 0, to - from, 0);
		for (int k = 0, last = n - 1; k < n; last = k++) {
			int upper = vy[last] <= vy[k] ? last : k, lower = upper == k ? last : k;
			int start = Math.max(from, firstCentre(vy[upper])), end = Math.min(to, firstCentre(vy[lower]));
			if (start >= end)
				continue;
			double slope = (vx[lower] - vx[upper]) / (vy[lower] - vy[upper]);
			for (int row = start; row < end; row++)
				insert(row - from, vx[upper] + (row - vy[upper]) * slope);
		}
	}

	private void insert(int row, double x) {
		int start = row * n, at = start + counts[row]++;
		for (; at > start && crossings[at - 1] > x; at--)
			crossings[at] = crossings[at - 1];
		crossings[at] = x;
	}

	private void emit(int y, int start, int count, int left, int right, SpanConsumer consumer) {
		for (int i = start; i + 1 < start + count; i += 2) {
			int from = Math.max(left, firstCentre(crossings[i])), to = Math.min(right, firstCentre(crossings[i + 1]));
			if (from < to)
				consumer.span(y, from, to);
		}
	}

	/** Writes a label where there is none yet. */
	private static final class Painter implements SpanConsumer {

		private final int[] labels;

		private final int x0, y0, width;

		private int label;

		Painter(Box window, int[] labels) {
			x0 = whole(window.x());
			y0 = whole(window.y());
			width = whole(window.width());
			if ((long) width * whole(window.height()) != labels.length)
				throw new IllegalArgumentException("Expected a label for each pixel of " + window + ", got " + labels.length);
			this.labels = labels;
		}

		private static int whole(double value) {
			if (value != (int) value)
				throw new IllegalArgumentException("A window of labels needs whole numbers, got " + value);
			return (int) value;
		}

		@Override
		public void span(int y, int fromX, int toX) {
			int row = (y - y0) * width - x0;
			for (int i = row + fromX; i < row + toX; i++)
				if (labels[i] == 0)
					labels[i] = label;
		}
	}
}

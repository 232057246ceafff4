package sc.fovea.geometry;

import java.util.Arrays;

/**
 * A grid of square cells over the image; each cell lists the kept polygons whose box meets it. What lies outside of the grid counts to
 * the cells at its rim, so two boxes that meet always share a cell.
 */
final class PolygonGrid {

	private static final int SAMPLES = 1000;

	private final double left, top, cell;

	private final int columns, rows;

	private final int[] heads;

	private int[] nexts = new int[256], polygons = new int[256];

	private int entries;

	private PolygonGrid(Box box, double cell) {
		left = box.x();
		top = box.y();
		this.cell = cell;
		columns = 1 + (int) (box.width() / cell);
		rows = 1 + (int) (box.height() / cell);
		heads = new int[columns * rows];
		Arrays.fill(heads, -1);
	}

	/** An empty grid for these candidates: cells of about the size of a polygon, not many more cells than candidates. */
	static PolygonGrid around(StarCandidates candidates) {
		Box box = centres(candidates);
		double cell = typicalDiameter(candidates), most = 1024 + 4.0 * candidates.size();
		while ((1 + box.width() / cell) * (1 + box.height() / cell) > most)
			cell *= 1.5;
		return new PolygonGrid(box, cell);
	}

	private static Box centres(StarCandidates candidates) {
		double minX = 0, maxX = 0, minY = 0, maxY = 0;
		for (int i = 0, n = candidates.size(); i < n; i++) {
			double x = candidates.x(i), y = candidates.y(i);
			minX = i == 0 ? x : Math.min(minX, x);
			maxX = i == 0 ? x : Math.max(maxX, x);
			minY = i == 0 ? y : Math.min(minY, y);
			maxY = i == 0 ? y : Math.max(maxY, y);
		}
		return new Box(minX, minY, maxX - minX, maxY - minY);
	}

	private static double typicalDiameter(StarCandidates candidates) {
		int n = candidates.size(), step = Math.max(1, n / SAMPLES), samples = 0;
		double sum = 0;
		for (int i = 0; i < n; i += step, samples++)
			sum += candidates.distance(i, 0) + candidates.distance(i, candidates.rays() / 2);
		return Math.max(2, samples == 0 ? 0 : sum / samples);
	}

	int column(double x) {
		return (int) Math.max(0, Math.min(columns - 1, (x - left) / cell));
	}

	int row(double y) {
		return (int) Math.max(0, Math.min(rows - 1, (y - top) / cell));
	}

	int cell(int column, int row) {
		return row * columns + column;
	}

	/** The first entry of a cell, or -1. */
	int first(int cell) {
		return heads[cell];
	}

	/** The entry after this one, or -1. */
	int next(int entry) {
		return nexts[entry];
	}

	int polygon(int entry) {
		return polygons[entry];
	}

	void insert(int polygon, CandidateExtent extent) {
		int right = column(extent.right), bottom = row(extent.bottom);
		for (int r = row(extent.top); r <= bottom; r++)
			for (int c = column(extent.left); c <= right; c++)
				link(cell(c, r), polygon);
	}

	private void link(int cell, int polygon) {
		if (entries == nexts.length) {
			nexts = Arrays.copyOf(nexts, entries * 2);
			polygons = Arrays.copyOf(polygons, entries * 2);
		}
		nexts[entries] = heads[cell];
		polygons[entries] = polygon;
		heads[cell] = entries++;
	}
}

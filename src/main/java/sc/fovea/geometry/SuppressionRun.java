package sc.fovea.geometry;

import java.util.Arrays;

/**
 * One call of {@link StarSuppression#keep} or {@link StarSuppression#possible}: of the latter, kept polygons may be doubtful, and drop nothing. The pixels of a candidate are compared with those of the kept polygons whose box meets its own;
 * most candidates go without being rasterised, because a disc inside of them already shares too many pixels with a kept
 * polygon. That proof is a lower bound of the exact rule, so it never changes the answer.
 */
final class SuppressionRun {

	/** No square of a pixel reaches further from its centre. */
	private static final double HALF_DIAGONAL = Math.sqrt(0.5);

	private final StarSuppression rule;

	private final StarCandidates candidates;

	private final StarRasterizer rasterizer = new StarRasterizer();

	/** Spans of the kept polygons, then those of the candidate in question. */
	private final SpanList spans = new SpanList();

	private final PolygonGrid grid;

	private final CandidateExtent extent;

	/** Of the kept polygons: index of the candidate, first span, area in pixels, the candidate that was last compared with it. */
	private int[] kept = new int[64], starts = new int[65], areas = new int[64], seen = new int[64];

	private boolean[] doubtful = new boolean[64];

	private final Box known;

	private int count;

	private int candidate;

	/** Whether the candidate is kept only if a doubtful one is not. */
	private boolean isDoubtful;

	private int stamp;

	/** Area of the candidate in pixels, or -1 while it is not rasterised. */
	private int area;

	/** @param known where there are no other candidates */
	SuppressionRun(StarSuppression rule, StarCandidates candidates, Box known) {
		this.rule = rule;
		this.known = known;
		this.candidates = candidates;
		grid = PolygonGrid.around(candidates);
		extent = new CandidateExtent(candidates);
	}

	int[] keep() {
		for (int i : ScoreOrder.of(candidates)) {
			begin(i);
			if (dropped() || rasterised() == 0)
				spans.truncate(starts[count]);
			else
				keepCandidate();
		}
		return Arrays.copyOf(kept, count);
	}

	private void begin(int i) {
		candidate = i;
		stamp++;
		area = -1;
		extent.measure(i);
		isDoubtful = extent.left < known.x() || extent.top < known.y() || extent.right > known.right() || extent.bottom > known.bottom();
	}

	/** Looks into the cell of the centre first: who lies there is the likeliest to suppress. */
	private boolean dropped() {
		int column = grid.column(candidates.x(candidate)), row = grid.row(candidates.y(candidate));
		if (droppedInCell(grid.cell(column, row)))
			return true;
		int right = grid.column(extent.right), bottom = grid.row(extent.bottom);
		for (int r = grid.row(extent.top); r <= bottom; r++)
			for (int c = grid.column(extent.left); c <= right; c++)
				if (droppedInCell(grid.cell(c, r)))
					return true;
		return false;
	}

	private boolean droppedInCell(int cell) {
		for (int entry = grid.first(cell); entry >= 0; entry = grid.next(entry)) {
			int k = grid.polygon(entry);
			if (seen[k] == stamp)
				continue;
			seen[k] = stamp;
			if (!droppedBy(k))
				continue;
			if (!doubtful[k])
				return true;
			isDoubtful = true;
		}
		return false;
	}

	private boolean droppedBy(int k) {
		int from = starts[k], to = starts[k + 1];
		if (from == to || spans.y(from) >= extent.bottom || spans.y(to - 1) < extent.top)
			return false;
		if (certainlyDroppedBy(k))
			return true;
		int own = rasterised();
		return rule.exceeded(spans.overlap(from, to, starts[count]), own, areas[k]);
	}

	/** The disc inside shares at least {@code least} pixels, the candidate has at most {@code most}: if those exceed, so do the true counts. */
	private boolean certainlyDroppedBy(int k) {
		if (area >= 0)
			return false;
		double outer = extent.outer + HALF_DIAGONAL;
		long most = (long) (Math.PI * outer * outer);
		long least = spans.overlapWithDisc(starts[k], starts[k + 1], extent);
		return least > 0 && rule.exceeded(least, Math.max(most, least), areas[k]);
	}

	private int rasterised() {
		if (area < 0) {
			rasterizer.spans(candidates, candidate, StarRasterizer.EVERYWHERE, spans);
			area = spans.area(starts[count]);
		}
		return area;
	}

	private void keepCandidate() {
		if (count == kept.length)
			grow(count * 2);
		kept[count] = candidate;
		areas[count] = area;
		seen[count] = 0;
		doubtful[count] = isDoubtful;
		grid.insert(count, extent);
		starts[++count] = spans.size();
	}

	private void grow(int capacity) {
		kept = Arrays.copyOf(kept, capacity);
		areas = Arrays.copyOf(areas, capacity);
		seen = Arrays.copyOf(seen, capacity);
		doubtful = Arrays.copyOf(doubtful, capacity);
		starts = Arrays.copyOf(starts, capacity + 1);
	}
}

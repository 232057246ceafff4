package sc.fovea.alike;

import java.util.Arrays;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarRasterizer;
import sc.fovea.graphcut.CutGraph;
import sc.fovea.graphcut.MinimumCut;

/**
 * Cuts objects out of a plane where outlines that overlap vote for them. For pixel p of an object
 * <p>
 * E = −Σ<sub>p inside</sub> ({@value #SHAPE} · logit m(p) + {@value #LOOK} · (2 f(p) − 1)) + Σ<sub>pq cut apart</sub> {@value #EDGE} · exp(−(f(p) − f(q))² / {@value #CONTRAST})
 * <p>
 * with m the share of the outlines that hold the pixel, f how much it looks like the inside of exemplars, limited to 0 to 1 in the first sum, and pq neighbours along the axes. The weights were chosen by
 * AP on validation images of the bundled models (src/docs/find-alike.md).
 */
final class ObjectCut {

	private static final double SHAPE = 1;
	private static final double LOOK = 2;
	private static final double EDGE = 1;
	private static final double CONTRAST = 0.05;
	/** How far beyond its polygon an object may reach, in radii of a disc of its area, and in pixels at least. */
	private static final double MARGIN = 0.3;
	private static final double LEAST_MARGIN = 2;
	/** What a pixel of another object costs. */
	private static final double OTHER = 100;
	/** Outlines that vote for an object, at most. */
	private static final int VOTES = 24;
	/** An outline votes for an object if this share of their union is common. */
	private static final double SAME = 0.5;
	/** What one outline alone says of a pixel outside of it. */
	private static final double DOUBT = 0.5;

	private final int width;
	private final int height;
	private final float[] inside;
	private final int[] labels;

	/**
	 * @param width of the plane
	 * @param inside how much each pixel looks like the inside of exemplars, 0 to 1
	 * @param labels ids of the polygons that were kept, from 1; receives the objects
	 */
	ObjectCut(int width, float[] inside, int[] labels) {
		this.width = width;
		this.height = inside.length / width;
		this.inside = inside;
		this.labels = labels;
	}

	/** Cuts an object. @param votes outlines, of which the first is its own @param id of it in the labels */
	void cut(StarCandidates votes, int id) {
		Box own = votes.polygon(0).bounds();
		double margin = Math.max(LEAST_MARGIN, MARGIN * Math.sqrt(votes.polygon(0).area() / Math.PI));
		int left = (int) Math.max(0, Math.floor(own.x() - margin));
		int top = (int) Math.max(0, Math.floor(own.y() - margin));
		int right = (int) Math.min(width, Math.ceil(own.right() + margin));
		int bottom = (int) Math.min(height, Math.ceil(own.bottom() + margin));
		if (right - left < 1 || bottom - top < 1) return;
		Box window = new Box(left, top, right - left, bottom - top);
		float[] share = shares(votes, window);
		boolean[] cut = cut(window, share, id);
		keep(window, cut, id);
	}

	/** Share of the outlines that hold each pixel of a window. */
	private static float[] shares(StarCandidates votes, Box window) {
		int w = (int) window.width();
		int x0 = (int) window.x();
		int y0 = (int) window.y();
		float[] first = new float[w * (int) window.height()];
		float[] sums = new float[first.length];
		StarRasterizer rasterizer = new StarRasterizer();
		rasterizer.spans(votes, 0, window, (y, from, to) -> Arrays.fill(first, (y - y0) * w + from - x0, (y - y0) * w + to - x0, 1));
		int area = count(first);
		int voters = 0;
		float[] one = new float[first.length];
		for (int v = 0; v < votes.size() && voters < VOTES; v++) {
			Arrays.fill(one, 0);
			rasterizer.spans(votes, v, window, (y, from, to) -> Arrays.fill(one, (y - y0) * w + from - x0, (y - y0) * w + to - x0, 1));
			int common = 0;
			for (int i = 0; i < one.length; i++) {
				if (one[i] > 0 && first[i] > 0) common++;
			}
			if (common < SAME * (area + count(one) - common)) continue;
			voters++;
			for (int i = 0; i < one.length; i++) {
				sums[i] += one[i];
			}
		}
		for (int i = 0; i < sums.length; i++) {
			sums[i] = (float) ((sums[i] + DOUBT) / (voters + 2 * DOUBT));
		}
		return sums;
	}

	private static int count(float[] mask) {
		int count = 0;
		for (float value : mask) {
			if (value > 0) count++;
		}
		return count;
	}

	private boolean[] cut(Box window, float[] share, int id) {
		int w = (int) window.width();
		CutGraph graph = new CutGraph(share.length);
		for (int i = 0; i < share.length; i++) {
			int at = at(window, i);
			boolean isOther = labels[at] != 0 && labels[at] != id;
			double seen = Math.max(-1, Math.min(1, 2 * inside[at] - 1));
			double gain = isOther ? -OTHER : SHAPE * Math.log(share[i] / (1 - share[i])) + LOOK * seen;
			graph.addTerminals(i, Math.max(0, gain), Math.max(0, -gain));
			if (i % w > 0) connect(graph, i, i - 1, inside[at] - inside[at - 1]);
			if (i >= w) connect(graph, i, i - w, inside[at] - inside[at - width]);
		}
		MinimumCut cut = MinimumCut.of(graph);
		boolean[] kept = new boolean[share.length];
		for (int i = 0; i < kept.length; i++) {
			kept[i] = cut.isSource(i);
		}
		return kept;
	}

	private static void connect(CutGraph graph, int a, int b, double difference) {
		double weight = EDGE * Math.exp(-difference * difference / CONTRAST);
		graph.addEdge(a, b, weight, weight);
	}

	private int at(Box window, int i) {
		int w = (int) window.width();
		return ((int) window.y() + i / w) * width + (int) window.x() + i % w;
	}

	/** Gives the largest piece of what was cut out the id, without holes. */
	private void keep(Box window, boolean[] cut, int id) {
		int w = (int) window.width();
		int[] pieces = pieces(cut, w);
		int best = largest(pieces);
		boolean[] hollow = new boolean[cut.length];
		for (int i = 0; i < cut.length; i++) {
			hollow[i] = pieces[i] != best || best == 0;
		}
		int[] outside = pieces(hollow, w);
		boolean[] reaches = new boolean[Arrays.stream(outside).max().orElse(0) + 1];
		for (int i = 0; i < cut.length; i++) {
			if (i % w == 0 || i % w == w - 1 || i < w || i >= cut.length - w) reaches[outside[i]] = true;
		}
		for (int i = 0; i < cut.length; i++) {
			int at = at(window, i);
			boolean isIn = best > 0 && (!hollow[i] || !reaches[outside[i]]);
			if (labels[at] == id && !isIn) labels[at] = 0;
			if (labels[at] == 0 && isIn) labels[at] = id;
		}
	}

	private static int largest(int[] pieces) {
		int[] sizes = new int[Arrays.stream(pieces).max().orElse(0) + 1];
		for (int piece : pieces) {
			if (piece > 0) sizes[piece]++;
		}
		int best = 0;
		for (int p = 1; p < sizes.length; p++) {
			if (best == 0 || sizes[p] > sizes[best]) best = p;
		}
		return best;
	}

	/** Numbers of pieces that hang together along sides, from 1; 0 where nothing is. */
	private static int[] pieces(boolean[] mask, int w) {
		int[] pieces = new int[mask.length];
		int[] left = new int[mask.length];
		int count = 0;
		for (int start = 0; start < mask.length; start++) {
			if (!mask[start] || pieces[start] != 0) continue;
			pieces[start] = ++count;
			left[0] = start;
			for (int open = 1; open > 0;) {
				int i = left[--open];
				if (i % w > 0) open = join(mask, pieces, left, open, i - 1, count);
				if (i % w < w - 1) open = join(mask, pieces, left, open, i + 1, count);
				if (i >= w) open = join(mask, pieces, left, open, i - w, count);
				if (i + w < mask.length) open = join(mask, pieces, left, open, i + w, count);
			}
		}
		return pieces;
	}

	/** Adds a place to a piece if it belongs there. @return how many places are left to look around */
	private static int join(boolean[] mask, int[] pieces, int[] left, int open, int at, int piece) {
		if (!mask[at] || pieces[at] != 0) return open;
		pieces[at] = piece;
		left[open] = at;
		return open + 1;
	}
}

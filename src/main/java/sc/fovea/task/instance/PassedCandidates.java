package sc.fovea.task.instance;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarRasterizer;
import sc.fovea.geometry.StarSuppression;

/**
 * Candidates that come from the top of an image to its bottom. Those that the suppression certainly drops are left out as the rows pass, so that memory grows with the
 * objects rather than with the candidates, of which an object has dozens: what is kept in the end is the same ({@link StarSuppression#possible}), unless one
 * {@link #isDisturbed reaches} back to where it was decided already.
 */
final class PassedCandidates {

	/** So many are looked through at once: about 150 MB with 32 rays. */
	static final int MANY = 1_000_000;
	/** How far those that are still to come are taken to reach up at least, in pixels. */
	private static final double LEAST_REACH = 32;
	/** And relative to those that came. */
	private static final double REACH = 1.5;

	private final StarSuppression suppression;
	private final int many;
	private StarCandidates candidates;
	private int limit;
	private double reach;
	private double decided = StarRasterizer.EVERYWHERE.y();
	private boolean isDisturbed;

	/** @param many how many are kept before any are left out; {@link Integer#MAX_VALUE} to keep all */
	PassedCandidates(StarSuppression suppression, int rays, int many) {
		this.suppression = suppression;
		this.many = many;
		this.limit = many;
		this.candidates = new StarCandidates(rays);
	}

	/** Adds one. @param distances of its rays in pixels */
	void add(double x, double y, float score, float[] distances) {
		float longest = 0;
		for (float distance : distances) {
			longest = Math.max(longest, distance);
		}
		reach = Math.max(reach, longest);
		isDisturbed |= y - longest - 1 < decided; // a pixel for rounding
		candidates.add(x, y, score, distances, 0);
	}

	/** Says that all candidates with a centre above a row have come, and no others. */
	void passed(double row) {
		if (candidates.size() < limit) return;
		decided = Math.max(decided, row - Math.max(LEAST_REACH, REACH * reach) - 1);
		Box everywhere = StarRasterizer.EVERYWHERE;
		Box known = new Box(everywhere.x(), everywhere.y(), everywhere.width(), decided - everywhere.y());
		int[] possible = suppression.possible(candidates, known);
		candidates = candidates.select(possible);
		limit = (int) Math.min(Integer.MAX_VALUE, Math.max(many, 2L * candidates.size()));
	}

	/** Those that may be kept. */
	StarCandidates candidates() {
		return candidates;
	}

	/** Whether one reached so far up that others may have been left out wrongly. */
	boolean isDisturbed() {
		return isDisturbed;
	}
}

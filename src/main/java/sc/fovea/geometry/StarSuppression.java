package sc.fovea.geometry;

/**
 * Greedy non-maximum suppression of star polygons. Candidates are taken by descending score (ties by y, then x, then the distances, so
 * the order of insertion does not matter); a candidate is dropped if, with a polygon already kept, its intersection over union exceeds
 * {@code maximumIou} or its intersection over the smaller area exceeds {@code maximumCover}. Areas are counted in pixels. A
 * candidate that covers no pixel is never kept.
 *
 * <pre>{@code
 * int[] kept = new StarSuppression(0.1, 0.3).keep(candidates);
 * new StarRasterizer().draw(candidates, kept, Box.ofImage(width, height), labels);
 * }</pre>
 *
 * @param maximumIou largest intersection over union of two kept polygons, 0 to 1; 1 switches the rule off
 * @param maximumCover largest intersection over the smaller area of two kept polygons, 0 to 1; 1 switches the rule off
 */
public record StarSuppression(double maximumIou, double maximumCover) {

	/**
	 * Checks the thresholds.
	 *
	 * @throws IllegalArgumentException if a threshold is not in 0 to 1
	 */
	public StarSuppression {
		check("maximum IoU", maximumIou);
		check("maximum cover", maximumCover);
	}

	private static void check(String name, double value) {
		if (!(value >= 0 && value <= 1))
			throw new IllegalArgumentException("The " + name + " of a suppression must be in 0 to 1, got " + value);
	}

	/**
	 * Chooses candidates.
	 *
	 * @return indices of the kept candidates, best first
	 */
	public int[] keep(StarCandidates candidates) {
		return new SuppressionRun(this, candidates, StarRasterizer.EVERYWHERE).keep();
	}

	/**
	 * Leaves out candidates of a part of an image that {@link #keep} certainly drops among those of the whole image: {@code keep} of what is left of all parts together
	 * is {@code keep} of all. A candidate is certainly dropped if one drops it that is certainly kept; one is certainly kept if nothing that it shares too many pixels with can
	 * be kept, and if it lies where nothing unknown lies.
	 *
	 * @param candidates of the part
	 * @param known where no other candidates have pixels
	 * @return indices of the others, best first
	 */
	public int[] possible(StarCandidates candidates, Box known) {
		return new SuppressionRun(this, candidates, known).keep();
	}

	/** Whether two polygons of these areas in pixels share too many pixels. */
	boolean exceeded(long common, long area, long other) {
		return (double) common / (area + other - common) > maximumIou || (double) common / Math.min(area, other) > maximumCover;
	}
}

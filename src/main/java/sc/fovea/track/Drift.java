package sc.fovea.track;

import java.util.Arrays;
import java.util.List;

/**
 * A step that objects make together, pixels.
 *
 * @param x to the right
 * @param y down
 */
record Drift(double x, double y) {

	static final Drift NONE = new Drift(0, 0);

	/** Few objects say little about a common drift: it is as if so many more stood still. */
	private static final double STANDING = 5;
	/** A peak must hold so many times the votes of the place where nothing has moved, and of a mean place. */
	private static final double OVER_STANDING = 1.3;
	private static final double OVER_MEAN = 3;
	/** Searched on each side, in typical distances of neighbours. */
	private static final double REACH = 4;

	Drift plus(Drift other) {
		return new Drift(x + other.x, y + other.y);
	}

	/** The middle step of linked objects. */
	static Drift median(double[] stepsX, double[] stepsY) {
		if (stepsX.length == 0) return NONE;
		double trust = stepsX.length / (stepsX.length + STANDING);
		return new Drift(trust * middle(stepsX), trust * middle(stepsY));
	}

	private static double middle(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int half = sorted.length / 2;
		return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
	}

	/**
	 * A first guess without links: each pair of objects votes for the step between them, with the chance that they are one by their looks; the place with the most
	 * votes wins if it stands out. A stage that jumps is found so, whatever the motion was before.
	 *
	 * @param expected what is kept if nothing stands out
	 * @param spacing typical distance of neighbours, pixels
	 */
	static Drift voted(List<FrameObject> before, List<FrameObject> after, Scene scene, Drift expected) {
		double bin = Math.max(1, scene.radius() / 2);
		int half = (int) Math.ceil(REACH * scene.spacing() / bin);
		int side = 2 * half + 1;
		double[] votes = new double[side * side];
		ObjectGrid grid = new ObjectGrid(after, half * bin);
		for (FrameObject object : before) {
			double x = object.spot().x() + expected.x;
			double y = object.spot().y() + expected.y;
			grid.near(x, y, half * bin, index -> {
				FrameObject other = after.get(index);
				int u = (int) Math.rint((other.spot().x() - x) / bin) + half;
				int v = (int) Math.rint((other.spot().y() - y) / bin) + half;
				double likeness = scene.likeness().of(PairFeatures.of(object, other, scene.brightening()));
				votes[v * side + u] += 1 / (1 + Math.exp(-likeness));
			});
		}
		return best(smoothed(votes, side), half, bin, expected);
	}

	/**
	 * What is known of a pair of frames.
	 *
	 * @param likeness of looks
	 * @param brightening of most objects, ln
	 * @param radius typical, pixels
	 * @param spacing typical distance of neighbours, pixels
	 */
	record Scene(FilmStatistics.Likeness likeness, double brightening, double radius, double spacing) {}

	private static Drift best(double[] votes, int half, double bin, Drift expected) {
		int side = 2 * half + 1;
		int best = half * side + half;
		double standing = votes[best];
		double mean = 0;
		for (int i = 0; i < votes.length; i++) {
			if (votes[i] > votes[best]) best = i;
			mean += votes[i] / votes.length;
		}
		boolean standsOut = votes[best] > OVER_STANDING * standing && votes[best] > OVER_MEAN * mean + OVER_MEAN * Math.sqrt(mean);
		return standsOut ? new Drift(expected.x + (best % side - half) * bin, expected.y + (best / side - half) * bin) : expected;
	}

	/** Sums over 5 × 5 bins, weighted by a binomial. */
	private static double[] smoothed(double[] votes, int side) {
		double[] kernel = { 1, 4, 6, 4, 1 };
		double[] rows = new double[votes.length];
		double[] both = new double[votes.length];
		for (int i = 0; i < votes.length; i++) {
			for (int k = -2; k <= 2; k++) {
				int column = i % side + k;
				if (column >= 0 && column < side) rows[i] += kernel[k + 2] / 6 * votes[i + k];
			}
		}
		for (int i = 0; i < votes.length; i++) {
			for (int k = -2; k <= 2; k++) {
				int row = i / side + k;
				if (row >= 0 && row < side) both[i] += kernel[k + 2] / 6 * rows[i + k * side];
			}
		}
		return both;
	}
}

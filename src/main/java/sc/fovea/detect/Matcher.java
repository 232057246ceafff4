package sc.fovea.detect;

import java.util.Arrays;
import java.util.List;

import sc.fovea.geometry.Box;

/**
 * Decides which true box a candidate (an anchor, a proposal) stands for, by their intersection over union (IoU).
 * <p>
 * A candidate belongs to the true box with the highest IoU if that is at least {@code positive}; it is background if it is below {@code negative}; in between it is
 * neither and must not be learned from. With {@code best}, the candidates with the highest IoU of each true box belong to it as well, however low that is, as
 * long as they overlap at all, so that no object goes without (arXiv:1506.01497).
 *
 * @param positive least IoU of a match
 * @param negative candidates below it are background; at most {@code positive}
 * @param best whether a true box takes its best candidates in any case
 */
public record Matcher(double positive, double negative, boolean best) {

	/** In {@link Assignment#truth}: background. */
	public static final int BACKGROUND = -1;

	/** In {@link Assignment#truth}: neither object nor background. */
	public static final int IGNORED = -2;

	/** @throws IllegalArgumentException unless 0 ≤ negative ≤ positive ≤ 1 */
	public Matcher {
		if (!(negative >= 0 && negative <= positive && positive <= 1)) {
			throw new IllegalArgumentException("Expected thresholds 0 <= negative <= positive <= 1, got " + negative + " and " + positive + ".");
		}
	}

	/** For anchors: objects from 0.7 on and the best of each, background below 0.3. */
	public static Matcher forAnchors() {
		return new Matcher(0.7, 0.3, true);
	}

	/** For proposals: objects from 0.5 on, background below. */
	public static Matcher forProposals() {
		return new Matcher(0.5, 0.5, false);
	}

	/**
	 * What each candidate stands for.
	 *
	 * @param truth for each candidate the number of its true box, or {@link #BACKGROUND} or {@link #IGNORED}
	 * @param iou for each candidate the IoU with that box; else the highest that it has
	 */
	public record Assignment(int[] truth, double[] iou) {

		/** Number of candidates that stand for a true box. */
		public int positives() {
			return (int) Arrays.stream(truth).filter(t -> t >= 0).count();
		}
	}

	/** Matches candidates with true boxes; of equal IoUs the first true box is taken. */
	public Assignment match(List<Box> candidates, List<Box> truths) {
		int[] truth = new int[candidates.size()];
		double[] iou = new double[truth.length];
		double[] highest = new double[truths.size()];
		for (int i = 0; i < truth.length; i++) {
			int nearest = nearest(candidates.get(i), truths, highest);
			iou[i] = nearest < 0 ? 0 : candidates.get(i).iou(truths.get(nearest));
			truth[i] = decide(nearest, iou[i]);
		}
		Assignment assignment = new Assignment(truth, iou);
		if (best) {
			takeBest(candidates, truths, highest, assignment);
		}
		return assignment;
	}

	private int decide(int nearest, double iou) {
		if (nearest >= 0 && iou > 0 && iou >= positive) {
			return nearest;
		}
		return iou < negative || iou == 0 ? BACKGROUND : IGNORED;
	}

	/** The true box of the highest IoU, or -1; also keeps the highest IoU of each true box. */
	private static int nearest(Box candidate, List<Box> truths, double[] highest) {
		int nearest = -1;
		double most = -1;
		for (int t = 0; t < highest.length; t++) {
			double iou = candidate.iou(truths.get(t));
			highest[t] = Math.max(highest[t], iou);
			if (iou > most) {
				most = iou;
				nearest = t;
			}
		}
		return nearest;
	}

	/** Every candidate of a true box's highest IoU becomes its own; of several such true boxes the one with which its IoU is highest. */
	private static void takeBest(List<Box> candidates, List<Box> truths, double[] highest, Assignment assignment) {
		for (int i = 0; i < assignment.truth().length; i++) {
			double most = 0;
			for (int t = 0; t < highest.length; t++) {
				double iou = candidates.get(i).iou(truths.get(t));
				if (iou > most && iou == highest[t]) {
					most = iou;
					assignment.truth()[i] = t;
					assignment.iou()[i] = iou;
				}
			}
		}
	}
}

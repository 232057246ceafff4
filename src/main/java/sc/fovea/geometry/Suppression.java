package sc.fovea.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Non-maximum suppression of boxes: of several that overlap, and so probably mean the same object, the best stays.
 * <p>
 * Boxes are taken by descending score (ties by place and size, so the order of the list does not matter). {@link Method#GREEDY} drops each that has an
 * intersection over union o above {@code threshold} with a better one. Soft-NMS (Bodla et al. 2017, arXiv:1704.04503) lowers the score s instead, so that a true
 * neighbour can survive: {@link Method#LINEAR} to s · (1 − o) where o is above the threshold, {@link Method#GAUSSIAN} to s · exp(−o² / threshold) for any o; then
 * the best of the rest is taken next.
 *
 * <pre>{@code
 * List<ScoredBox> kept = Suppression.greedy(0.5).apply(boxes);
 * }</pre>
 *
 * @param method how a box suffers from a better one
 * @param threshold largest intersection over union that does no harm, 0 to 1; for {@link Method#GAUSSIAN} σ, above 0
 * @param perClass whether only boxes of the same category suppress each other
 * @param minimumScore boxes whose score is or falls below it are dropped
 */
public record Suppression(Method method, double threshold, boolean perClass, double minimumScore) {

	/** How a box suffers from a better one. */
	public enum Method {
		/** It is dropped. */
		GREEDY,
		/** Its score is multiplied by 1 − o. */
		LINEAR,
		/** Its score is multiplied by exp(−o² / σ). */
		GAUSSIAN
	}

	private static final Comparator<ScoredBox> BEST_FIRST = Comparator.comparingDouble((ScoredBox b) -> -b.score()).thenComparingDouble(b -> b.box().y())
		.thenComparingDouble(b -> b.box().x()).thenComparingDouble(b -> b.box().height()).thenComparingDouble(b -> b.box().width())
		.thenComparingInt(ScoredBox::category);

	/** @throws IllegalArgumentException if the threshold is not in 0 to 1 (σ: above 0), or the minimum is not a number */
	public Suppression {
		boolean isValid = method == Method.GAUSSIAN ? threshold > 0 && Double.isFinite(threshold) : threshold >= 0 && threshold <= 1;
		if (!isValid || Double.isNaN(minimumScore)) {
			throw new IllegalArgumentException(
				"Expected an overlap in 0 to 1, or a sigma above 0, and a minimum score, got " + threshold + " and " + minimumScore
					+ ".");
		}
	}

	/** Drops overlapping boxes of the same class. @param threshold largest intersection over union of two that stay, 0 to 1 */
	public static Suppression greedy(double threshold) {
		return new Suppression(Method.GREEDY, threshold, true, Double.NEGATIVE_INFINITY);
	}

	/** The same without regard to classes. */
	public Suppression agnostic() {
		return new Suppression(method, threshold, false, minimumScore);
	}

	/** The boxes that stay, best first, with the scores that are left of them. */
	public List<ScoredBox> apply(List<ScoredBox> boxes) {
		List<ScoredBox> ordered = boxes.stream().filter(b -> b.score() >= minimumScore).sorted(BEST_FIRST).toList();
		return method == Method.GREEDY ? greedy(ordered) : new SoftSuppression(this, ordered).run();
	}

	private List<ScoredBox> greedy(List<ScoredBox> ordered) {
		BoxArray array = BoxArray.of(ordered, ScoredBox::box);
		BoxIndex index = new BoxIndex(array);
		int[] categories = categories(ordered);
		List<ScoredBox> kept = new ArrayList<>();
		for (int i = 0; i < categories.length; i++) {
			if (isFree(i, array, index, categories)) {
				index.insert(i);
				kept.add(ordered.get(i));
			}
		}
		return kept;
	}

	private boolean isFree(int box, BoxArray array, BoxIndex index, int[] categories) {
		int near = index.near(box, threshold);
		for (int k = 0; k < near; k++) {
			int other = index.found(k);
			if (categories[other] == categories[box] && array.iou(box, other) > threshold) {
				return false;
			}
		}
		return true;
	}

	/** The category of each box by which it is compared: all alike if classes do not matter. */
	int[] categories(List<ScoredBox> boxes) {
		return boxes.stream().mapToInt(b -> perClass ? b.category() : 0).toArray();
	}

	/** The factor for the score of a box with this intersection over union with a better one. */
	double factor(double iou) {
		if (method == Method.GAUSSIAN) {
			return Math.exp(-iou * iou / threshold);
		}
		return iou > threshold ? 1 - iou : 1;
	}
}

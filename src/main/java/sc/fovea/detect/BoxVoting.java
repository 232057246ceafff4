package sc.fovea.detect;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

/**
 * Moves each box that survived suppression to the weighted mean of the boxes around it (Gidaris &amp; Komodakis 2015, arXiv:1505.01749, section 5): with the scores
 * s<sub>j</sub> and the edges B<sub>j</sub> (left, top, right, bottom) of all boxes j of its class that have an IoU of at least {@code overlap} with it,
 *
 * <pre>
 * B = Σ max(0, sj) · Bj / Σ max(0, sj)
 * </pre>
 *
 * Its score and class remain.
 *
 * <pre>{@code
 * List<ScoredBox> kept = Suppression.greedy(0.3).apply(all);
 * List<ScoredBox> placed = BoxVoting.standard().apply(kept, all);
 * }</pre>
 *
 * @param overlap least IoU of a box that votes, above 0 up to 1
 */
public record BoxVoting(double overlap) {

	/** @throws IllegalArgumentException unless it is above 0 and at most 1 */
	public BoxVoting {
		if (!(overlap > 0 && overlap <= 1)) {
			throw new IllegalArgumentException("Expected an overlap above 0 and up to 1 for box voting, got " + overlap + ".");
		}
	}

	/** With the published overlap, 0.5. */
	public static BoxVoting standard() {
		return new BoxVoting(0.5);
	}

	/**
	 * The kept boxes in better places, in the same order. A box for which no box with a score above 0 votes stays where it is.
	 *
	 * @param kept boxes to move
	 * @param voters all boxes that vote, the kept ones among them
	 */
	public List<ScoredBox> apply(List<ScoredBox> kept, List<ScoredBox> voters) {
		List<ScoredBox> moved = new ArrayList<>(kept.size());
		for (ScoredBox box : kept) {
			moved.add(box.at(mean(box, voters)));
		}
		return moved;
	}

	private Box mean(ScoredBox kept, List<ScoredBox> voters) {
		double weights = 0, left = 0, top = 0, right = 0, bottom = 0;
		for (ScoredBox voter : voters) {
			if (voter.score() > 0 && voter.category() == kept.category() && voter.box().iou(kept.box()) >= overlap) {
				double weight = voter.score();
				weights += weight;
				left += weight * voter.box().x();
				top += weight * voter.box().y();
				right += weight * voter.box().right();
				bottom += weight * voter.box().bottom();
			}
		}
		return weights == 0 ? kept.box() : between(left / weights, top / weights, right / weights, bottom / weights);
	}

	/** Rounding may bring the edges of a very flat box out of order. */
	private static Box between(double left, double top, double right, double bottom) {
		return new Box(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
	}
}

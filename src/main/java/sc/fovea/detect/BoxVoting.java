package sc.fovea.detect;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

/**
 * Moves each box that survived suppression to the weighted mean of the boxes around it (Gidaris &amp; Komodakis 2015, arXiv:1505.01749, section 5):
 * with the scores s<sub>j</sub> and the edges B<sub>j</sub> (left, top, right, bottom) of all boxes j of its class that have an IoU of at least
 * {@code overlap} with it,
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
		double weights = 0, x = 0, y = 0, width = 0, height = 0;
		Box from = kept.box();
		for (ScoredBox voter : voters) {
			if (voter.score() > 0 && voter.category() == kept.category() && voter.box().iou(from) >= overlap) {
				double weight = voter.score();
				weights += weight;
				x += weight * (voter.box().x() - from.x());
				y += weight * (voter.box().y() - from.y());
				width += weight * (voter.box().width() - from.width());
				height += weight * (voter.box().height() - from.height());
			}
		}
		return weights == 0 ? from : moved(from, x / weights, y / weights, width / weights, height / weights);
	}

	/** Relative to the box, one that nobody else votes for stays the same to the bit. */
	private static Box moved(Box box, double x, double y, double width, double height) {
		return new Box(box.x() + x, box.y() + y, Math.max(0, box.width() + width), Math.max(0, box.height() + height));
	}
}

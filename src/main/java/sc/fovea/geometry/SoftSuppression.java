package sc.fovea.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One run of soft suppression. The best box is found in a tournament tree: its leaves are the boxes, each inner node holds the better of its two children, and
 * a changed score is played out again on the way to the root only.
 */
final class SoftSuppression {

	private static final int NONE = -1;

	private final Suppression rule;
	private final List<ScoredBox> boxes;
	private final BoxArray array;
	private final int[] categories;
	private final double[] scores;
	private final int[] winners;
	private final int leaves;

	/** @param boxes best first */
	SoftSuppression(Suppression rule, List<ScoredBox> boxes) {
		this.rule = rule;
		this.boxes = boxes;
		this.array = BoxArray.of(boxes, ScoredBox::box);
		this.categories = rule.categories(boxes);
		this.scores = boxes.stream().mapToDouble(ScoredBox::score).toArray();
		this.leaves = Integer.highestOneBit(Math.max(1, 2 * boxes.size() - 1));
		this.winners = new int[2 * leaves];
		Arrays.fill(winners, NONE);
		for (int i = 0; i < scores.length; i++) {
			winners[leaves + i] = i;
		}
		for (int node = leaves - 1; node > 0; node--) {
			winners[node] = better(winners[2 * node], winners[2 * node + 1]);
		}
	}

	/** The boxes that stay, in the order in which they were taken. */
	List<ScoredBox> run() {
		BoxIndex index = new BoxIndex(array);
		for (int i = 0; i < scores.length; i++) {
			index.insert(i);
		}
		List<ScoredBox> kept = new ArrayList<>();
		double ratio = rule.method() == Suppression.Method.GAUSSIAN ? 0 : rule.threshold();
		for (int best = winners[1]; best != NONE; best = winners[1]) {
			remove(best);
			kept.add(boxes.get(best).withScore(scores[best]));
			int near = index.near(best, ratio);
			for (int k = 0; k < near; k++) {
				weaken(index.found(k), best);
			}
		}
		return kept;
	}

	private void weaken(int box, int better) {
		if (winners[leaves + box] == NONE || categories[box] != categories[better]) {
			return;
		}
		double factor = rule.factor(array.iou(box, better));
		if (factor < 1) {
			scores[box] *= factor;
			if (scores[box] < rule.minimumScore()) {
				remove(box);
			}
			else {
				replay(box);
			}
		}
	}

	private void remove(int box) {
		winners[leaves + box] = NONE;
		replay(box);
	}

	private void replay(int box) {
		for (int node = (leaves + box) / 2; node > 0; node /= 2) {
			winners[node] = better(winners[2 * node], winners[2 * node + 1]);
		}
	}

	/** Of equal scores the first. */
	private int better(int a, int b) {
		if (a == NONE || b == NONE) {
			return a == NONE ? b : a;
		}
		return scores[b] > scores[a] || scores[b] == scores[a] && b < a ? b : a;
	}
}

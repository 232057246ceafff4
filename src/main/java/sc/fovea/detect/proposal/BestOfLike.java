package sc.fovea.detect.proposal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import sc.fovea.geometry.ScoredBox;
import sc.fovea.geometry.Suppression;

/**
 * Brings boxes in an order in which different ones come first: of boxes that overlap, the best comes first with the score (1 + s) / 2, and the others
 * after all that do not overlap, with s / 2.
 *
 * @param overlap largest intersection over union of boxes that differ
 */
record BestOfLike(double overlap) {

	/** The boxes by descending new score. @param scored boxes with scores s from 0 to 1, each once */
	List<ScoredBox> order(List<ScoredBox> scored) {
		List<ScoredBox> first = Suppression.greedy(overlap).apply(scored);
		Set<ScoredBox> taken = new HashSet<>(first);
		List<ScoredBox> all = new ArrayList<>(first.stream().map(box -> box.withScore((1 + box.score()) / 2)).toList());
		scored.stream().filter(box -> !taken.contains(box)).sorted(Comparator.comparingDouble((ScoredBox box) -> -box.score()))
			.forEach(box -> all.add(box.withScore(box.score() / 2)));
		return all;
	}
}

package sc.fovea.detect;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.geometry.Suppression;

/**
 * Lets the head look again at the boxes that it drew, and draw better ones, some rounds long (Gidaris &amp; Komodakis 2015, arXiv:1505.01749,
 * section 5). From the boxes B⁰ that were found, each round scores the boxes B<sup>t−1</sup> and regresses them to B<sup>t</sup>, which get the
 * scores of the boxes that they come from, as everywhere in a detector. The boxes of all rounds, the found ones included, then go through
 * suppression, and those that stay through {@linkplain BoxVoting voting}.
 * <p>
 * Each round is one call of the scorer, for all boxes. The vote is the better the more boxes there are of an object: the detector should drop no
 * more than near duplicates before (the authors: an IoU above 0.95).
 *
 * <pre>{@code
 * List<ScoredBox> better = IterativeLocalization.standard().refine(found, scorer, scene.bounds());
 * }</pre>
 *
 * @param rounds of scoring and regression after the detector's own, at least 1
 * @param suppression leaves one box for each object
 * @param voting places it
 */
public record IterativeLocalization(int rounds, Suppression suppression, BoxVoting voting) implements Refiner {

	/** @throws IllegalArgumentException if there is no round */
	public IterativeLocalization {
		if (rounds < 1) {
			throw new IllegalArgumentException("Expected at least 1 round of iterative localization, got " + rounds + ".");
		}
	}

	/** As published: 1 round after the detector's own; boxes of a class suppressed above an IoU of 0.3; voting from an IoU of 0.5 on. */
	public static IterativeLocalization standard() {
		return new IterativeLocalization(1, Suppression.greedy(0.3), BoxVoting.standard());
	}

	/** {@inheritDoc} What has no area within the bounds is dropped; the boxes that stay are best first. */
	@Override
	public List<ScoredBox> refine(List<ScoredBox> found, RegionScorer scorer, Box bounds) {
		Clipping clipping = new Clipping(bounds);
		List<ScoredBox> current = clipping.of(found);
		List<ScoredBox> all = new ArrayList<>(current);
		for (int round = 0; round < rounds && !current.isEmpty(); round++) {
			current = clipping.of(drawn(current, scorer));
			all.addAll(current);
		}
		return voting.apply(suppression.apply(all), all);
	}

	private static List<ScoredBox> drawn(List<ScoredBox> current, RegionScorer scorer) {
		RegionAnswers answers = scorer.score(current.stream().map(ScoredBox::box).toList());
		List<ScoredBox> drawn = new ArrayList<>(current.size());
		for (int i = 0; i < current.size(); i++) {
			int category = current.get(i).category();
			drawn.add(new ScoredBox(answers.box(i, category), answers.score(i, category), category));
		}
		return drawn;
	}
}

package sc.fovea.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.geometry.Suppression;

/**
 * Searches around each box that was found for a region that the head scores higher, by Bayesian optimization (Zhang et al. 2015, arXiv:1504.03293): a
 * {@linkplain GaussianProcess Gaussian process} guesses the score of every region near the box from those that were scored, the region with the
 * highest {@linkplain ExpectedImprovement expected improvement} is scored next, and so on.
 * <ul>
 * <li>What is guessed is the score of a region as such, not of the box that the head draws for it: that box has no score of its own. As the process
 * takes values for normally distributed, the score p enters as its log-odds ln(p / (1 − p)).
 * <li>Coordinates are the centre relative to the size of the found box, and half the logarithm of the size relative to it: one unit then changes the
 * IoU about equally in each. Mean and variance are the most likely ones, the two lengths (of place and of size) the most likely of 0.2 and 0.5 each;
 * the noise is 1 % of the variance.
 * <li>The box that the head draws for the best region so far is scored in the next round, too.
 * <li>In the end, the found box gets the highest score, and the box that the head draws for that region, as R-CNN regresses its boxes after the
 * search. Where no region scores higher than what was found, that stays.
 * <li>A head draws a slightly different box for each region. The search has seen many, so their {@linkplain BoxVoting vote} places the box, which
 * the paper does not.
 * </ul>
 * Only boxes that are the best of their class around are searched; the others are dropped. All searches run side by side: a round is one call of the
 * scorer, with at most two regions for each box, and the first with all neighbours. The same input gives the same boxes.
 *
 * <pre>{@code
 * List<ScoredBox> better = BayesianRefinement.standard().refine(found, scorer, scene.bounds());
 * }</pre>
 *
 * @param rounds of optimization after the first look around, 0 or more
 * @param neighbours regions of the first look around each box, besides itself; at least 1
 * @param reach of the search in each coordinate, above 0 up to 1: with 0.3, centres move by up to 0.3 of the size, sides by factors from e^−0.6 to
 * e^0.6
 * @param minimumScore boxes below it stay as they are, unsearched
 * @param local leaves the best boxes of their class around
 * @param voting places the best box among all that the head drew in the search; with an overlap of 1 it stays where it is, as in the paper
 */
public record BayesianRefinement(int rounds, int neighbours, double reach, double minimumScore, Suppression local, BoxVoting voting)
	implements
		Refiner {

	/** @throws IllegalArgumentException if a number is out of its range */
	public BayesianRefinement {
		if (rounds < 0 || neighbours < 1 || !(reach > 0 && reach <= 1) || Double.isNaN(minimumScore)) {
			throw new IllegalArgumentException("Expected rounds from 0, neighbours from 1, a reach above 0 up to 1 and a minimum score, got " + rounds + ", "
				+ neighbours + ", " + reach + " and " + minimumScore + ".");
		}
	}

	/**
	 * 8 rounds after 8 neighbours within 0.3, around all boxes with a score from 0.05 on that are the best within an IoU of 0.5; voting from an IoU of
	 * 0.5 on.
	 */
	public static BayesianRefinement standard() {
		return new BayesianRefinement(8, 8, 0.3, 0.05, Suppression.greedy(0.5), BoxVoting.standard());
	}

	/** {@inheritDoc} What has no area within the bounds is dropped; the order is that of the scores found. */
	@Override
	public List<ScoredBox> refine(List<ScoredBox> found, RegionScorer scorer, Box bounds) {
		List<ScoredBox> best = local.apply(new Clipping(bounds).of(found));
		Map<ScoredBox, BoxSearch> searches = new HashMap<>();
		for (ScoredBox box : best) {
			if (box.score() >= minimumScore) {
				searches.put(box, new BoxSearch(box, new Clipping(bounds), reach));
			}
		}
		List<BoxSearch> all = best.stream().filter(searches::containsKey).map(searches::get).toList();
		ask(all, search -> search.first(neighbours), scorer);
		for (int round = 0; round < rounds; round++) {
			ask(all, BoxSearch::next, scorer);
		}
		return best.stream().map(box -> searches.containsKey(box) ? searches.get(box).best(voting) : box).toList();
	}

	/** Scores the regions that all searches ask for in one call, if there are any. */
	private static void ask(List<BoxSearch> searches, Function<BoxSearch, List<Box>> question, RegionScorer scorer) {
		List<Box> regions = new ArrayList<>();
		int[] ends = new int[searches.size()];
		for (int s = 0; s < ends.length; s++) {
			regions.addAll(question.apply(searches.get(s)));
			ends[s] = regions.size();
		}
		if (regions.isEmpty()) {
			return;
		}
		RegionAnswers answers = scorer.score(regions);
		for (int s = 0; s < ends.length; s++) {
			searches.get(s).learn(answers, s == 0 ? 0 : ends[s - 1], ends[s]);
		}
	}
}

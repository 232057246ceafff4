package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import sc.fovea.geometry.ScoredBox;

/**
 * COCO's matching of found boxes of one class with true ones, in one image: each found box, best first, takes the free true box of the highest overlap; one that
 * need not be found only if no other is left.
 *
 * @param sizes true boxes of other areas need not be found, and found boxes of other areas are no mistake
 * @param most best boxes of a class and image that are looked at
 */
record BoxMatching(Sizes sizes, int most) {

	/** No overlap is expected to be exact. */
	private static final double EXACT = 1 - 1e-10;
	private static final int NONE = -1;

	/**
	 * Areas in square pixels, both ends included.
	 *
	 * @param least smallest
	 * @param greatest largest
	 */
	record Sizes(double least, double greatest) {

		boolean contain(double area) {
			return area >= least && area <= greatest;
		}
	}

	/** A true box, and whether it need not be found. */
	private record Candidate(TrueBox truth, boolean isOptional) {}

	/** All matches of a class over images. @param iou least intersection over union of a match */
	RankedMatches match(List<DetectedImage> images, int category, double iou) {
		List<RankedMatches.Match> matches = new ArrayList<>();
		int truths = 0;
		for (DetectedImage image : images) {
			List<Candidate> candidates = candidates(image.truths(category));
			truths += (int) candidates.stream().filter(c -> !c.isOptional()).count();
			add(image.found(category), candidates, iou, matches);
		}
		return new RankedMatches(matches, truths);
	}

	private List<Candidate> candidates(List<TrueBox> truths) {
		return truths.stream().map(t -> new Candidate(t, t.isOptional() || !sizes.contain(t.area()))).sorted(Comparator.comparing(Candidate::isOptional))
			.toList();
	}

	private void add(List<ScoredBox> found, List<Candidate> candidates, double iou, List<RankedMatches.Match> matches) {
		boolean[] taken = new boolean[candidates.size()];
		for (ScoredBox box : found.subList(0, Math.min(most, found.size()))) {
			int best = best(box, candidates, taken, Math.min(iou, EXACT));
			if (best != NONE) {
				taken[best] = true;
			}
			boolean counts = best == NONE ? sizes.contain(box.box().area()) : !candidates.get(best).isOptional();
			if (counts) {
				matches.add(new RankedMatches.Match(box.score(), best != NONE));
			}
		}
	}

	private static int best(ScoredBox box, List<Candidate> candidates, boolean[] taken, double least) {
		int best = NONE;
		double highest = least;
		for (int i = 0; i < taken.length; i++) {
			Candidate candidate = candidates.get(i);
			boolean isFree = !taken[i] || candidate.truth().kind() == TrueBox.Kind.CROWD;
			if (best != NONE && !candidates.get(best).isOptional() && candidate.isOptional()) {
				return best;
			}
			double overlap = isFree ? candidate.truth().overlap(box.box()) : 0;
			if (isFree && overlap >= highest) {
				highest = overlap;
				best = i;
			}
		}
		return best;
	}
}

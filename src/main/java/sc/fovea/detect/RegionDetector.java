package sc.fovea.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.geometry.Suppression;

/**
 * Detection as published systems do it: regions are proposed, each is looked at and judged, of overlapping boxes the best stays, and perhaps better ones are
 * searched around it. Which system it is depends on the parts alone.
 *
 * @param proposer where to look
 * @param most largest number of regions
 * @param head judges the regions of a scene
 * @param refiner searches better boxes; empty lists stay empty
 * @param suppression of boxes that mean the same object
 * @param leastScore boxes below it are dropped, 0–1
 */
public record RegionDetector(Proposer proposer, int most, Function<Scene, RegionScorer> head, Refiner refiner, Suppression suppression, double leastScore) {

	/** What a refiner is given: boxes that are nearly the same may vote for their place, but equal ones need not be looked at twice. */
	private static final Suppression REFINED = Suppression.greedy(0.95);

	/** Leaves boxes as they are. */
	public static final Refiner NO_REFINER = (found, scorer, bounds) -> found;

	/** The objects of a scene, best first, within its bounds. */
	public List<ScoredBox> detect(Scene scene) {
		List<Box> regions = proposer.propose(scene, most).stream().map(ScoredBox::box).toList();
		if (regions.isEmpty()) return List.of();
		RegionScorer scorer = head.apply(scene);
		List<ScoredBox> probable = probable(scorer.score(regions));
		if (probable.isEmpty() || refiner == NO_REFINER) return suppression.apply(probable);
		List<ScoredBox> refined = refiner.refine(REFINED.apply(probable), scorer, scene.bounds());
		return suppression.apply(refined.stream().filter(b -> b.score() >= leastScore && b.box().area() > 0).toList());
	}

	private List<ScoredBox> probable(RegionAnswers answers) {
		List<ScoredBox> boxes = new ArrayList<>();
		for (int region = 0; region < answers.regions().size(); region++) {
			for (int c = 0; c < answers.classes(); c++) {
				Box box = answers.box(region, c);
				if (answers.score(region, c) >= leastScore && box.area() > 0) boxes.add(new ScoredBox(box, answers.score(region, c), c));
			}
		}
		return boxes;
	}
}

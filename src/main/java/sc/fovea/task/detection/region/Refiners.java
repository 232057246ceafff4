package sc.fovea.task.detection.region;

import sc.fovea.detect.BayesianRefinement;
import sc.fovea.detect.IterativeLocalization;
import sc.fovea.detect.Refiner;
import sc.fovea.detect.RegionDetector;
import sc.fovea.task.detection.region.Regions.Refinement;

/** Refiners as a model's settings say. */
final class Refiners {

	private Refiners() {}

	static Refiner of(Refinement refinement) {
		if (refinement instanceof Refinement.Iterative iterative) {
			IterativeLocalization standard = IterativeLocalization.standard();
			return new IterativeLocalization(iterative.rounds(), standard.suppression(), standard.voting());
		}
		if (refinement instanceof Refinement.Bayesian bayesian) {
			BayesianRefinement standard = BayesianRefinement.standard();
			return new BayesianRefinement(bayesian.rounds(), standard.neighbours(), standard.reach(), standard.minimumScore(), standard.local(),
				standard.voting());
		}
		return RegionDetector.NO_REFINER;
	}
}

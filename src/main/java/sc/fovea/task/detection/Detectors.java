package sc.fovea.task.detection;

import java.util.function.Function;

import sc.fovea.backend.Backend;
import sc.fovea.detect.Proposer;
import sc.fovea.model.Model;
import sc.fovea.predict.Detector;
import sc.fovea.task.detection.region.AnchorProposer;
import sc.fovea.task.detection.region.FixedProposer;
import sc.fovea.task.detection.region.RegionNetwork;
import sc.fovea.task.detection.region.RegionPlanes;
import sc.fovea.task.detection.region.RegionProposals;
import sc.fovea.task.detection.region.Regions;
import sc.fovea.tile.MemoryBudget;

/**
 * Opens models that find boxes, in a single stage or by regions.
 *
 * @param proposers plugins by name; throws an {@link IllegalArgumentException} with one sentence for a name that it does not know
 */
public record Detectors(Function<String, Proposer> proposers) {

	/** Loads a model. @throws IllegalArgumentException if it is for another task, or needs a proposer that is not installed */
	public Detector open(Model model, Backend backend, MemoryBudget budget) {
		if (!(model.task() instanceof Regions settings)) return new Detector(model, CellDetector.open(model, (Boxes) model.task(), backend, budget));
		Proposer proposer = proposer(settings.proposals());
		RegionNetwork network = RegionNetwork.open(new RegionNetwork.Weighted(model.network(), model.weights(), settings), backend, budget);
		return new Detector(model, new RegionPlanes(settings, network, proposer));
	}

	/** Where a model looks. @throws IllegalArgumentException if that takes a proposer that is not installed */
	public Proposer proposer(RegionProposals proposals) {
		if (proposals instanceof RegionProposals.Searched searched) return proposers.apply(searched.proposer());
		return proposals instanceof RegionProposals.Fixed fixed ? new FixedProposer(fixed) : new AnchorProposer((RegionProposals.Anchored) proposals);
	}
}

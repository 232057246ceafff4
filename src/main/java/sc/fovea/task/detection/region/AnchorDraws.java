package sc.fovea.task.detection.region;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import sc.fovea.architecture.RegionHeads;
import sc.fovea.backend.Loss;
import sc.fovea.detect.AnchorGrid;
import sc.fovea.detect.BoxCoder;
import sc.fovea.detect.Matcher;
import sc.fovea.detect.Sampler;
import sc.fovea.geometry.Box;
import sc.fovea.net.Tensor;
import sc.fovea.task.detection.region.RegionProposals.Anchored;
import sc.fovea.train.Targets;
import sc.fovea.train.sample.Patch;

/**
 * What the anchors of a network learn of a batch: some that match an object, with the offsets to it, and some that do not (Ren et al. 2015, arXiv:1506.01497).
 *
 * @param settings shapes and stride
 * @param matcher which anchor stands for which object
 * @param sampler of the anchors of an image
 */
public record AnchorDraws(Anchored settings, Matcher matcher, Sampler sampler) {

	private static final String SCORES = "proposal_scores_target";
	private static final String SCORES_WEIGHT = "proposal_scores_weight";
	private static final String OFFSETS = "proposal_offsets_target";
	private static final String OFFSETS_WEIGHT = "proposal_offsets_weight";
	private static final BoxCoder CODER = BoxCoder.standard();
	/** Offsets are small numbers here. */
	private static final double OFFSETS_FACTOR = 4;

	/** Cross-entropy of the scores, and L1 of the offsets of those that stand for an object. */
	static List<Loss> losses() {
		return List.of(new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, RegionHeads.PROPOSAL_LOGIT, SCORES, SCORES_WEIGHT, 1),
			new Loss(Loss.Kind.ABSOLUTE_ERROR, RegionHeads.PROPOSAL_OFFSETS, OFFSETS, OFFSETS_WEIGHT, OFFSETS_FACTOR));
	}

	/** Targets of patches. */
	Map<String, Tensor> of(List<Patch> patches, List<List<Box>> truths, SplittableRandom random) {
		int n = patches.size();
		int cells = patches.get(0).size() / settings.stride();
		int anchors = settings.count();
		Map<String, Tensor> targets = Map.of(SCORES, Tensor.zeros(n, cells, cells, anchors), SCORES_WEIGHT, Tensor.zeros(n, cells, cells, anchors), OFFSETS,
			Tensor.zeros(n, cells, cells, 4 * anchors), OFFSETS_WEIGHT, Tensor.zeros(n, cells, cells, 4 * anchors));
		AnchorGrid grid = AnchorProposer.grid(settings);
		List<Box> all = grid.anchors(cells, cells);
		for (int i = 0; i < n; i++) {
			draw(patches.get(i), all, truths.get(i), random, new Place(targets, i * all.size()));
		}
		return targets;
	}

	/** Where the values of a patch begin. */
	private record Place(Map<String, Tensor> targets, int first) {

		float[] data(String name) {
			return targets.get(name).data();
		}
	}

	private void draw(Patch patch, List<Box> anchors, List<Box> truths, SplittableRandom random, Place place) {
		Matcher.Assignment assignment = matcher.match(anchors, truths);
		for (int i = 0; i < anchors.size(); i++) {
			int cell = i / settings.count();
			int side = patch.size() / settings.stride();
			boolean isKnown = patch.isKnown(cell % side * settings.stride(), cell / side * settings.stride(), settings.stride());
			if (!isKnown) assignment.truth()[i] = Matcher.IGNORED;
		}
		Sampler.Drawn drawn = sampler.draw(assignment, random);
		for (int i : drawn.negatives()) {
			place.data(SCORES_WEIGHT)[place.first() + i] = 1;
		}
		for (int i : drawn.positives()) {
			int at = place.first() + i;
			place.data(SCORES)[at] = 1;
			place.data(SCORES_WEIGHT)[at] = 1;
			RegionDraws.write(CODER.encode(truths.get(assignment.truth()[i]), anchors.get(i)), place.data(OFFSETS), 4 * at);
			Arrays.fill(place.data(OFFSETS_WEIGHT), 4 * at, 4 * at + 4, 1);
		}
	}
}

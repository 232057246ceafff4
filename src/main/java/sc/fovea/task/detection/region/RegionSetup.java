package sc.fovea.task.detection.region;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import sc.fovea.architecture.RegionHeads;
import sc.fovea.backend.Backend;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.detect.Matcher;
import sc.fovea.detect.Proposer;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.task.detection.region.RegionProposals.Anchored;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.train.TrainingSetup;
import sc.fovea.train.loop.Score;
import sc.fovea.train.sample.SamplePixels;

/**
 * Detection by regions: samples with boxes, and with proposals unless the network makes them.
 *
 * @param network with the heads that the settings name
 * @param settings what its inputs and outputs mean
 * @param anchors which anchor stands for which object, if the network proposes
 * @param balance how much a region of each class counts
 */
public record RegionSetup(Network network, Regions settings, Matcher anchors, List<Double> balance) implements TrainingSetup {

	private static final double BALANCE = 0.75;
	private static final double HEAVIEST = 8;

	/** Regions of rare classes count more: the most frequent 1, one of n times fewer objects n^0.75, up to 8. @param classes names, each with an object */
	public static List<Double> balance(List<String> classes, List<Sample> samples) {
		Map<String, Long> counts = samples.stream().flatMap(s -> s.boxes().stream()).collect(Collectors.groupingBy(LabelledBox::label, Collectors.counting()));
		double most = classes.stream().mapToLong(counts::get).max().orElseThrow();
		return classes.stream().map(label -> Math.min(HEAVIEST, Math.pow(most / counts.get(label), BALANCE))).toList();
	}

	@Override
	public RegionTargets targets() {
		return new RegionTargets(settings, anchors, balance);
	}

	/** With the score threshold of the highest mean F2 on the validation samples; as it was where nothing was right at any. */
	@Override
	public Regions settings(Score score) {
		return settings.with(limits(DetectionValidation.threshold(score, settings.limits().score())));
	}

	private Regions.Limits limits(double score) {
		return new Regions.Limits(score, settings.limits().maximumIou(), settings.limits().window());
	}

	@Override
	public Set<String> classNodes() {
		return Set.of(RegionHeads.LOGIT, RegionHeads.OFFSETS);
	}

	/** Average precision over the boxes of all samples, without refinement. @throws IllegalArgumentException if there is no box in them */
	@Override
	public Function<Weights, Score> validation(Backend backend, List<Sample> samples) {
		return new DetectionValidation(settings.classes(), weights -> new Regional(
			RegionNetwork.open(new RegionNetwork.Weighted(network, weights, settings.with(new Regions.Refinement.None())), backend, MemoryBudget.automatic())),
			samples);
	}

	/** Boxes of regions. */
	private final class Regional implements SampleDetector {

		private final RegionNetwork regions;

		Regional(RegionNetwork regions) {
			this.regions = regions;
		}

		@Override
		public List<ScoredBox> find(Sample sample) {
			Proposer proposer = settings.proposals() instanceof Anchored anchored ? new AnchorProposer(anchored) : Proposed.known(sample);
			return regions.detector(proposer, limits(DetectionValidation.LEAST_SCORE)).detect(regions.scene(SamplePixels.tensor(sample), Progress.none()));
		}

		@Override
		public void close() {
			regions.close();
		}
	}
}

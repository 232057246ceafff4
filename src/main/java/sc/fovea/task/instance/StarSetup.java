package sc.fovea.task.instance;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.Trunk;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.Backend;
import sc.fovea.data.Sample;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.train.TrainingSetup;
import sc.fovea.train.loop.Score;

/**
 * Star-convex instance segmentation (arXiv:1806.03535): samples whose labels are object ids.
 *
 * @param network with {@link StarHeads}; that for the foreground may lack, as it does in models of StarDist
 * @param settings what its outputs mean
 * @param reach pixels around a patch in which objects are looked at, so that those cut by its edge are measured whole
 */
public record StarSetup(Network network, StarConvexInstances settings, int reach) implements TrainingSetup {

	private static final StarConvexInstances.Heads OUTPUTS = new StarConvexInstances.Heads(StarHeads.PROBABILITY, StarHeads.DISTANCES, StarHeads.FOREGROUND);
	/**
	 * Chosen on validation images of nuclei. A pixel raises its object's expected IoU J if it is foreground with a probability above J / (1 + J): 0.4 stands for
	 * J = 2/3, while 0.5 would make most pixels right.
	 */
	private static final StarConvexInstances.Thresholds THRESHOLDS = new StarConvexInstances.Thresholds(0.6, 0.4, 0.1, 0.3);
	private static final int GROWTH = 8;

	/** Heads behind a trunk, with a reach of 48 pixels. */
	public StarSetup(Architecture architecture, TrunkOptions trunk, StarHeads heads) {
		this(new Trunk(architecture.trunk(trunk), trunk.grid()), heads, StarTargets.MARGIN);
	}

	/**
	 * Heads behind a trunk. Probability above 0.6; of two polygons with an IoU above 0.1 or one covered by 0.3 the worse goes; objects grow by up to 8 pixels
	 * to their edge.
	 */
	public StarSetup(Trunk trunk, StarHeads heads, int reach) {
		this(heads.attach(trunk.network(), trunk.grid()), new StarConvexInstances(heads.rays(), trunk.grid(), OUTPUTS, THRESHOLDS, GROWTH), reach);
	}

	/** @throws IllegalArgumentException if the network has not the layers that the losses judge */
	public StarSetup {
		Stream<String> foreground = settings.heads().foreground().isEmpty() ? Stream.of() : Stream.of(StarHeads.FOREGROUND_LOGIT);
		List<String> missing = Stream.concat(Stream.of(StarHeads.PROBABILITY_LOGIT, StarHeads.DISTANCES), foreground)
			.filter(name -> network.nodes().stream().noneMatch(node -> node.name().equals(name))).toList();
		if (!missing.isEmpty()) {
			throw new IllegalArgumentException("Expected a network with the layers of Fovea's instance segmentation, got one without " + missing + ".");
		}
	}

	/** A U-Net of 0.9 million weights on a grid of 2 pixels, 32 rays. @param channels of the images */
	public static StarSetup standard(int channels) {
		return new StarSetup(new UNet(), TrunkOptions.forChannels(channels), StarHeads.standard());
	}

	@Override
	public StarTargets targets() {
		return new StarTargets(settings.rays(), settings.grid(), reach, !settings.heads().foreground().isEmpty());
	}

	/** Average precision over the objects of all samples. @throws IllegalArgumentException if there is no object in them */
	@Override
	public Function<Weights, Score> validation(Backend backend, List<Sample> samples) {
		if (samples.stream().allMatch(s -> s.objects() == 0)) {
			throw new IllegalArgumentException(
				"Expected an annotated object in the images to judge by, got none in " + samples.stream().map(Sample::name).toList()
					+ "; annotate more images or choose another seed.");
		}
		return new InstanceValidation(backend, network, settings, samples);
	}
}

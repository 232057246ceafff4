package sc.fovea.train;

import java.util.List;
import java.util.function.Function;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.Backend;
import sc.fovea.data.Sample;
import sc.fovea.model.TaskSettings.StarConvexInstances;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;

/**
 * Star-convex instance segmentation (arXiv:1806.03535): samples whose labels are object ids.
 *
 * @param architecture of the trunk
 * @param trunk its options
 * @param heads behind it
 */
public record InstanceTask(Architecture architecture, TrunkOptions trunk, StarHeads heads) implements TrainingTask {

	private static final StarConvexInstances.Heads OUTPUTS = new StarConvexInstances.Heads(StarHeads.PROBABILITY, StarHeads.DISTANCES, StarHeads.FOREGROUND);
	/**
	 * Chosen on validation images of nuclei. A pixel raises its object's expected IoU J if it is foreground with a probability above J / (1 + J): 0.4 stands for
	 * J = 2/3, while 0.5 would make most pixels right.
	 */
	private static final StarConvexInstances.Thresholds THRESHOLDS = new StarConvexInstances.Thresholds(0.6, 0.4, 0.1, 0.3);
	private static final int GROWTH = 8;

	/** A U-Net of 0.9 million weights on a grid of 2 pixels, 32 rays. @param channels of the images */
	public static InstanceTask standard(int channels) {
		return new InstanceTask(new UNet(), TrunkOptions.forChannels(channels), StarHeads.standard());
	}

	@Override
	public Network network() {
		return heads.attach(architecture.trunk(trunk), trunk.grid());
	}

	@Override
	public StarTargets targets() {
		return new StarTargets(heads.rays(), trunk.grid());
	}

	/** Probability above 0.6; of two polygons with an IoU above 0.1 or one covered by 0.3 the worse goes; objects grow by up to 8 pixels to their edge. */
	@Override
	public StarConvexInstances settings() {
		return new StarConvexInstances(heads.rays(), trunk.grid(), OUTPUTS, THRESHOLDS, GROWTH);
	}

	/** Average precision over the objects of all samples. @throws IllegalArgumentException if there is no object in them */
	@Override
	public Function<Weights, Score> validation(Backend backend, List<Sample> samples) {
		if (samples.stream().allMatch(s -> s.objects() == 0)) {
			throw new IllegalArgumentException(
				"Expected an annotated object in the images to judge by, got none in " + samples.stream().map(Sample::name).toList()
					+ "; annotate more images or choose another seed.");
		}
		return new InstanceValidation(backend, network(), settings(), samples);
	}
}

package sc.fovea.architecture;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;

/**
 * Heads for star-convex instance segmentation (Schmidt et al. 2018, arXiv:1806.03535) behind a trunk: on the trunk's grid the object
 * probability and the distances to the object's edge along rays in pixels, and at full resolution the foreground probability, which sharpens the outlines.
 *
 * @param rays number of directions
 * @param filters of the convolution in front of the heads
 */
public record StarHeads(int rays, int filters) {

	/** Output: object probability 0–1, one channel, on the grid. */
	public static final String PROBABILITY = "probability";
	/** Node before the sigmoid of {@link #PROBABILITY}: what the loss judges. */
	public static final String PROBABILITY_LOGIT = "probability_logit";
	/** Output: distances in input pixels, one channel for each ray, on the grid. */
	public static final String DISTANCES = "distances";
	/** Output: probability of foreground 0–1, one channel, at full resolution. */
	public static final String FOREGROUND = "foreground";
	/** Node before the sigmoid of {@link #FOREGROUND}: what the loss judges. */
	public static final String FOREGROUND_LOGIT = "foreground_logit";

	/** Name of the first node of the heads on the grid, whose input are the trunk's features. */
	static final String FEATURES = "features";

	private static final Activation SIGMOID = new Activation(Activation.Function.SIGMOID);

	/** 32 rays behind 64 filters. */
	public static StarHeads standard() {
		return new StarHeads(32, 64);
	}

	/**
	 * The trunk with the three heads as outputs.
	 *
	 * @param trunk for example of a {@link UNet}
	 * @param grid the trunk's grid; above 1 its features are enlarged and joined with what it has at full resolution
	 */
	public Network attach(Network trunk, int grid) {
		String features = trunk.last();
		Network net = trunk.then(FEATURES, Convolution.of(filters, 3)).then("features_relu", Activation.relu())
			.then(PROBABILITY_LOGIT, Convolution.pointwise(1)).then(PROBABILITY, SIGMOID)
			.then(DISTANCES, Convolution.pointwise(rays), "features_relu");
		return foreground(net, features, grid).withOutputs(PROBABILITY, DISTANCES, FOREGROUND);
	}

	private static Network foreground(Network net, String features, int grid) {
		Network fine = grid == 1
			? net.then(FOREGROUND_LOGIT, Convolution.pointwise(1), "features_relu")
			: FineFeatures.attach(net, features, grid).then(FOREGROUND_LOGIT, Convolution.pointwise(1));
		return fine.then(FOREGROUND, SIGMOID);
	}
}

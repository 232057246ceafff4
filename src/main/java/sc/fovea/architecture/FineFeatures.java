package sc.fovea.architecture;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Upsampling;

/** Features at full resolution for heads that answer every pixel: a trunk's features, enlarged and joined with its stem. */
final class FineFeatures {

	/** Name of the first node, whose input are the features. */
	static final String FIRST = "fine_reduce";
	/** Features that come up from the trunk: what a pixel belongs to. */
	private static final int REDUCED = 32;
	private static final int FILTERS = 24;

	private FineFeatures() {}

	/**
	 * The network with 24 filters at full resolution as its last node.
	 *
	 * @param network with a node {@link UNet#STEM} at full resolution
	 * @param features name of the node to enlarge
	 * @param grid its input pixels per pixel, above 1
	 * @throws IllegalArgumentException if there is no stem
	 */
	static Network attach(Network network, String features, int grid) {
		return network.then(FIRST, Convolution.pointwise(REDUCED), features).then("fine_double", Upsampling.nearest(grid))
			.then("fine_join", Join.concatenate(), "fine_double", UNet.STEM).then("fine", Convolution.of(FILTERS, 3)).then("fine_relu", Activation.relu())
			.then("fine2", Convolution.of(FILTERS, 3)).then("fine2_relu", Activation.relu());
	}
}

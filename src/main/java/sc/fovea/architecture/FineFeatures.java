package sc.fovea.architecture;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Upsampling;

/** Features at full resolution for heads that answer every pixel: a trunk's features, enlarged and joined with what it has at full resolution. */
final class FineFeatures {

	/** Name of the first node, whose input are the features. */
	static final String FIRST = "fine_reduce";
	/** Features that come up from the trunk: what a pixel belongs to. */
	private static final int REDUCED = 32;
	private static final int FILTERS = 24;
	/** As many as the stem of the standard U-Net. */
	private static final int STEM_FILTERS = 16;
	private static final String STEM = "fine_stem";

	private FineFeatures() {}

	/**
	 * The network with 24 filters at full resolution as its last node. Where the network has no layer at full resolution on its way to the features, a convolution on the
	 * image takes its place.
	 *
	 * @param network with one input that the features depend on
	 * @param features name of the node to enlarge
	 * @param grid its input pixels per pixel, above 1
	 */
	static Network attach(Network network, String features, int grid) {
		List<String> full = new Levels(network, features).deepest(1);
		Network net = full.isEmpty() ? stemmed(network) : network;
		List<String> joined = new ArrayList<>(List.of("fine_double"));
		joined.addAll(full.isEmpty() ? List.of(STEM + "_relu") : full);
		return net.then(FIRST, Convolution.pointwise(REDUCED), features).then("fine_double", Upsampling.nearest(grid))
			.then("fine_join", Join.concatenate(), joined.toArray(String[]::new)).then("fine", Convolution.of(FILTERS, 3)).then("fine_relu", Activation.relu())
			.then("fine2", Convolution.of(FILTERS, 3)).then("fine2_relu", Activation.relu());
	}

	private static Network stemmed(Network network) {
		String image = network.inputs().keySet().iterator().next();
		return network.then(STEM, Convolution.of(STEM_FILTERS, 3), image).then(STEM + "_relu", Activation.relu());
	}
}

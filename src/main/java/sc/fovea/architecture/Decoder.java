package sc.fovea.architecture;

import java.util.List;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Upsampling;

/**
 * The way up from coarse features to a finer grid, behind a network that only goes down: a top-down pathway as in feature pyramid networks (Lin et al. 2017,
 * arXiv:1612.03144). At each step the features are doubled, the deepest features of the network on that grid are brought to the same number of channels by a 1×1 convolution
 * and added, and a 3×3 convolution follows. On a grid that the network has no layer on, the features are only doubled.
 *
 * @param filters channels of all steps
 */
public record Decoder(int filters) {

	/** The paper's 256 are for pictures of a thousand things; heads here have 64 as well. */
	private static final int FILTERS = 64;
	private static final String PREFIX = "rise";

	/** With 64 filters. */
	public static Decoder standard() {
		return new Decoder(FILTERS);
	}

	/**
	 * The network with features on the grid as its last node.
	 *
	 * @param network whose last node are features on a coarser grid, or on this one, where nothing is added
	 * @param grid input pixels per pixel of the features, a power of two
	 */
	public Network attach(Network network, int grid) {
		String deepest = network.last();
		int from = new Levels(network, deepest).grid();
		if (from <= grid) return network;
		Network net = network.then(PREFIX + from, Convolution.pointwise(filters));
		for (int next = from / 2; next >= grid; next /= 2) {
			net = step(net, next, new Levels(network, deepest).deepest(next));
		}
		return net;
	}

	private Network step(Network before, int grid, List<String> skips) {
		String name = PREFIX + grid;
		Network net = before.then(name + "_double", Upsampling.nearest(2));
		if (!skips.isEmpty()) {
			net = skips.size() == 1 ? net : net.then(name + "_join", Join.concatenate(), skips.toArray(String[]::new));
			net = net.then(name + "_skip", Convolution.pointwise(filters), skips.size() == 1 ? skips.get(0) : net.last());
			net = net.then(name + "_add", Join.add(), name + "_double", name + "_skip");
		}
		return net.then(name, Convolution.of(filters, 3)).then(name + "_relu", Activation.relu());
	}
}

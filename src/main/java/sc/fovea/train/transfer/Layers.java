package sc.fovea.train.transfer;

import java.util.List;

import sc.fovea.net.Network;

/** The layers of a network that can learn. */
public final class Layers {

	private Layers() {}

	/** Names of the nodes with weights, from the image to the answer. */
	static List<String> weighted(Network network) {
		return network.weightsByNode().entrySet().stream().filter(node -> !node.getValue().isEmpty()).map(node -> node.getKey()).toList();
	}
}

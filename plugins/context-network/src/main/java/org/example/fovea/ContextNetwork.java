package org.example.fovea;

import org.scijava.plugin.Plugin;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;

/**
 * A context network (Yu and Koltun 2016, arXiv:1511.07122): 3×3 convolutions whose dilation doubles from layer to layer, so that each pixel of the features sees far
 * without a smaller picture in between. A convolution and a pooling for each halving come first, down to the grid.
 */
@Plugin(type = Architecture.class, name = "context-network")
public final class ContextNetwork implements Architecture {

	@Override
	public String name() {
		return "context-network";
	}

	/** @throws IllegalArgumentException if there is to be dropout or a level below the grid, which it has not */
	@Override
	public Network trunk(TrunkOptions options) {
		if (options.depth() != 1 || options.dropout() != 0) {
			throw new IllegalArgumentException("Expected depth 1 and no dropout for " + name() + ", which stays on one grid, got depth " + options.depth()
				+ " and dropout " + options.dropout() + "; unet has both.");
		}
		Network net = Network.input(UNet.IMAGE, options.channels());
		for (int grid = options.grid(), halving = 1; grid > 1; grid /= 2, halving++) {
			String name = "stem" + halving;
			net = convolution(convolution(net, name + "a", options.width() / 2 + 1, 1), name + "b", options.width() / 2 + 1, 1);
			net = net.then(name + "_pool", options.pooling().of(Pooling.max(2)));
		}
		for (int dilation = 1; dilation <= 16; dilation *= 2) {
			net = convolution(net, "context" + dilation, options.width(), dilation);
		}
		return convolution(net, "context", options.width(), 1);
	}

	private static Network convolution(Network net, String name, int filters, int dilation) {
		return net.then(name, Convolution.of(filters, 3).dilation(dilation)).then(name + "_relu", Activation.relu());
	}
}

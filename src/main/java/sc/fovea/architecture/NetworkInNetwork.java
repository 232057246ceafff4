package sc.fovea.architecture;

import org.scijava.plugin.Plugin;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dropout;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Pooling;

/**
 * Network in Network (Lin, Chen and Yan 2014, arXiv:1312.4400): blocks of a 3×3 convolution and a small network at every pixel, that is two 1×1 convolutions, each
 * block followed by a pooling that halves the image. A classifier takes the average of the last features over the whole image; see {@link ClassHead}.
 * <p>
 * As usual today, and unlike the paper, activations are normalized over the batch. Block i (from 0) has {@code width · 2^i} filters, and there are as many blocks as
 * the grid has halvings; dropout comes between blocks.
 */
@Plugin(type = Architecture.class, name = "network-in-network")
public final class NetworkInNetwork implements Architecture {

	@Override
	public String name() {
		return "network-in-network";
	}

	/** @throws IllegalArgumentException if the grid is 1, or there is to be a level below it */
	@Override
	public Network trunk(TrunkOptions options) {
		if (options.depth() != 1 || options.grid() < 2) {
			throw new IllegalArgumentException(
				"Expected depth 1 and a grid of at least 2 for " + name() + ", which only goes down, got depth " + options.depth()
					+ " and grid " + options.grid() + ".");
		}
		Network net = Network.input(UNet.IMAGE, options.channels());
		int blocks = Integer.numberOfTrailingZeros(options.grid());
		for (int block = 0; block < blocks; block++) {
			int filters = options.width() << block;
			String name = "block" + (block + 1);
			net = unit(net, name + "_conv", Convolution.of(filters, 3));
			net = unit(unit(net, name + "_pixel1", Convolution.pointwise(filters)), name + "_pixel2", Convolution.pointwise(filters));
			net = net.then(name + "_pool", Pooling.of(options.pooling(), 2));
			net = options.dropout() > 0 && block < blocks - 1 ? net.then(name + "_dropout", new Dropout(options.dropout())) : net;
		}
		return net;
	}

	private static Network unit(Network net, String name, Convolution convolution) {
		return net.then(name, convolution.withoutBias()).then(name + "_bn", new Normalization(Normalization.Kind.BATCH, 1, 1e-3, Backbone.MOMENTUM))
			.then(name + "_relu", Activation.relu());
	}
}

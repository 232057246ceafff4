package sc.fovea.architecture;

import org.scijava.plugin.Plugin;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Pooling;

/**
 * Network in Network (Lin, Chen and Yan 2014, arXiv:1312.4400): blocks of a 3×3 convolution and a small network at every pixel, that is two 1×1 convolutions, each
 * block followed by a pooling that halves the image. A classifier takes the average of the last features over the whole image; see {@link ClassHead}.
 * <p>
 * As usual today, and unlike the paper, activations are normalized over the batch. Block i (from 0) has {@code width · 2^i} filters.
 * The paper's dropout between blocks does not go with that, see {@link Encoder}: it comes behind the last.
 */
@Plugin(type = Architecture.class, name = "network-in-network")
public final class NetworkInNetwork implements Encoder {

	@Override
	public String name() {
		return "network-in-network";
	}

	@Override
	public String summary() {
		return "Network in Network: 3x3 and 1x1 convolutions (Lin et al. 2014, arXiv:1312.4400)";
	}

	@Override
	public Network down(TrunkOptions options, int halvings) {
		Network net = Network.input(UNet.IMAGE, options.channels());
		for (int block = 0; block < halvings; block++) {
			int filters = options.width() << block;
			String name = "block" + (block + 1);
			net = unit(net, name + "_conv", Convolution.of(filters, 3));
			net = unit(unit(net, name + "_pixel1", Convolution.pointwise(filters)), name + "_pixel2", Convolution.pointwise(filters));
			net = net.then(name + "_pool", options.pooling().of(Pooling.max(2)));
		}
		return net;
	}

	private static Network unit(Network net, String name, Convolution convolution) {
		return net.then(name, convolution.withoutBias()).then(name + "_bn", new Normalization(Normalization.Kind.BATCH, 1, 1e-3, Backbone.MOMENTUM))
			.then(name + "_relu", Activation.relu());
	}
}

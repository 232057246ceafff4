package sc.fovea.architecture;

import org.scijava.plugin.Plugin;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Pooling;

/**
 * ResNet-18 (He et al. 2016, arXiv:1512.03385): a 7×7 convolution and a pooling, then eight basic blocks of two 3×3 convolutions beside a shortcut, in four stages. Stage i
 * (from 0) has {@code width · 2^i} filters, 64 in the paper.
 */
@Plugin(type = Architecture.class, name = "resnet18")
public final class ResNet18 implements Encoder {

	private static final int STAGES = 4;
	private static final int BLOCKS = 2;
	private static final int FILTERS = 64;
	private static final int HALVINGS = 5;

	@Override
	public String name() {
		return "resnet18";
	}

	@Override
	public String summary() {
		return "ResNet-18: basic blocks beside shortcuts (He et al. 2016, arXiv:1512.03385)";
	}

	/** Those of the paper. */
	@Override
	public int filters(int usual) {
		return FILTERS;
	}

	@Override
	public int halvings() {
		return HALVINGS;
	}

	@Override
	public int mostHalvings() {
		return HALVINGS;
	}

	/** The first halving is the first convolution's, the second the pooling's; each stage but the first has one more. */
	@Override
	public Network down(TrunkOptions options, int halvings) {
		Network net = unit(Network.input(UNet.IMAGE, options.channels()), "conv1", Convolution.of(options.width(), 7).stride(2));
		net = net.then("conv1_relu", Activation.relu());
		if (halvings == 1) return net;
		net = net.then("pool1", options.pooling().of(Pooling.max(3).stride(2)));
		for (int stage = 0; stage < Math.min(STAGES, halvings - 1); stage++) {
			for (int block = 1; block <= BLOCKS; block++) {
				net = block(net, "stage" + (stage + 1) + "_block" + block, options.width() << stage, stage > 0 && block == 1 ? 2 : 1);
			}
		}
		return net;
	}

	/** A block that halves the image or widens has a convolution in its shortcut. */
	private static Network block(Network before, String name, int filters, int stride) {
		String input = before.last();
		boolean isPlain = stride == 1 && before.shapes().get(input).channels() == filters;
		Network net = isPlain ? before : unit(before, name + "_shortcut", Convolution.pointwise(filters).stride(stride));
		String shortcut = net.last();
		net = normalized(net.then(name + "_conv1", Convolution.of(filters, 3).stride(stride).withoutBias(), input), name + "_conv1");
		net = unit(net.then(name + "_conv1_relu", Activation.relu()), name + "_conv2", Convolution.of(filters, 3));
		return net.then(name + "_add", Join.add(), shortcut, net.last()).then(name + "_relu", Activation.relu());
	}

	private static Network unit(Network net, String name, Convolution convolution) {
		return normalized(net.then(name, convolution.withoutBias()), name);
	}

	private static Network normalized(Network net, String name) {
		return net.then(name + "_bn", new Normalization(Normalization.Kind.BATCH, 1, 1e-5, Backbone.MOMENTUM));
	}
}

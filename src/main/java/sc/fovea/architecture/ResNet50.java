package sc.fovea.architecture;

import java.util.List;

import org.scijava.plugin.Plugin;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Size;
import sc.fovea.net.ZeroPadding;

/**
 * ResNet-50 (He et al. 2016, arXiv:1512.03385) as in Keras: 16 bottleneck blocks of three convolutions beside a shortcut. The answer has 2048·α channels.
 * <p>
 * Published weights expect blue, green, red from 0 to 255, less 103.939, 116.779, 123.68. Features equal those of Keras for images of any size.
 */
@Plugin(type = Architecture.class, name = "resnet50")
public final class ResNet50 implements Backbone {

	private static final int[] BLOCKS = { 3, 4, 6, 3 };
	private static final int EXPANSION = 4;

	@Override
	public String name() {
		return "resnet50";
	}

	@Override
	public String summary() {
		return "ResNet-50: bottleneck blocks beside shortcuts (He et al. 2016, arXiv:1512.03385)";
	}

	@Override
	public int firstFilters() {
		return 64;
	}

	@Override
	public PublishedInput publishedInput() {
		return new PublishedInput(255, List.of(-103.939, -116.779, -123.68), true);
	}

	@Override
	public Network features(int channels, double multiplier) {
		return features(channels, multiplier, PoolingChoice.OPEN);
	}

	/** A pooling that is chosen has no zeros around it, which would count in an average. */
	@Override
	public Network features(int channels, double multiplier, PoolingChoice pooling) {
		int width = new WidthMultiplier(multiplier).of(firstFilters());
		Network net = Network.input(UNet.IMAGE, channels).then("conv1_pad", ZeroPadding.of(3))
			.then("conv1_conv", Convolution.of(width, 7).stride(2).padding(Padding.VALID));
		net = relu(normalize(net, "conv1_bn"), "conv1_relu");
		net = pooling.isOpen()
			? net.then("pool1_pad", ZeroPadding.of(1)).then("pool1_pool", new Pooling(Pooling.Kind.MAX, Size.of(3), Size.of(2), Padding.VALID))
			: net.then("pool1_pool", pooling.of(Pooling.max(3).stride(2)));
		for (int stage = 0; stage < BLOCKS.length; stage++) {
			for (int block = 1; block <= BLOCKS[stage]; block++) {
				int stride = block == 1 && stage > 0 ? 2 : 1;
				net = block(net, "conv" + (stage + 2) + "_block" + block, width << stage, stride);
			}
		}
		return net;
	}

	/** The first block of a stage has a convolution in its shortcut, because the number of channels changes there. */
	private static Network block(Network before, String name, int filters, int stride) {
		String input = before.last();
		boolean first = name.endsWith("block1");
		Network net = first ? unit(before, name + "_0", Convolution.pointwise(EXPANSION * filters).stride(stride), input) : before;
		String shortcut = net.last();
		net = relu(unit(net, name + "_1", Convolution.pointwise(filters).stride(stride), input), name + "_1_relu");
		net = relu(unit(net, name + "_2", Convolution.of(filters, 3), net.last()), name + "_2_relu");
		net = unit(net, name + "_3", Convolution.pointwise(EXPANSION * filters), net.last());
		return relu(net.then(name + "_add", Join.add(), shortcut, net.last()), name + "_out");
	}

	private static Network unit(Network net, String name, Convolution convolution, String input) {
		return normalize(net.then(name + "_conv", convolution, input), name + "_bn");
	}

	private static Network normalize(Network net, String name) {
		return net.then(name, new Normalization(Normalization.Kind.BATCH, 1, 1.001e-5, MOMENTUM));
	}

	private static Network relu(Network net, String name) {
		return net.then(name, Activation.relu());
	}
}

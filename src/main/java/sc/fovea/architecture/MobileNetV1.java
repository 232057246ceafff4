package sc.fovea.architecture;

import org.scijava.plugin.Plugin;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.ZeroPadding;

/**
 * MobileNet (Howard et al. 2017, arXiv:1704.04861) as in Keras: a convolution of stride 2 and 13 blocks, each a depthwise 3×3 and a pointwise convolution
 * with normalization and ReLU6. The answer has 1024·α channels.
 * <p>
 * Published weights expect pixels from −1 to 1: value / 127.5 − 1 for 8 bits. Features equal those of Keras for even heights and widths; an odd image
 * counts as one with a row or column of zeros at its end, whereas Keras puts the zeros at the beginning, where a tile could not follow.
 */
@Plugin(type = Architecture.class, name = "mobilenet-v1")
public final class MobileNetV1 implements Backbone {

	private static final int[] FILTERS = { 64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024 };

	@Override
	public String name() {
		return "mobilenet-v1";
	}

	@Override
	public String summary() {
		return "MobileNet: depthwise and pointwise convolutions (Howard et al. 2017, arXiv:1704.04861)";
	}

	@Override
	public boolean hasPoolings() {
		return false;
	}

	@Override
	public int firstFilters() {
		return 32;
	}

	@Override
	public PublishedInput publishedInput() {
		return PublishedInput.ofUnitRange();
	}

	@Override
	public Network features(int channels, double multiplier) {
		WidthMultiplier width = new WidthMultiplier(multiplier);
		Network net = unit(Network.input(UNet.IMAGE, channels), "conv1", Convolution.of(width.of(firstFilters()), 3).stride(2).withoutBias());
		int previous = FILTERS[0];
		for (int block = 1; block <= FILTERS.length; block++) {
			int filters = FILTERS[block - 1];
			net = unit(depthwise(net, block, filters > previous), "conv_pw_" + block, Convolution.pointwise(width.of(filters)).withoutBias());
			previous = filters;
		}
		return net;
	}

	/** Blocks that widen halve the image first. */
	private static Network depthwise(Network net, int block, boolean halves) {
		Convolution depthwise = Convolution.depthwise(3).withoutBias();
		return halves
			? unit(net.then("conv_pad_" + block, new ZeroPadding(0, 1, 0, 1)), "conv_dw_" + block, depthwise.stride(2).padding(Padding.VALID))
			: unit(net, "conv_dw_" + block, depthwise);
	}

	private static Network unit(Network net, String name, Layer convolution) {
		return net.then(name, convolution).then(name + "_bn", new Normalization(Normalization.Kind.BATCH, 1, 1e-3, MOMENTUM)).then(name + "_relu",
			new Activation(Activation.Function.RELU6));
	}
}

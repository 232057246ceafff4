package sc.fovea.architecture;

import org.scijava.plugin.Plugin;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Padding;
import sc.fovea.net.ZeroPadding;

/**
 * MobileNetV2 (Sandler et al. 2018, arXiv:1801.04381) as in Keras: 17 inverted residual blocks, which widen, filter each channel and narrow again. The answer
 * has 1280 channels, or more for α above 1.
 * <p>
 * Published weights expect pixels from −1 to 1: value / 127.5 − 1 for 8 bits. Features equal those of a Keras model of open size for even heights and widths;
 * an odd image counts as one with a row or column of zeros at its end.
 */
@Plugin(type = Architecture.class, name = "mobilenet-v2")
public final class MobileNetV2 implements Backbone {

	/** Blocks of one kind: how many, of how many filters, stride of the first. */
	private record Stage(int blocks, int filters, int stride) {}

	private static final Stage[] STAGES = { new Stage(1, 16, 1), new Stage(2, 24, 2), new Stage(3, 32, 2), new Stage(4, 64, 2), new Stage(3, 96, 1),
		new Stage(3, 160, 2), new Stage(1, 320, 1) };
	private static final int EXPANSION = 6;
	private static final int LAST_FILTERS = 1280;

	@Override
	public String name() {
		return "mobilenet-v2";
	}

	@Override
	public String summary() {
		return "MobileNetV2: inverted residual blocks (Sandler et al. 2018, arXiv:1801.04381)";
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
		Convolution first = Convolution.of(width.inEights(firstFilters() * multiplier), 3).stride(2).withoutBias();
		Network net = relu(normalize(Network.input(UNet.IMAGE, channels).then("Conv1", first), "bn_Conv1"), "Conv1_relu");
		int block = 0;
		for (Stage stage : STAGES) {
			int filters = width.inEights((int) (stage.filters() * multiplier));
			for (int i = 0; i < stage.blocks(); i++) {
				net = block(net, block++, filters, i == 0 ? stage.stride() : 1);
			}
		}
		int last = multiplier > 1 ? width.inEights(LAST_FILTERS * multiplier) : LAST_FILTERS;
		return relu(normalize(net.then("Conv_1", Convolution.pointwise(last).withoutBias()), "Conv_1_bn"), "out_relu");
	}

	private static Network block(Network before, int number, int filters, int stride) {
		String input = before.last();
		int channels = before.shapes().get(input).channels();
		String prefix = number == 0 ? "expanded_conv_" : "block_" + number + "_";
		Network wide = number == 0
			? before
			: relu(normalize(before.then(prefix + "expand", Convolution.pointwise(EXPANSION * channels).withoutBias()), prefix + "expand_BN"),
				prefix + "expand_relu");
		Network filtered = relu(normalize(depthwise(wide, prefix, stride), prefix + "depthwise_BN"), prefix + "depthwise_relu");
		Network narrow = normalize(filtered.then(prefix + "project", Convolution.pointwise(filters).withoutBias()), prefix + "project_BN");
		return stride == 1 && channels == filters ? narrow.then(prefix + "add", Join.add(), input, narrow.last()) : narrow;
	}

	private static Network depthwise(Network net, String prefix, int stride) {
		Convolution depthwise = Convolution.depthwise(3).withoutBias();
		return stride == 1
			? net.then(prefix + "depthwise", depthwise)
			: net.then(prefix + "pad", new ZeroPadding(0, 1, 0, 1)).then(prefix + "depthwise", depthwise.stride(stride).padding(Padding.VALID));
	}

	private static Network normalize(Network net, String name) {
		return net.then(name, new Normalization(Normalization.Kind.BATCH, 1, 1e-3, MOMENTUM));
	}

	private static Network relu(Network net, String name) {
		return net.then(name, new Activation(Activation.Function.RELU6));
	}
}

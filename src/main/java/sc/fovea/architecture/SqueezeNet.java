package sc.fovea.architecture;

import java.util.List;

import org.scijava.plugin.Plugin;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Size;

/**
 * SqueezeNet 1.1 (Iandola et al. 2016, arXiv:1602.07360): eight fire modules, each of which squeezes the channels by a 1×1 convolution and expands them by 1×1 and 3×3
 * convolutions side by side; no normalization. The answer has 512·α channels on a grid of 16 pixels.
 * <p>
 * Published weights expect blue, green, red from 0 to 255, less 103.939, 116.779, 123.68, and were learned without padding in the first convolution and the poolings;
 * here the edges are padded at the right and at the bottom, which changes features only there.
 */
@Plugin(type = Architecture.class, name = "squeezenet")
public final class SqueezeNet implements Backbone {

	/** Channels between the convolutions of each fire module, from the second on. */
	private static final int[] SQUEEZED = { 16, 16, 32, 32, 48, 48, 64, 64 };
	/** Each half of a fire module has so many times as many. */
	private static final int EXPANSION = 4;
	/** Of the first fire module. */
	private static final int FIRST = 2;
	/** Fire modules with a pooling behind them. */
	private static final List<Integer> POOLED = List.of(3, 5);
	private static final int HALVINGS = 4;
	private static final int WINDOW = 3;

	@Override
	public String name() {
		return "squeezenet";
	}

	@Override
	public String summary() {
		return "SqueezeNet 1.1: 1x1 convolutions in front of 3x3 ones (Iandola et al. 2016, arXiv:1602.07360)";
	}

	@Override
	public int firstFilters() {
		return 64;
	}

	@Override
	public int halvings() {
		return HALVINGS;
	}

	@Override
	public PublishedInput publishedInput() {
		return new PublishedInput(255, List.of(-103.939, -116.779, -123.68), true);
	}

	@Override
	public Network features(int channels, double multiplier) {
		return features(channels, multiplier, PoolingChoice.OPEN);
	}

	@Override
	public Network features(int channels, double multiplier, PoolingChoice pooling) {
		WidthMultiplier width = new WidthMultiplier(multiplier);
		Pooling halving = pooling.of(new Pooling(Pooling.Kind.MAX, Size.of(WINDOW), Size.of(2), Padding.SAME));
		Network net = relu(Network.input(UNet.IMAGE, channels).then("conv1", Convolution.of(width.of(firstFilters()), WINDOW).stride(2)), "relu_conv1")
			.then("pool1", halving);
		for (int i = 0; i < SQUEEZED.length; i++) {
			net = fire(net, "fire" + (FIRST + i), width.of(SQUEEZED[i]));
			net = POOLED.contains(FIRST + i) ? net.then("pool" + (FIRST + i), halving) : net;
		}
		return net;
	}

	/** Keras writes {@code fire2/squeeze1x1} where a name here has an underscore. */
	private static Network fire(Network before, String name, int squeezed) {
		Network net = relu(before.then(name + "_squeeze1x1", Convolution.pointwise(squeezed)), name + "_relu_squeeze1x1");
		String input = net.last();
		net = relu(net.then(name + "_expand1x1", Convolution.pointwise(EXPANSION * squeezed), input), name + "_relu_expand1x1");
		net = relu(net.then(name + "_expand3x3", Convolution.of(EXPANSION * squeezed, WINDOW), input), name + "_relu_expand3x3");
		return net.then(name + "_concat", Join.concatenate(), name + "_relu_expand1x1", name + "_relu_expand3x3");
	}

	private static Network relu(Network net, String name) {
		return net.then(name, Activation.relu());
	}
}

package sc.fovea.architecture;

import org.scijava.plugin.Plugin;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;

/**
 * LeNet-5 (LeCun et al. 1998, doi:10.1109/5.726791) for images of any size: blocks of a 5×5 convolution, hyperbolic tangent and average pooling with 6, 16, 32, … filters,
 * then the paper's layers C5 and F6 as a 5×5 convolution of 120 and a 1×1 convolution of 84 filters. With two blocks and ten classes it has 61,706 weights, as the paper's
 * network where every map of C3 sees all of S2.
 * <p>
 * Unlike in the paper the poolings have no weights, edges are padded, and the fully connected layers look at every place of an image instead of one of 32×32 pixels.
 */
@Plugin(type = Architecture.class, name = "lenet5")
public final class LeNet5 implements Encoder {

	private static final int FIRST = 6;
	private static final int SECOND = 16;
	private static final int C5 = 120;
	private static final int F6 = 84;
	private static final int KERNEL = 5;

	@Override
	public String name() {
		return "lenet5";
	}

	@Override
	public String summary() {
		return "LeNet-5: 5x5 convolutions and average poolings (LeCun et al. 1998, doi:10.1109/5.726791)";
	}

	/** Those of the paper. */
	@Override
	public int filters(int usual) {
		return FIRST;
	}

	@Override
	public int halvings() {
		return 2;
	}

	@Override
	public Network down(TrunkOptions options, int halvings) {
		double width = (double) options.width() / FIRST;
		Network net = Network.input(UNet.IMAGE, options.channels());
		for (int block = 1; block <= halvings; block++) {
			int filters = block == 1 ? FIRST : SECOND << block - 2;
			net = layer(net, "c" + block, Convolution.of(scaled(filters, width), KERNEL));
			net = net.then("s" + block, options.pooling().of(Pooling.of(Pooling.Kind.AVERAGE, 2)));
		}
		return layer(layer(net, "c5", Convolution.of(scaled(C5, width), KERNEL)), "f6", Convolution.pointwise(scaled(F6, width)));
	}

	private static int scaled(int filters, double width) {
		return (int) Math.max(1, Math.round(filters * width));
	}

	private static Network layer(Network net, String name, Convolution convolution) {
		return net.then(name + "_conv", convolution).then(name + "_tanh", new Activation(Activation.Function.TANH));
	}
}

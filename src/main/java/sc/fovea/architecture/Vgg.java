package sc.fovea.architecture;

import java.util.List;

import org.scijava.plugin.Plugin;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;

/**
 * VGG-16 (Simonyan and Zisserman 2015, arXiv:1409.1556, configuration D) as in Keras: 13 convolutions of 3×3 in five blocks, each followed by a pooling that halves
 * the image. Block i (from 0) has 64·α·2^i filters, at most 512·α. The paper's three fully connected layers are left to the task.
 * <p>
 * Published weights expect blue, green, red from 0 to 255, less 103.939, 116.779, 123.68.
 */
@Plugin(type = Architecture.class, name = "vgg")
public final class Vgg implements Backbone {

	private static final int[] CONVOLUTIONS = { 2, 2, 3, 3, 3 };
	private static final int[] FILTERS = { 64, 128, 256, 512, 512 };

	@Override
	public String name() {
		return "vgg";
	}

	@Override
	public String summary() {
		return "VGG-16: blocks of 3x3 convolutions and poolings (Simonyan and Zisserman 2015, arXiv:1409.1556)";
	}

	@Override
	public int firstFilters() {
		return FILTERS[0];
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
		Network net = Network.input(UNet.IMAGE, channels);
		for (int block = 1; block <= FILTERS.length; block++) {
			for (int i = 1; i <= CONVOLUTIONS[block - 1]; i++) {
				String name = "block" + block + "_conv" + i;
				net = net.then(name, Convolution.of(width.of(FILTERS[block - 1]), 3)).then(name + "_relu", Activation.relu());
			}
			net = net.then(pool(block), pooling.of(Pooling.max(2)));
		}
		return net;
	}

	/** The pooling that ends a block. @param block from 1 */
	static String pool(int block) {
		return "block" + block + "_pool";
	}
}

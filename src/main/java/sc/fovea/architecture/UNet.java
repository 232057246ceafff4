package sc.fovea.architecture;

import org.scijava.plugin.Plugin;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dropout;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Upsampling;

/**
 * U-Net (Ronneberger, Fischer and Brox 2015, arXiv:1505.04597): levels of two 3×3 convolutions, halved on the way down; on the way up each level is doubled
 * and joined with the features of the same size.
 * <p>
 * For a grid above 1 a stem of two convolutions and a pooling comes before the first level, once for each halving. Level i (from 0) has
 * {@code width · (i + 1)} filters.
 */
@Plugin(type = Architecture.class, name = "unet")
public final class UNet implements Architecture {

	/** Name of the input. */
	public static final String IMAGE = "image";

	/** Name of the last activation of the stem, at full resolution; present if the grid is above 1. */
	public static final String STEM = "stem1b_relu";

	@Override
	public String name() {
		return "unet";
	}

	@Override
	public String summary() {
		return "U-Net: down and up again, joined level by level (Ronneberger et al. 2015, arXiv:1505.04597)";
	}

	/** @throws IllegalArgumentException if poolings do not halve the image, since the way up doubles */
	@Override
	public Network trunk(TrunkOptions options) {
		options.requireHalving(name());
		Network net = stem(options, Network.input(IMAGE, options.channels()));
		int depth = options.depth();
		for (int level = 1; level < depth; level++) {
			net = block(net, "down" + level, options.width() * level);
			net = net.then("down" + level + "_pool", options.pooling().of(Pooling.max(2)));
		}
		net = bottom(options, net);
		for (int level = depth - 1; level >= 1; level--) {
			net = net.then("up" + level + "_double", Upsampling.nearest(2))
				.then("up" + level + "_join", Join.concatenate(), "up" + level + "_double", "down" + level + "b_relu");
			net = block(net, "up" + level, options.width() * level);
		}
		return net;
	}

	private static Network stem(TrunkOptions options, Network input) {
		Network net = input;
		for (int halving = 1, grid = options.grid(); grid > 1; halving++, grid /= 2) {
			net = block(net, "stem" + halving, Math.max(8, options.width() / 2));
			net = net.then("stem" + halving + "_pool", options.pooling().of(Pooling.max(2)));
		}
		return net;
	}

	private static Network bottom(TrunkOptions options, Network net) {
		int filters = options.width() * options.depth();
		Network half = convolution(net, "bottoma", filters);
		Network dropped = options.dropout() > 0 ? half.then("bottom_dropout", new Dropout(options.dropout())) : half;
		return convolution(dropped, "bottomb", filters);
	}

	private static Network block(Network net, String name, int filters) {
		return convolution(convolution(net, name + "a", filters), name + "b", filters);
	}

	private static Network convolution(Network net, String name, int filters) {
		return net.then(name, Convolution.of(filters, 3)).then(name + "_relu", Activation.relu());
	}
}

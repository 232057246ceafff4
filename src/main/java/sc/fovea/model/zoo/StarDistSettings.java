package sc.fovea.model.zoo;

import sc.fovea.model.ModelFormatException;
import sc.fovea.net.Activation;

/**
 * What {@code config.json} says of a StarDist network; a missing key has StarDist's own default.
 *
 * @param channels of the image
 * @param rays directions of a polygon
 * @param grid pixels per cell, a power of 2
 * @param classes of objects, 0 for none
 * @param afterwards filters of the convolution behind the U-Net, 0 for none
 * @param unet the U-Net
 */
record StarDistSettings(int channels, int rays, int grid, int classes, int afterwards, Unet unet) {

	private static final int MOST_CHANNELS = 1024;
	private static final int MOST_FILTERS = 4096;
	private static final int MOST_SIDE = 64;

	/**
	 * The U-Net.
	 *
	 * @param depth number of halvings
	 * @param filters of the first level
	 * @param convolutions of each level
	 * @param kernel side of a convolution
	 * @param pool side of a pooling
	 * @param function behind each convolution
	 * @param last behind the last one
	 * @param hasNormalization whether batches are normalised
	 * @param dropout rate
	 * @param prefix of the layers' names
	 */
	record Unet(int depth, int filters, int convolutions, int kernel, int pool, Activation.Function function, Activation.Function last,
		boolean hasNormalization, double dropout, String prefix) {}

	/** Reads them. @throws ModelFormatException if a value is out of range, or of a kind of network that is not built here */
	static StarDistSettings of(ForeignSettings config) throws ModelFormatException {
		if (config.whole("n_dim", 2, 3) != 2) {
			throw config.refusal("n_dim", "2: StarDist for planes", config.tree().get("n_dim"));
		}
		if (!config.text("backbone", "unet").equals("unet")) {
			throw config.refusal("backbone", "unet", config.tree().get("backbone"));
		}
		int grid = config.side("grid", 1, MOST_SIDE);
		if (Integer.bitCount(grid) != 1) {
			throw config.refusal("grid", "powers of 2", grid);
		}
		return new StarDistSettings(config.whole("n_channel_in", 1, MOST_CHANNELS), config.whole("n_rays", 32, MOST_CHANNELS), grid,
			config.whole("n_classes", 0, MOST_CHANNELS), config.whole("net_conv_after_unet", 128, MOST_FILTERS), unet(config));
	}

	private static Unet unet(ForeignSettings config) throws ModelFormatException {
		Activation.Function function = activation(config, "unet_activation", "relu");
		return new Unet(config.whole("unet_n_depth", 3, 8), config.whole("unet_n_filter_base", 32, MOST_FILTERS),
			config.whole("unet_n_conv_per_depth", 2, 16), config.side("unet_kernel_size", 3, MOST_SIDE), config.side("unet_pool", 2, MOST_SIDE), function,
			activation(config, "unet_last_activation", config.text("unet_activation", "relu")), config.flag("unet_batch_norm", false),
			config.number("unet_dropout", 0), config.text("unet_prefix", ""));
	}

	private static Activation.Function activation(ForeignSettings config, String key, String usual) throws ModelFormatException {
		String name = config.text(key, usual);
		return Activations.keras(name).orElseThrow(() -> config.refusal(key, "an activation that Fovea has", name));
	}
}

package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.model.keras.KerasLayer;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dropout;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Pooling;
import sc.fovea.net.Upsampling;

/**
 * StarDist's network: for each halving of the grid convolutions and a pooling; a U-Net; one more convolution; the heads. Heads and the layer before them have
 * the names by which Fovea trains such networks.
 */
final class StarDistNetwork {

	static final String PROBABILITY = "probability";
	static final String DISTANCES = "distances";
	private static final String FEATURES = "features";
	private static final String CONVOLUTION = "conv2d";
	private static final String NORMALIZATION = "batch_normalization";

	private final StarDistSettings settings;
	private final StarDistSettings.Unet unet;
	private final List<KerasLayer> layers = new ArrayList<>();
	private Network net;

	private StarDistNetwork(StarDistSettings settings) {
		this.settings = settings;
		this.unet = settings.unet();
		this.net = Network.input("image", settings.channels());
	}

	/** Builds it. @throws IllegalArgumentException if the settings make no network */
	static StarDistNetwork of(StarDistSettings settings) {
		StarDistNetwork building = new StarDistNetwork(settings);
		building.stem();
		building.unet();
		building.heads();
		return building;
	}

	Network network() {
		return net;
	}

	/** The layers with weights, in the order in which Keras numbers them. */
	List<KerasLayer> layers() {
		return List.copyOf(layers);
	}

	private void stem() {
		for (int halving = 1, grid = settings.grid(); grid > 1; halving++, grid /= 2) {
			for (int i = 0; i < unet.convolutions(); i++) {
				convolution("stem" + halving + "_" + i, "", unet.filters());
				activation("stem" + halving + "_" + i + "_act", unet.function());
			}
			net = net.then("stem" + halving + "_pool", Pooling.max(2));
		}
	}

	private void unet() {
		List<String> skips = new ArrayList<>();
		for (int level = 0; level < unet.depth(); level++) {
			for (int i = 0; i < unet.convolutions(); i++) {
				block("down_level_" + level + "_no_" + i, filters(level), unet.function());
			}
			skips.add(net.last());
			net = net.then("max_" + level, Pooling.max(unet.pool()));
		}
		level("middle_", filters(unet.depth()), filters(unet.depth() - 1), unet.function());
		for (int level = unet.depth() - 1; level >= 0; level--) {
			net = net.then("up_" + level, Upsampling.nearest(unet.pool())).then("join_" + level, Join.concatenate(), "up_" + level, skips.get(level));
			level("up_level_" + level + "_no_", filters(level), filters(level - 1), level > 0 ? unet.function() : unet.last());
		}
	}

	/** Convolutions of a level, of which the last has the filters of the next level; StarDist counts it one further. */
	private void level(String name, int filters, int next, Activation.Function last) {
		for (int i = 0; i < unet.convolutions() - 1; i++) {
			block(name + i, filters, unet.function());
		}
		block(name + unet.convolutions(), next, last);
	}

	private int filters(int level) {
		return Math.multiplyExact(unet.filters(), 1 << Math.max(0, level));
	}

	private void block(String name, int filters, Activation.Function function) {
		convolution(name, unet.prefix() + name, filters);
		if (unet.hasNormalization()) {
			net = net.then(name + "_norm", Normalization.batch());
			layers.add(new KerasLayer(name + "_norm", "", NORMALIZATION));
		}
		activation(name + "_act", function);
		if (unet.dropout() > 0) {
			net = net.then(name + "_dropout", new Dropout(unet.dropout()));
		}
	}

	private void heads() {
		String features = net.last();
		if (settings.afterwards() > 0) {
			convolution(FEATURES, FEATURES, settings.afterwards());
			activation("features_relu", unet.function());
			features = net.last();
			countClassFeatures();
		}
		net = net.then("probability_logit", Convolution.pointwise(1)).then(PROBABILITY, new Activation(Activation.Function.SIGMOID));
		layers.add(new KerasLayer("probability_logit", "prob", CONVOLUTION));
		net = net.then(DISTANCES, Convolution.pointwise(settings.rays()), features).withOutputs(PROBABILITY, DISTANCES);
		layers.add(new KerasLayer(DISTANCES, "dist", CONVOLUTION));
	}

	private void countClassFeatures() {
		if (settings.classes() > 0) {
			layers.add(KerasLayer.unread("features_class", CONVOLUTION));
		}
	}

	private void convolution(String name, String keras, int filters) {
		net = net.then(name, Convolution.of(filters, unet.kernel()));
		layers.add(new KerasLayer(name, keras, CONVOLUTION));
	}

	private void activation(String name, Activation.Function function) {
		net = net.then(name, new Activation(function));
	}
}

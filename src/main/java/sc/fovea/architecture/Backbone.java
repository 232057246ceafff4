package sc.fovea.architecture;

import sc.fovea.net.Network;

/**
 * A trunk that was published as a classifier with trained weights. It only goes down, from the image to features on a grid of 32 pixels, and its nodes have
 * the names of the layers in Keras, so that weights of Keras find their place.
 *
 * <pre>{@code
 * Network features = new MobileNetV1().features(1, 0.25);   // grey images, a quarter of the filters
 * Weights weights = KerasWeights.read(file, features);
 * Network classifier = features.then("pool", new GlobalPooling(Pooling.Kind.AVERAGE)).then("classes", Dense.of(4));
 * Weights start = weights.fitTo(classifier, seed);          // the new last layer comes fresh
 * }</pre>
 */
public interface Backbone extends Encoder {

	/**
	 * Share of the old statistics that a step of training keeps. They follow the data sooner than where these networks come from, with 0.99 and more: small sets are
	 * trained in a few hundred steps, after which a network from scratch would still be judged by statistics of its beginning.
	 */
	double MOMENTUM = 0.9;

	/** Filters of the first convolution at width multiplier 1. */
	int firstFilters();

	/** Those of the published network. */
	@Override
	default int filters(int usual) {
		return firstFilters();
	}

	/** Published networks end on a grid of 32 pixels. */
	@Override
	default int halvings() {
		return 5;
	}

	@Override
	default int mostHalvings() {
		return halvings();
	}

	/** What its published weights expect of pixels. */
	PublishedInput publishedInput();

	/**
	 * All of it, without the layers behind the last features.
	 *
	 * @param channels of the image, whose input is called {@link UNet#IMAGE}
	 * @param multiplier α of the number of filters, 1 for the published one
	 * @throws IllegalArgumentException if channels are below 1, or the multiplier leaves a layer without filters or is not a number up to 16
	 */
	Network features(int channels, double multiplier);

	/**
	 * The same with other poolings.
	 *
	 * @throws IllegalArgumentException if something is asked of poolings and there are none between its layers
	 */
	default Network features(int channels, double multiplier, PoolingChoice pooling) {
		if (!pooling.isOpen()) {
			throw new IllegalArgumentException(
				"Expected no pooling to be chosen for " + name() + ", which has none between its layers; resnet50, vgg or unet have.");
		}
		return features(channels, multiplier);
	}

	/**
	 * The part down to a grid, with a multiplier that gives its first convolution the options' width. The last node is the deepest of that grid.
	 *
	 * @throws IllegalArgumentException if only a part is wanted and poolings do not halve the image
	 */
	@Override
	default Network down(TrunkOptions options, int halvings) {
		Network all = features(options.channels(), (double) options.width() / firstFilters(), options.pooling());
		if (halvings == halvings()) return all;
		options.requireHalving("a part of " + name());
		return all.upTo(new Levels(all, all.last()).deepest(1 << halvings).get(0));
	}
}

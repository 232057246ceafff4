package sc.fovea.architecture;

import java.util.Map;

import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.ZeroPadding;

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
public interface Backbone extends Architecture {

	/**
	 * Share of the old statistics that a step of training keeps. They follow the data sooner than where these networks come from, with 0.99 and more: small sets are
	 * trained in a few hundred steps, after which a network from scratch would still be judged by statistics of its beginning.
	 */
	double MOMENTUM = 0.9;

	/** Filters of the first convolution at width multiplier 1. */
	int firstFilters();

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
	 * The part down to the options' grid, with a multiplier that gives its first convolution the options' width. The last node is the deepest of that
	 * grid.
	 *
	 * @throws IllegalArgumentException if the grid is not 2, 4, 8, 16 or 32, or there is to be a level below it or dropout, which a backbone has not
	 */
	@Override
	default Network trunk(TrunkOptions options) {
		if (options.depth() != 1 || options.dropout() != 0) {
			throw new IllegalArgumentException("Expected depth 1 and no dropout for " + name() + ", which only goes down, got depth " + options.depth()
				+ " and dropout " + options.dropout() + ".");
		}
		Network all = features(options.channels(), (double) options.width() / firstFilters());
		Map<String, Ratio> grids = new ReceptiveField(all).grids(Axis.X);
		Ratio grid = new Ratio(1, options.grid());
		String last = all.nodes().stream().filter(n -> grids.get(n.name()).equals(grid) && !(n.layer() instanceof ZeroPadding)).map(Node::name)
			.reduce((first, second) -> second).orElseThrow(() -> new IllegalArgumentException(
				"Expected a grid of 2, 4, 8, 16 or 32 pixels for " + name() + ", got " + options.grid() + "."));
		return all.upTo(last);
	}
}

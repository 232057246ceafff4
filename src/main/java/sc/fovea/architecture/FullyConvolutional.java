package sc.fovea.architecture;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dropout;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Upsampling;

/**
 * Fully convolutional network (Long, Shelhamer and Darrell 2015, arXiv:1411.4038): {@link Vgg} without its classifier, whose fully connected layers have become
 * convolutions of 7×7 and 1×1, and scores of the deepest features. Where there are skips, scores are doubled and those of the pooling before are added, as often as there
 * are skips; then they are enlarged to the grid at once.
 * <p>
 * The trunk has 32 scores, of which a task's 1×1 convolution makes those of its classes: since it and the enlargement are linear, that is the paper's network for up to
 * 32 classes. Enlargements are bilinear, which is where the paper's begin; the paper's dropout of 0.5 in the fully connected layers is what {@code dropout} says.
 * With 64 filters in the first convolution it is the published network of 134 million weights; unless told otherwise it has 16.
 */
abstract class FullyConvolutional implements Architecture {

	private static final int SCORES = 32;
	private static final int QUARTER = 16;
	private static final int PUBLISHED = 64;
	private static final int FULLY_CONNECTED = 4096;
	private static final int HALVINGS = 5;

	private final int skips;

	/** @param skips number of poolings that scores are taken of besides the last */
	FullyConvolutional(int skips) {
		this.skips = skips;
	}

	/** {@code fcn-8s} says that the scores lie on a grid of 8 pixels. */
	@Override
	public String name() {
		return "fcn-" + (1 << HALVINGS - skips) + "s";
	}

	@Override
	public String summary() {
		return "FCN-" + (1 << HALVINGS - skips) + "s: VGG with scores of " + (skips + 1) + (skips == 0 ? " level" : " levels")
			+ ", enlarged (Long et al. 2015, arXiv:1411.4038)";
	}

	@Override
	public int filters(int usual) {
		return QUARTER;
	}

	@Override
	public int halvings() {
		return HALVINGS;
	}

	@Override
	public int mostHalvings() {
		return HALVINGS;
	}

	@Override
	public int depth(int grid) {
		return HALVINGS - Integer.numberOfTrailingZeros(grid) + 1;
	}

	/** Scores are enlarged to the whole image. */
	@Override
	public int scoreGrid(int usual) {
		return 1;
	}

	/** Those of the deepest level, before the scores. */
	@Override
	public Network features(TrunkOptions options) {
		options.requireHalvings(1, this);
		return classifier(options, 0);
	}

	/** @throws IllegalArgumentException if the skips do not fit between grid and depth, or poolings do not halve the image */
	@Override
	public Network trunk(TrunkOptions options) {
		options.requireHalving(name());
		options.requireHalvings(skips + 1, this);
		int finest = options.halvings() - skips;
		if (1 << finest < options.grid()) {
			throw new IllegalArgumentException(
				"Expected a depth of at least " + (skips + 1) + " for " + name() + " on a grid of " + options.grid() + " pixels, got "
					+ options.depth() + ".");
		}
		Network net = score(classifier(options, options.dropout()), "score");
		for (int halving = options.halvings() - 1; halving >= finest; halving--) {
			net = joined(net, halving);
		}
		int factor = (1 << finest) / options.grid();
		return factor == 1 ? net : net.then("upscore", new Upsampling(factor, Upsampling.Method.BILINEAR));
	}

	private Network classifier(TrunkOptions options, double dropout) {
		int filters = Math.max(1, FULLY_CONNECTED * options.width() / PUBLISHED);
		Network net = new Vgg().features(options.channels(), (double) options.width() / PUBLISHED, options.pooling()).upTo(Vgg.pool(options.halvings()));
		return connected(connected(net, "fc6", Convolution.of(filters, 7), dropout), "fc7", Convolution.pointwise(filters), dropout);
	}

	private static Network connected(Network net, String name, Convolution convolution, double dropout) {
		Network layer = net.then(name, convolution).then(name + "_relu", Activation.relu());
		return dropout > 0 ? layer.then(name + "_dropout", new Dropout(dropout)) : layer;
	}

	private static Network score(Network net, String name) {
		return net.then(name, Convolution.pointwise(SCORES));
	}

	/** With the scores of a pooling added. */
	private static Network joined(Network before, int halving) {
		String name = "pool" + halving;
		String doubled = name + "_upscore";
		return before.then(doubled, new Upsampling(2, Upsampling.Method.BILINEAR)).then(name + "_score", Convolution.pointwise(SCORES), Vgg.pool(halving))
			.then(name + "_add", Join.add(), doubled, name + "_score");
	}
}

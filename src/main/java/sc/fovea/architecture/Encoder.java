package sc.fovea.architecture;

import sc.fovea.net.Dropout;
import sc.fovea.net.Network;

/**
 * An architecture that only goes down, from the image to coarse features. Where a task needs features on a finer grid than the deepest, they come up again by a
 * {@link Decoder}.
 * <p>
 * Dropout comes behind the deepest features, never in front of a batch normalization: dropout widens the spread of what it leaves, but only in training, and the
 * statistics that a normalization learned of it are wrong when the model is used (Li et al. 2019, arXiv:1801.05134).
 */
public interface Encoder extends Architecture {

	/** Name of the dropout behind the deepest features. */
	String DROPOUT = "deepest_dropout";

	/**
	 * The network from the image, an input called {@link UNet#IMAGE}, to its deepest features, which are its last node and only output.
	 *
	 * @param options of which channels, width and pooling count
	 * @param halvings number of layers that halve the image, or shrink it as the poolings are told to
	 * @throws IllegalArgumentException if the architecture cannot be built so
	 */
	Network down(TrunkOptions options, int halvings);

	/** The whole way down, with poolings of any stride. @throws IllegalArgumentException if there are too few or too many halvings for it */
	@Override
	default Network features(TrunkOptions options) {
		options.requireHalvings(1, this);
		return down(options, options.halvings());
	}

	/** @throws IllegalArgumentException if it cannot be built so, or poolings do not halve the image */
	@Override
	default Network trunk(TrunkOptions options) {
		options.requireHalving(name());
		options.requireHalvings(1, this);
		Network deepest = down(options, options.halvings());
		Network dropped = options.dropout() > 0 ? deepest.then(DROPOUT, new Dropout(options.dropout())) : deepest;
		return Decoder.standard().attach(dropped, options.grid());
	}

	/** To the deepest level of its usual form. */
	@Override
	default int depth(int grid) {
		return Math.max(1, halvings() - Integer.numberOfTrailingZeros(grid) + 1);
	}

	@Override
	default boolean comesUp() {
		return false;
	}
}

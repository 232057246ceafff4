package sc.fovea.architecture;

import org.scijava.plugin.SciJavaPlugin;

import sc.fovea.net.Network;

/**
 * Extension point: a way to build the trunk of a network, found by SciJava through
 * {@code @Plugin(type = Architecture.class, name = "unet")}.
 * <p>
 * A trunk ends in features, not in an answer; a task puts its heads behind it. The same architecture serves segmentation, detection, localization and classification.
 * One that only goes down to coarse features implements {@link Encoder}, and comes up again by a {@link Decoder} where a task needs it.
 */
public interface Architecture extends SciJavaPlugin {

	/** Name as users write it, for example {@code unet}. */
	String name();

	/** What it is, with its paper, in a line for a list; empty if it does not say. */
	default String summary() {
		return "";
	}

	/**
	 * The trunk for the given options. Its last node and only output are the features, on a grid of {@code options.grid()} input pixels, which have seen
	 * {@code options.depth()} levels; its input is called {@code image}.
	 *
	 * @throws IllegalArgumentException if the architecture cannot be built with these options; the message is one sentence that says what would fit
	 */
	Network trunk(TrunkOptions options);

	/**
	 * The features by which whole images are told apart, after as many halvings as the grid has; they need not lie on a grid of that size if poolings are told to
	 * step by another stride. There is no dropout in them: it belongs behind them, in {@link ClassHead}.
	 *
	 * @throws IllegalArgumentException if the architecture cannot be built with these options
	 */
	default Network features(TrunkOptions options) {
		return trunk(new TrunkOptions(options.channels(), options.grid(), options.width(), options.depth(), options.pooling(), 0));
	}

	/** Filters of the first level at width 1. @param usual what the task usually takes */
	default int filters(int usual) {
		return usual;
	}

	/** Halvings of {@link #features} unless told otherwise. */
	default int halvings() {
		return 4;
	}

	/** Most halvings from the image to the deepest level. */
	default int mostHalvings() {
		return 7;
	}

	/** Levels from a grid downwards unless told otherwise. */
	default int depth(int grid) {
		return 4;
	}

	/** Whether it has a way of its own from the deepest level up to the grid, so that a fine grid has seen as much as a coarse one. */
	default boolean comesUp() {
		return true;
	}

	/** Grid on which a score for each class of pixels is taken. @param usual by the size of the objects */
	default int scoreGrid(int usual) {
		return usual;
	}

	/** Whether there are poolings between its layers, whose kind, size and stride can be chosen. */
	default boolean hasPoolings() {
		return true;
	}
}

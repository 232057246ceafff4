package sc.fovea.architecture;

import org.scijava.plugin.SciJavaPlugin;

import sc.fovea.net.Network;

/**
 * Extension point: a way to build the trunk of a network, found by SciJava through
 * {@code @Plugin(type = Architecture.class, name = "unet")}.
 * <p>
 * A trunk ends in features, not in an answer; a task puts its heads behind it. The same trunk serves segmentation, detection and classification.
 */
public interface Architecture extends SciJavaPlugin {

	/** Name as users write it, for example {@code unet}. */
	String name();

	/**
	 * The trunk for the given options. Its only output are the features, on a grid of {@code options.grid()} input pixels; its input is called
	 * {@code image}.
	 *
	 * @throws IllegalArgumentException if the architecture cannot be built with these options
	 */
	Network trunk(TrunkOptions options);
}

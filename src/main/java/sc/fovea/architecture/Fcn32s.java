package sc.fovea.architecture;

import org.scijava.plugin.Plugin;

/** Fully convolutional network whose scores lie on a grid of 32 pixels, with no skips; see {@link FullyConvolutional}. */
@Plugin(type = Architecture.class, name = "fcn-32s")
public final class Fcn32s extends FullyConvolutional {

	/** With no skips. */
	public Fcn32s() {
		super(0);
	}
}

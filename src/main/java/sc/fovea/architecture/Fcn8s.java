package sc.fovea.architecture;

import org.scijava.plugin.Plugin;

/** Fully convolutional network whose scores lie on a grid of 8 pixels, with two skips; see {@link FullyConvolutional}. */
@Plugin(type = Architecture.class, name = "fcn-8s")
public final class Fcn8s extends FullyConvolutional {

	/** With two skips. */
	public Fcn8s() {
		super(2);
	}
}

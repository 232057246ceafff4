package sc.fovea.architecture;

import org.scijava.plugin.Plugin;

/** Fully convolutional network whose scores lie on a grid of 16 pixels, with one skip; see {@link FullyConvolutional}. */
@Plugin(type = Architecture.class, name = "fcn-16s")
public final class Fcn16s extends FullyConvolutional {

	/** With one skip. */
	public Fcn16s() {
		super(1);
	}
}

package sc.fovea.augment;

import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/** A family of random changes. It draws a change and never sees an image, so that it cannot forget labels or boxes. */
@FunctionalInterface
public interface Augmentation {

	/** Draws a change for a picture of the given size. The same state of the random source gives the same change. */
	Change draw(Extent extent, SplittableRandom random);
}

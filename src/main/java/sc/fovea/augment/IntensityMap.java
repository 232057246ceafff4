package sc.fovea.augment;

import sc.fovea.data.Pixels;

/**
 * A drawn change of the values of a picture; nothing moves. It depends on nothing but its own fields, so that the same map gives the same values every time.
 * In a stack every slice is changed alike, with noise of its own.
 */
@FunctionalInterface
public interface IntensityMap {

	/** Changes the values in place and keeps them between the floor and the ceiling of their range. */
	void apply(Pixels pixels);
}

package sc.fovea.augment;

import java.util.function.Supplier;

import sc.fovea.data.Annotated;

/** A drawn way to make one sample from several of the same kind. */
@FunctionalInterface
public interface Combination {

	/**
	 * A new sample of the same size as the given one.
	 *
	 * @param sample stays as it is
	 * @param others gives another sample each time
	 * @param framing for what lies beyond a sample's edge
	 * @throws IllegalArgumentException if another sample has other channels or slices
	 */
	Annotated combine(Annotated sample, Supplier<Annotated> others, Framing framing);
}

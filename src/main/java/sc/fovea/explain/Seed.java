package sc.fovea.explain;

import sc.fovea.net.Tensor;

/** Which values of a node make up a score: weights in the shape of the node's value, so that the score is Σ weight · value. */
@FunctionalInterface
public interface Seed {

	/**
	 * The weights.
	 *
	 * @param value of the node for the image that is explained, (1, h, w, C), by which places may be chosen
	 * @return in the same shape
	 */
	Tensor of(Tensor value);

	/** The mean of a channel over all places; of (1, 1, 1, C) the channel itself. @param channel from 0 */
	static Seed channel(int channel) {
		return value -> {
			Tensor seed = Tensor.zeros(value.shape());
			int places = value.height() * value.width();
			for (int i = channel; i < seed.data().length; i += value.channels()) {
				seed.data()[i] = 1f / places;
			}
			return seed;
		};
	}

	/** One value: that of a channel at a place, given as index {@code (y · w + x) · C + c}. */
	static Tensor single(Tensor value, int index) {
		Tensor seed = Tensor.zeros(value.shape());
		seed.data()[index] = 1;
		return seed;
	}
}

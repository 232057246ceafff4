package sc.fovea.backend;

/**
 * One term of the training objective: weight · Σ m·l / Σ m over the batch, with m the mask.
 * <p>
 * A mask (N, H, W, 1) weighs pixels: l is the error of a pixel, the mean of its channels' errors. A mask in the output's shape (N, H, W, C) weighs single values: l is
 * the error of one value, so that each pixel can be judged in channels of its own, as the boxes of a region's class are:
 *
 * <pre>{@code
 * Loss boxes = new Loss(Loss.Kind.HUBER, "deltas", "shift", "of_class", 1);
 * // of_class: for each region 1 in the four channels of its class and 0 in all others
 * }</pre>
 *
 * @param kind how output and target become an error
 * @param output name of the network's node whose value is judged
 * @param target name of the target in the batch, in the output's shape (N, H, W, C)
 * @param mask name of the mask in the batch, (N, H, W, 1) or (N, H, W, C), values 0 or more, or empty for 1 everywhere; where Σ m is 0 the term is 0
 * @param weight factor of this term in the sum
 */
public record Loss(Kind kind, String output, String target, String mask, double weight) {

	/** How output o and target t of a pixel become an error; C is the number of channels. */
	public enum Kind {
		/** Mean over channels of −t·ln σ(o) − (1 − t)·ln(1 − σ(o)), σ the sigmoid; t in 0–1. */
		BINARY_CROSS_ENTROPY,
		/** −Σ t·ln softmax(o); t one-hot or a distribution over the channels. It is an error of pixels only: its mask is (N, H, W, 1). */
		SOFTMAX_CROSS_ENTROPY,
		/** Mean over channels of |o − t|. */
		ABSOLUTE_ERROR,
		/** Mean over channels of (o − t)². */
		SQUARED_ERROR,
		/** Mean over channels of Huber's error: d²/2 for d = |o − t| ≤ 1, else d − 1/2 (smooth L1 of Fast R-CNN). */
		HUBER;

		/** Whether a single value has an error of its own, so that a mask (N, H, W, C) can weigh it. */
		public boolean isOfValues() {
			return this != SOFTMAX_CROSS_ENTROPY;
		}
	}

	/** Without a mask. */
	public Loss(Kind kind, String output, String target, double weight) {
		this(kind, output, target, "", weight);
	}
}

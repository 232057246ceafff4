package sc.fovea.backend;

/**
 * One term of the training objective: weight · Σ m·l / Σ m over the pixels of the batch, with l the error of a pixel and m its mask.
 *
 * @param kind how output and target become an error
 * @param output name of the network's node whose value is judged
 * @param target name of the target in the batch, in the output's shape (N, H, W, C)
 * @param mask name of the mask (N, H, W, 1) in the batch, values 0 or more, or empty for 1 everywhere; where Σ m is 0 the term is 0
 * @param weight factor of this term in the sum
 */
public record Loss(Kind kind, String output, String target, String mask, double weight) {

	/** How output o and target t of a pixel become an error; C is the number of channels. */
	public enum Kind {
		/** Mean over channels of −t·ln σ(o) − (1 − t)·ln(1 − σ(o)), σ the sigmoid; t in 0–1. */
		BINARY_CROSS_ENTROPY,
		/** −Σ t·ln softmax(o); t one-hot or a distribution over the channels. */
		SOFTMAX_CROSS_ENTROPY,
		/** Mean over channels of |o − t|. */
		ABSOLUTE_ERROR,
		/** Mean over channels of (o − t)². */
		SQUARED_ERROR,
		/** Mean over channels of Huber's error: d²/2 for d = |o − t| ≤ 1, else d − 1/2 (smooth L1 of Fast R-CNN). */
		HUBER
	}

	/** Without a mask. */
	public Loss(Kind kind, String output, String target, double weight) {
		this(kind, output, target, "", weight);
	}
}

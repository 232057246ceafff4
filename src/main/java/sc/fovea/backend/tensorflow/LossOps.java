package sc.fovea.backend.tensorflow;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import sc.fovea.backend.Loss;

/** Losses from the outputs themselves, in forms that neither overflow nor lose a gradient. */
final class LossOps {

	private final Ops tf;

	/** Losses in a graph. */
	LossOps(Ops tf) {
		this.tf = tf;
	}

	/** Mean error over the pixels. */
	Operand<TFloat32> mean(Loss.Kind kind, Pair pair) {
		return tf.math.mean(tf.reshape(errors(kind, pair), tf.constant(new int[] { -1 })), tf.constant(0));
	}

	/** Mean error over the pixels, weighted by a mask (N, H, W, 1); 0 where the mask is 0 everywhere. */
	Operand<TFloat32> mean(Loss.Kind kind, Pair pair, Operand<TFloat32> mask) {
		Operand<TInt32> row = tf.constant(new int[] { -1 });
		Operand<TFloat32> weights = tf.reshape(mask, row);
		Operand<TFloat32> errors = tf.reshape(errors(kind, pair), row);
		Operand<TInt32> all = tf.constant(0);
		return tf.math.divNoNan(tf.sum(tf.math.mul(errors, weights), all), tf.sum(weights, all));
	}

	private Operand<TFloat32> errors(Loss.Kind kind, Pair pair) {
		return switch (kind) {
			case SOFTMAX_CROSS_ENTROPY -> tf.nn.softmaxCrossEntropyWithLogits(rows(pair.output(), pair), rows(pair.target(), pair)).loss();
			case BINARY_CROSS_ENTROPY -> channelMean(binaryCrossEntropy(pair));
			case ABSOLUTE_ERROR -> channelMean(tf.math.abs(difference(pair)));
			case SQUARED_ERROR -> channelMean(tf.math.square(difference(pair)));
			case HUBER -> channelMean(huber(tf.math.abs(difference(pair))));
		};
	}

	private Operand<TFloat32> rows(Operand<TFloat32> image, Pair pair) {
		return tf.reshape(image, tf.constant(new int[] { -1, pair.channels() }));
	}

	/** −ln σ(o) = softplus(−o) and −ln(1 − σ(o)) = softplus(o). */
	private Operand<TFloat32> binaryCrossEntropy(Pair pair) {
		Operand<TFloat32> positive = tf.math.mul(pair.target(), tf.math.softplus(tf.math.neg(pair.output())));
		Operand<TFloat32> negative = tf.math.mul(tf.math.sub(tf.constant(1f), pair.target()), tf.math.softplus(pair.output()));
		return tf.math.add(positive, negative);
	}

	/** With q = min(d, 1): q·(d − q/2). */
	private Operand<TFloat32> huber(Operand<TFloat32> distance) {
		Operand<TFloat32> bent = tf.math.minimum(distance, tf.constant(1f));
		return tf.math.mul(bent, tf.math.sub(distance, tf.math.mul(bent, tf.constant(0.5f))));
	}

	private Operand<TFloat32> difference(Pair pair) {
		return tf.math.sub(pair.output(), pair.target());
	}

	private Operand<TFloat32> channelMean(Operand<TFloat32> errors) {
		return tf.math.mean(errors, tf.constant(3), Mean.keepDims(false));
	}

	/**
	 * What is compared.
	 *
	 * @param output value of the network (N, H, W, C)
	 * @param target what it should be, in the same shape
	 * @param channels C
	 */
	record Pair(Operand<TFloat32> output, Operand<TFloat32> target, int channels) {}
}

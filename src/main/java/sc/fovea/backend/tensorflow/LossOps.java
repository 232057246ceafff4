package sc.fovea.backend.tensorflow;

import java.util.List;

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

	/** Mean error over all pixels. */
	Operand<TFloat32> mean(Loss.Kind kind, Pair pair) {
		return tf.math.mean(tf.reshape(errors(kind, pair), tf.constant(new int[] { -1 })), tf.constant(0));
	}

	/**
	 * Mean error, weighted by a mask of pixels (N, H, W, 1) or of values (N, H, W, C); 0 where the mask is 0 everywhere. Which of the two is known only when it is fed:
	 * each of its values weighs the mean of as many neighbouring errors as there are for it.
	 */
	Operand<TFloat32> mean(Loss.Kind kind, Pair pair, Operand<TFloat32> mask) {
		Operand<TInt32> row = tf.constant(new int[] { -1 });
		Operand<TFloat32> weights = tf.reshape(mask, row);
		Operand<TInt32> groups = tf.concat(List.of(tf.shape(weights), row), tf.constant(0));
		Operand<TFloat32> errors = tf.math.mean(tf.reshape(errors(kind, pair), groups), tf.constant(1), Mean.keepDims(false));
		Operand<TInt32> all = tf.constant(0);
		return tf.math.divNoNan(tf.sum(tf.math.mul(errors, weights), all), tf.sum(weights, all));
	}

	/** Of the values, or of the pixels if only they have errors. */
	private Operand<TFloat32> errors(Loss.Kind kind, Pair pair) {
		return switch (kind) {
			case SOFTMAX_CROSS_ENTROPY -> tf.nn.softmaxCrossEntropyWithLogits(rows(pair.output(), pair), rows(pair.target(), pair)).loss();
			case BINARY_CROSS_ENTROPY -> binaryCrossEntropy(pair);
			case ABSOLUTE_ERROR -> tf.math.abs(difference(pair));
			case SQUARED_ERROR -> tf.math.square(difference(pair));
			case HUBER -> huber(tf.math.abs(difference(pair)));
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

	/**
	 * What is compared.
	 *
	 * @param output value of the network (N, H, W, C)
	 * @param target what it should be, in the same shape
	 * @param channels C
	 */
	record Pair(Operand<TFloat32> output, Operand<TFloat32> target, int channels) {}
}

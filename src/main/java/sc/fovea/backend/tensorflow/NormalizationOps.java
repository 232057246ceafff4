package sc.fovea.backend.tensorflow;

import java.util.Collections;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import sc.fovea.net.Normalization.Kind;
import sc.fovea.net.Normalization;

/** Batch and group normalization. */
final class NormalizationOps {

	private NormalizationOps() {}

	static Operand<TFloat32> normalization(Site site, Normalization layer) {
		if (layer.kind() == Kind.GROUP) {
			return group(site, layer);
		}
		return site.mode() instanceof NodeMode.Training training ? batch(site, layer, training) : running(site, layer);
	}

	private static Operand<TFloat32> running(Site site, Normalization layer) {
		return site.tf().nn.fusedBatchNorm(site.input(), site.weight("scale"), site.weight("shift"), site.weight("mean"),
			site.weight("variance"), FusedBatchNorm.epsilon((float) layer.epsilon()), FusedBatchNorm.isTraining(false)).y();
	}

	private static Operand<TFloat32> batch(Site site, Normalization layer, NodeMode.Training training) {
		Ops tf = site.tf();
		Operand<TFloat32> unused = tf.constant(new float[0]);
		FusedBatchNorm<TFloat32, TFloat32> norm = tf.nn.fusedBatchNorm(site.input(), site.weight("scale"), site.weight("shift"), unused,
			unused, FusedBatchNorm.epsilon((float) layer.epsilon()), FusedBatchNorm.isTraining(true));
		track(site, layer, training, "mean", norm.batchMean());
		track(site, layer, training, "variance", tf.math.mul(norm.batchVariance(), biasedShare(tf, site)));
		return norm.y();
	}

	/** TensorFlow reports the unbiased variance; (n − 1) / n of it is the biased one. */
	private static Operand<TFloat32> biasedShare(Ops tf, Site site) {
		Operand<TInt32> extents = tf.slice(tf.shape(site.input()), tf.constant(new int[] { 0 }), tf.constant(new int[] { 3 }));
		Operand<TFloat32> n = tf.dtypes.cast(tf.reduceProd(extents, tf.constant(0)), TFloat32.class);
		return tf.math.div(tf.math.sub(n, tf.constant(1f)), n);
	}

	private static void track(Site site, Normalization layer, NodeMode.Training training, String name, Operand<TFloat32> batch) {
		Ops tf = site.tf();
		Operand<TFloat32> kept = tf.math.mul(site.weight(name), tf.constant((float) layer.momentum()));
		Operand<TFloat32> added = tf.math.mul(batch, tf.constant((float) (1 - layer.momentum())));
		training.statistics().update(site.node().name() + "." + name, tf.math.add(kept, added));
	}

	/** Means of single channels first: reductions along the inner axis of an image are slow. */
	private static Operand<TFloat32> group(Site site, Normalization layer) {
		Ops tf = site.tf();
		Operand<TFloat32> centred = tf.math.sub(site.input(), groupMean(site, layer, site.input()));
		Operand<TFloat32> variance = groupMean(site, layer, tf.math.square(centred));
		Operand<TFloat32> inverse = tf.math.rsqrt(tf.math.add(variance, tf.constant((float) layer.epsilon())));
		Operand<TFloat32> factor = tf.math.mul(inverse, site.weight("scale"));
		return tf.math.add(tf.math.mul(centred, factor), site.weight("shift"));
	}

	/** The mean of each group, for each of its channels: (N, 1, 1, C). */
	private static Operand<TFloat32> groupMean(Site site, Normalization layer, Operand<TFloat32> x) {
		Ops tf = site.tf();
		int channels = site.shape().channels();
		int members = channels / layer.groups();
		Operand<TFloat32> each = tf.math.mean(x, tf.constant(new int[] { 1, 2 }), Mean.keepDims(true));
		if (members == 1) {
			return each;
		}
		Operand<TFloat32> grouped = tf.reshape(each, tf.constant(new int[] { -1, layer.groups(), members }));
		Operand<TFloat32> mean = tf.math.mean(grouped, tf.constant(new int[] { 2 }), Mean.keepDims(true));
		Operand<TFloat32> spread = tf.concat(Collections.nCopies(members, mean), tf.constant(2));
		return tf.reshape(spread, tf.constant(new int[] { -1, 1, 1, channels }));
	}
}

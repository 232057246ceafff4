package sc.fovea.backend.tensorflow;

import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import sc.fovea.net.SoftArgmax;

/** Where channels are high. */
final class SoftArgmaxOps {

	private final Ops tf;

	private SoftArgmaxOps(Ops tf) {
		this.tf = tf;
	}

	/** (N, H, W, C) to (N, 1, 1, 4·C). */
	static Operand<TFloat32> softArgmax(Site site) {
		return new SoftArgmaxOps(site.tf()).of(site.input(), site.shape().channels());
	}

	private Operand<TFloat32> of(Operand<TFloat32> image, int channels) {
		Operand<TInt32> extents = Windows.extents(tf, image);
		Operand<TFloat32> channelsFirst = tf.linalg.transpose(image, tf.constant(new int[] { 0, 3, 1, 2 }));
		Operand<TInt32> one = tf.constant(new int[] { -1 });
		Operand<TInt32> pixels = tf.math.mul(at(extents, 0), at(extents, 1));
		Operand<TFloat32> shares = tf.nn.softmax(tf.reshape(channelsFirst, tf.concat(List.of(one, pixels), tf.constant(0))));
		Operand<TFloat32> planes = tf.reshape(shares, tf.concat(List.of(one, extents), tf.constant(0)));
		Moments x = moments(tf.reduceSum(planes, tf.constant(1)), at(extents, 1));
		Moments y = moments(tf.reduceSum(planes, tf.constant(2)), at(extents, 0));
		Operand<TFloat32> all = tf.concat(List.of(x.mean(), y.mean(), x.deviation(), y.deviation()), tf.constant(1));
		return tf.reshape(all, tf.constant(new int[] { -1, 1, 1, SoftArgmax.VALUES * channels }));
	}

	/** Along one axis, each (N·C, 1). */
	private record Moments(Operand<TFloat32> mean, Operand<TFloat32> deviation) {}

	/** @param shares of rows or columns, (N·C, extent) */
	private Moments moments(Operand<TFloat32> shares, Operand<TInt32> extent) {
		Operand<TFloat32> places = tf.stopGradient(places(extent));
		Operand<TFloat32> mean = sum(tf.math.mul(shares, places));
		Operand<TFloat32> variance = sum(tf.math.mul(shares, tf.math.square(tf.math.sub(places, mean))));
		return new Moments(mean, tf.math.sqrt(tf.math.add(variance, tf.constant(SoftArgmax.EPSILON))));
	}

	private Operand<TFloat32> sum(Operand<TFloat32> rows) {
		return tf.reduceSum(rows, tf.constant(1), ReduceSum.keepDims(true));
	}

	/** (i + ½) / extent. */
	private Operand<TFloat32> places(Operand<TInt32> extent) {
		Operand<TInt32> count = tf.reshape(extent, tf.constant(new int[0]));
		Operand<TFloat32> indices = tf.dtypes.cast(tf.range(tf.constant(0), count, tf.constant(1)), TFloat32.class);
		return tf.math.div(tf.math.add(indices, tf.constant(0.5f)), tf.dtypes.cast(extent, TFloat32.class));
	}

	private Operand<TInt32> at(Operand<TInt32> extents, int index) {
		return tf.slice(extents, tf.constant(new int[] { index }), tf.constant(new int[] { 1 }));
	}
}

package sc.fovea.backend.tensorflow;

import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Size;

/** Pooling over windows and over the whole image. */
final class PoolingOps {

	private PoolingOps() {}

	static Operand<TFloat32> pooling(Site site, Pooling layer) {
		Ops tf = site.tf();
		Windows windows = new Windows(layer.window(), layer.stride(), layer.padding());
		boolean isNative = windows.isNative(site.shape());
		return switch (layer.kind()) {
			case MAX -> isNative
				? max(tf, windows, site.input(), layer.padding())
				: max(tf, windows, windows.padTightly(tf, site.input(), -Float.MAX_VALUE), Padding.VALID);
			case AVERAGE -> average(tf, windows, site.input(), isNative);
			case L2 -> root(tf, average(tf, windows, tf.math.square(site.input()), isNative));
		};
	}

	static Operand<TFloat32> max(Ops tf, Windows windows, Operand<TFloat32> x, Padding padding) {
		// The operation whose windows are attributes: the other, which takes them as tensors, has no fast kernel on CPUs.
		OperationBuilder pool = tf.scope().opBuilder("MaxPool", "MaxPool");
		return pool.addInput(x.asOutput()).setAttr("ksize", extents(windows.window())).setAttr("strides", extents(windows.stride()))
			.setAttr("padding", padding.name()).build().<TFloat32>output(0);
	}

	private static long[] extents(Size size) {
		return new long[] { 1, size.height(), size.width(), 1 };
	}

	/** TensorFlow's own average leaves the padding out; after explicit padding the share of real pixels is divided out. */
	private static Operand<TFloat32> average(Ops tf, Windows windows, Operand<TFloat32> x, boolean isNative) {
		List<Long> window = Windows.steps(windows.window());
		List<Long> stride = Windows.steps(windows.stride());
		if (isNative) {
			return tf.nn.avgPool(x, window, stride, windows.padding().name());
		}
		Operand<TInt32> one = tf.constant(new int[] { 1 });
		Operand<TFloat32> ones = tf.fill(tf.concat(List.of(one, Windows.extents(tf, x), one), tf.constant(0)), tf.constant(1f));
		Operand<TFloat32> mean = tf.nn.avgPool(windows.padTightly(tf, x, 0), window, stride, "VALID");
		return tf.math.div(mean, tf.nn.avgPool(windows.padTightly(tf, ones, 0), window, stride, "VALID"));
	}

	static Operand<TFloat32> global(Site site, GlobalPooling layer) {
		Ops tf = site.tf();
		Operand<TInt32> axes = tf.constant(new int[] { 1, 2 });
		return switch (layer.kind()) {
			case MAX -> tf.reduceMax(site.input(), axes, ReduceMax.keepDims(true));
			case AVERAGE -> tf.math.mean(site.input(), axes, Mean.keepDims(true));
			case L2 -> root(tf, tf.math.mean(tf.math.square(site.input()), axes, Mean.keepDims(true)));
		};
	}

	private static Operand<TFloat32> root(Ops tf, Operand<TFloat32> meanSquare) {
		return tf.math.sqrt(tf.math.add(meanSquare, tf.constant(Pooling.L2_EPSILON)));
	}
}

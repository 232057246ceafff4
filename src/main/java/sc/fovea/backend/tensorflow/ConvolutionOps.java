package sc.fovea.backend.tensorflow;

import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import sc.fovea.net.Axis;
import sc.fovea.net.Convolution.Connection;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Padding;
import sc.fovea.net.Size;
import sc.fovea.net.TransposedConvolution;

/** Convolutions and fully connected layers. */
final class ConvolutionOps {

	private ConvolutionOps() {}

	static Operand<TFloat32> convolution(Site site, Convolution layer) {
		Operand<TFloat32> sum = layer.dilation() == 1 ? dense(site, layer) : dilated(site, layer);
		return layer.bias() ? site.withBias(sum) : sum;
	}

	private static Operand<TFloat32> dense(Site site, Convolution layer) {
		Windows windows = new Windows(layer.kernel(), layer.stride(), layer.padding());
		if (windows.isNative(site.shape())) {
			return windows(site, layer, site.input(), layer.padding());
		}
		return windows(site, layer, windows.padLoosely(site.tf(), site.input()), Padding.VALID);
	}

	private static Operand<TFloat32> windows(Site site, Convolution layer, Operand<TFloat32> x, Padding padding) {
		Operand<TFloat32> kernel = site.weight("kernel");
		if (layer.connection() == Connection.FULL) {
			return site.tf().nn.conv2d(x, kernel, Windows.steps(layer.stride()), padding.name());
		}
		return depthwise(site.tf(), x, kernel, layer.stride(), padding);
	}

	/** TensorFlow's depthwise convolution knows square strides only; others are cut out of the dense one. */
	private static Operand<TFloat32> depthwise(Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, Size stride, Padding padding) {
		if (stride.height() == stride.width()) {
			return tf.nn.depthwiseConv2dNative(x, kernel, Windows.steps(stride), padding.name());
		}
		Operand<TFloat32> all = tf.nn.depthwiseConv2dNative(x, kernel, Windows.steps(Size.of(1)), padding.name());
		int[] none = new int[4];
		return tf.stridedSlice(all, tf.constant(none), tf.shape(all), tf.constant(new int[] { 1, stride.height(), stride.width(), 1 }));
	}

	/**
	 * A dilated convolution. TensorFlow's own has a wrong gradient, so in training (and for depthwise kernels always) the image
	 * is dealt out to d² images of every d-th pixel, each convolved densely, and collected again.
	 */
	private static Operand<TFloat32> dilated(Site site, Convolution layer) {
		long d = layer.dilation();
		if (layer.connection() == Connection.FULL && site.mode() instanceof NodeMode.Inference) {
			return site.tf().nn.conv2d(site.input(), site.weight("kernel"), Windows.steps(layer.stride()), layer.padding().name(),
				Conv2d.dilations(List.of(1L, d, d, 1L)));
		}
		Ops tf = site.tf();
		Operand<TInt32> block = tf.constant(new int[] { layer.dilation(), layer.dilation() });
		int[] before = pads(layer, true);
		int[] after = pads(layer, false);
		int[] added = { before[0] + after[0], before[1] + after[1] };
		Operand<TInt32> extent = tf.math.add(Windows.extents(tf, site.input()), tf.constant(added));
		Operand<TInt32> fill = tf.math.floorMod(tf.math.neg(extent), block);
		Operand<TInt32> paddings = tf.stack(List.of(tf.constant(before), tf.math.add(tf.constant(after), fill)), Stack.axis(1L));
		Operand<TFloat32> dealt = windows(site, layer, tf.spaceToBatchNd(site.input(), block, paddings), Padding.VALID);
		return tf.batchToSpaceNd(dealt, block, tf.stack(List.of(tf.constant(new int[2]), fill), Stack.axis(1L)));
	}

	private static int[] pads(Convolution layer, boolean before) {
		int y = layer.window(Axis.Y);
		int x = layer.window(Axis.X);
		Padding p = layer.padding();
		return before ? new int[] { p.before(y, 1), p.before(x, 1) } : new int[] { p.after(y, 1), p.after(x, 1) };
	}

	/** TensorFlow's SAME agrees here, because the enlarged image is a multiple of the stride. */
	static Operand<TFloat32> transposed(Site site, TransposedConvolution layer) {
		Ops tf = site.tf();
		Operand<TInt32> batch = tf.slice(tf.shape(site.input()), tf.constant(new int[] { 0 }), tf.constant(new int[] { 1 }));
		Operand<TInt32> enlarged = tf.math.mul(Windows.extents(tf, site.input()), tf.constant(layer.stride()));
		Operand<TInt32> sizes = tf.concat(List.of(batch, enlarged, tf.constant(new int[] { layer.filters() })), tf.constant(0));
		List<Long> stride = Windows.steps(Size.of(layer.stride()));
		Operand<TFloat32> sum = tf.nn.conv2dBackpropInput(sizes, site.weight("kernel"), site.input(), stride, "SAME");
		return layer.bias() ? site.withBias(sum) : sum;
	}

	static Operand<TFloat32> dense(Site site, Dense layer) {
		Ops tf = site.tf();
		int in = Math.toIntExact(site.shape().count());
		Operand<TFloat32> rows = tf.reshape(site.input(), tf.constant(new int[] { -1, in }));
		Operand<TFloat32> sum = tf.linalg.matMul(rows, site.weight("kernel"));
		Operand<TFloat32> answer = layer.bias() ? site.withBias(sum) : sum;
		return tf.reshape(answer, tf.constant(new int[] { -1, 1, 1, layer.units() }));
	}
}

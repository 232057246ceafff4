package sc.fovea.backend.tensorflow;

import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import sc.fovea.net.Padding;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;

/**
 * Sliding windows at the edges of an image, as {@link Padding} says. TensorFlow's SAME lets the padding before the image depend
 * on the image's size; where that can make a difference the image is padded explicitly.
 *
 * @param window height and width in pixels
 * @param stride in pixels
 * @param padding what happens at the edges
 */
record Windows(Size window, Size stride, Padding padding) {

	/** Whether TensorFlow's own padding agrees for every image that the declared shape admits. */
	boolean isNative(Shape declared) {
		return padding == Padding.VALID || isMultiple(declared.height(), stride.height()) && isMultiple(declared.width(), stride.width());
	}

	private static boolean isMultiple(int extent, int step) {
		return step == 1 || extent != Shape.ANY && extent % step == 0;
	}

	/** Pads with the most zeros that may be needed: VALID windows over the answer have the right extent. */
	Operand<TFloat32> padLoosely(Ops tf, Operand<TFloat32> image) {
		int top = padding.before(window.height(), stride.height());
		int left = padding.before(window.width(), stride.width());
		int bottom = padding.after(window.height(), stride.height());
		int right = padding.after(window.width(), stride.width());
		if (top + left + bottom + right == 0) {
			return image;
		}
		int[][] pads = { { 0, 0 }, { top, bottom }, { left, right }, { 0, 0 } };
		return tf.pad(image, tf.constant(pads), tf.constant(0f));
	}

	/**
	 * Pads with exactly what is needed, which costs nothing where nothing is needed: the usual pooling of an image of even size.
	 */
	Operand<TFloat32> padTightly(Ops tf, Operand<TFloat32> image, float value) {
		int top = padding.before(window.height(), stride.height());
		int left = padding.before(window.width(), stride.width());
		Operand<TInt32> extents = extents(tf, image);
		Operand<TInt32> step = tf.constant(new int[] { stride.height(), stride.width() });
		Operand<TInt32> up = tf.constant(new int[] { stride.height() - 1, stride.width() - 1 });
		Operand<TInt32> reach = tf.constant(new int[] { window.height() - top - stride.height(), window.width() - left - stride.width() });
		Operand<TInt32> origin = tf.math.mul(tf.math.floorDiv(tf.math.add(extents, up), step), step);
		Operand<TInt32> after = tf.math.maximum(tf.math.sub(tf.math.add(origin, reach), extents), tf.constant(new int[2]));
		Operand<TInt32> none = tf.constant(new int[1]);
		Operand<TInt32> before = tf.constant(new int[] { 0, top, left, 0 });
		Operand<TInt32> pads = tf.stack(List.of(before, tf.concat(List.of(none, after, none), tf.constant(0))), Stack.axis(1L));
		return tf.pad(image, pads, tf.constant(value));
	}

	/** Height and width of a batch of images (N, H, W, C), as two numbers. */
	static Operand<TInt32> extents(Ops tf, Operand<TFloat32> image) {
		return tf.slice(tf.shape(image), tf.constant(new int[] { 1 }), tf.constant(new int[] { 2 }));
	}

	/** A size as TensorFlow writes it for (N, H, W, C). */
	static List<Long> steps(Size size) {
		return List.of(1L, (long) size.height(), (long) size.width(), 1L);
	}
}

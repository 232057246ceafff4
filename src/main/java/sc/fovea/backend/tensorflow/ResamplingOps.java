package sc.fovea.backend.tensorflow;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.image.ResizeNearestNeighbor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import sc.fovea.net.Join;
import sc.fovea.net.Upsampling;
import sc.fovea.net.ZeroPadding;

/** Upsampling, zeros around images and joins. */
final class ResamplingOps {

	private ResamplingOps() {}

	static Operand<TFloat32> upsampling(Site site, Upsampling layer) {
		if (layer.factor() == 1) {
			return site.input();
		}
		Ops tf = site.tf();
		Operand<TInt32> size = tf.math.mul(Windows.extents(tf, site.input()), tf.constant(layer.factor()));
		return switch (layer.method()) {
			case NEAREST -> tf.image.resizeNearestNeighbor(site.input(), size, ResizeNearestNeighbor.halfPixelCenters(true));
			case BILINEAR -> tf.image.resizeBilinear(site.input(), size, ResizeBilinear.halfPixelCenters(true));
		};
	}

	static Operand<TFloat32> zeros(Site site, ZeroPadding layer) {
		int[][] pads = { { 0, 0 }, { layer.top(), layer.bottom() }, { layer.left(), layer.right() }, { 0, 0 } };
		return site.tf().pad(site.input(), site.tf().constant(pads), site.tf().constant(0f));
	}

	static Operand<TFloat32> join(Site site, Join layer) {
		Ops tf = site.tf();
		return switch (layer.kind()) {
			case ADD -> tf.math.addN(site.inputs());
			case CONCATENATE -> tf.concat(site.inputs(), tf.constant(3));
		};
	}
}

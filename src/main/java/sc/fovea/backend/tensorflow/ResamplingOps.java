package sc.fovea.backend.tensorflow;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.image.ResizeNearestNeighbor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import sc.fovea.net.Join;
import sc.fovea.net.Upsampling;

/** Upsampling and joins. */
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

	static Operand<TFloat32> join(Site site, Join layer) {
		Ops tf = site.tf();
		return switch (layer.kind()) {
			case ADD -> tf.math.addN(site.inputs());
			case CONCATENATE -> tf.concat(site.inputs(), tf.constant(3));
		};
	}
}

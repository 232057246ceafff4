package sc.fovea.backend.tensorflow;

import java.util.Arrays;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

import sc.fovea.net.Tensor;

/** Tensors across the border between Java's arrays and native memory; each way is one copy of memory. */
final class NativeTensors {

	private NativeTensors() {}

	/** A native copy, to be closed by the caller. */
	static TFloat32 copy(Tensor tensor) {
		return TFloat32.tensorOf(shape(tensor), t -> {
			if (tensor.data().length > 0) {
				t.asRawTensor().data().asFloats().write(tensor.data());
			}
		});
	}

	/** A copy in Java's memory. */
	static Tensor copy(TFloat32 tensor) {
		int[] extents = Arrays.stream(tensor.shape().asArray()).mapToInt(Math::toIntExact).toArray();
		Tensor copy = Tensor.zeros(extents);
		if (copy.data().length > 0) {
			tensor.asRawTensor().data().asFloats().read(copy.data());
		}
		return copy;
	}

	/** A constant of a graph. */
	static Operand<TFloat32> constant(Ops tf, Tensor tensor) {
		return tf.constant(shape(tensor), DataBuffers.of(tensor.data()));
	}

	/** A tensor's shape in TensorFlow's words. */
	static Shape shape(Tensor tensor) {
		return Shape.of(Arrays.stream(tensor.shape()).asLongStream().toArray());
	}

	/** Shape (any, H, W, C) of a batch of images; ANY is -1 on both sides. */
	static Shape open(sc.fovea.net.Shape image) {
		return Shape.of(Shape.UNKNOWN_SIZE, image.height(), image.width(), image.channels());
	}
}

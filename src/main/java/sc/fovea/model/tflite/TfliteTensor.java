package sc.fovea.model.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A constant of a TensorFlow Lite file, in the order of its extents. Whole numbers q stand for scale · (q − zero point), with one scale and zero point or with one of each
 * for every slice along an extent (Jacob et al. 2018, arXiv:1712.05877; tensorflow.org/lite/performance/quantization_spec).
 *
 * @param shape its extents
 * @param type of an element: a number of the schema
 * @param quantization scales and zero points
 * @param data the elements
 */
record TfliteTensor(int[] shape, int type, Quantization quantization, ByteBuffer data) {

	private static final int FLOAT32 = 0;
	private static final int INT32 = 2;
	private static final int UINT8 = 3;
	private static final int INT8 = 9;
	private static final int UNSIGNED = 0xff;

	/** @param scales, one or one for each slice; none for floating point @param zeros likewise @param axis the extent that has a scale for each slice */
	record Quantization(float[] scales, long[] zeros, int axis) {}

	/** Of tables Tensor and Buffer of the schema. */
	static TfliteTensor of(FlatTable tensor, FlatTable buffer) {
		int[] shape = new int[tensor.vector(0, Integer.BYTES).remaining() / Integer.BYTES];
		tensor.vector(0, Integer.BYTES).asIntBuffer().get(shape);
		Quantization quantization = tensor.table(4).map(TfliteTensor::quantization).orElse(new Quantization(new float[0], new long[0], 0));
		return new TfliteTensor(shape, tensor.small(1, FLOAT32), quantization, buffer.vector(0, 1).order(ByteOrder.LITTLE_ENDIAN));
	}

	private static Quantization quantization(FlatTable table) {
		float[] scales = new float[table.vector(2, Float.BYTES).remaining() / Float.BYTES];
		table.vector(2, Float.BYTES).asFloatBuffer().get(scales);
		long[] zeros = new long[table.vector(3, Long.BYTES).remaining() / Long.BYTES];
		table.vector(3, Long.BYTES).asLongBuffer().get(zeros);
		return new Quantization(scales, zeros, table.whole(6, 0));
	}

	/** Number of elements by its extents. @throws ArithmeticException if there are more than an array can hold */
	private int count() {
		return Arrays.stream(shape).reduce(1, Math::multiplyExact);
	}

	/** The values. @throws IllegalArgumentException if elements are of another kind, too few, or without a scale */
	float[] values() {
		int bytes = switch (type) {
			case FLOAT32, INT32 -> Integer.BYTES;
			case UINT8, INT8 -> 1;
			default -> throw new IllegalArgumentException("Expected weights of 32-bit floating point or whole numbers of 8 or 32 bits, got type " + type + ".");
		};
		int count = count();
		if (data.remaining() != (long) count * bytes) {
			throw new IllegalArgumentException(
				"Expected " + (long) count * bytes + " bytes for a shape of " + Arrays.toString(shape) + ", got " + data.remaining() + ".");
		}
		float[] values = new float[count];
		if (type == FLOAT32) {
			data.asFloatBuffer().get(values);
			return values;
		}
		int slice = slice();
		for (int i = 0; i < count; i++) {
			int k = quantization.scales.length == 1 ? 0 : i / slice % quantization.scales.length;
			long zero = quantization.zeros.length == 0 ? 0 : quantization.zeros[quantization.zeros.length == 1 ? 0 : k];
			values[i] = (float) (quantization.scales[k] * (double) (element(i) - zero));
		}
		return values;
	}

	/** How many elements lie between two of neighbouring slices. */
	private int slice() {
		int scales = quantization.scales.length;
		int axis = quantization.axis;
		boolean fits = scales == 1 || scales > 1 && axis >= 0 && axis < shape.length && shape[axis] == scales;
		if (!fits || quantization.zeros.length > 1 && quantization.zeros.length != scales) {
			throw new IllegalArgumentException(
				"Expected a scale, or one for each slice, for whole numbers of shape " + Arrays.toString(shape) + ", got " + scales + ".");
		}
		return Arrays.stream(shape).skip(axis + 1L).reduce(1, Math::multiplyExact);
	}

	private long element(int i) {
		return switch (type) {
			case UINT8 -> data.get(i) & UNSIGNED;
			case INT8 -> data.get(i);
			default -> data.getInt(i * Integer.BYTES);
		};
	}
}

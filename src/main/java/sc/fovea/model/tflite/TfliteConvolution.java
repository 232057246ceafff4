package sc.fovea.model.tflite;

import java.util.Arrays;
import java.util.List;

import sc.fovea.net.Tensor;

/**
 * A convolution of a TensorFlow Lite file, with its weights as they lie here.
 *
 * @param isDepthwise whether each channel has filters of its own
 * @param kernel (height, width, input channels, filters), or (height, width, channels, 1) of a depthwise one
 * @param bias of each filter; zeros if the file has none
 */
public record TfliteConvolution(boolean isDepthwise, Tensor kernel, Tensor bias) {

	private static final int EXTENTS = 4;

	/** @param weights kernel and, if there is one, bias. In the file a kernel is (filters, height, width, inputs), a depthwise one (1, height, width, channels) */
	static TfliteConvolution of(boolean isDepthwise, List<TfliteTensor> weights) {
		if (weights.isEmpty() || weights.get(0).shape().length != EXTENTS) {
			throw new IllegalArgumentException("Expected a convolution with a constant kernel of 4 extents, got another");
		}
		int[] shape = weights.get(0).shape();
		float[] values = weights.get(0).values();
		int filters = isDepthwise ? shape[3] : shape[0];
		Tensor kernel = isDepthwise ? Tensor.of(values, shape[1], shape[2], shape[3], 1) : turned(values, shape);
		Tensor bias = weights.size() > 1 ? Tensor.of(weights.get(1).values(), filters) : Tensor.zeros(filters);
		return new TfliteConvolution(isDepthwise, kernel, bias);
	}

	/** Extents of the kernel. */
	List<Integer> shape() {
		return Arrays.stream(kernel.shape()).boxed().toList();
	}

	/** Filters last. */
	private static Tensor turned(float[] values, int[] shape) {
		int filters = shape[0];
		int each = values.length / filters;
		Tensor kernel = Tensor.zeros(shape[1], shape[2], shape[3], filters);
		for (int f = 0; f < filters; f++) {
			for (int i = 0; i < each; i++) {
				kernel.data()[i * filters + f] = values[f * each + i];
			}
		}
		return kernel;
	}
}

package sc.fovea.model;

import java.util.LinkedHashMap;
import java.util.Map;

import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** In how many bits an archive keeps weights. */
public enum Precision {

	/** As they are. */
	FLOAT32,

	/**
	 * Kernels (arrays of two or more extents) in 16 bits, which halves the archive; a relative error of at most 2⁻¹¹. Biases, scales and
	 * running statistics stay in 32 bits: they are few, and a small variance would vanish.
	 */
	FLOAT16;

	/** Whether this tensor is kept in 16 bits. */
	boolean isHalf(Tensor tensor) {
		return this == FLOAT16 && tensor.rank() >= 2;
	}

	/**
	 * The weights as they come back from an archive. Give the rounded ones to a model before its test outputs and scores are computed.
	 *
	 * @throws IllegalArgumentException if a kernel holds a number beyond ±65504 and this is FLOAT16
	 */
	public Weights round(Weights weights) {
		Map<String, Tensor> rounded = new LinkedHashMap<>(weights.tensors());
		rounded.replaceAll((name, tensor) -> isHalf(tensor) ? rounded(name, tensor) : tensor);
		return new Weights(rounded);
	}

	private static Tensor rounded(String name, Tensor tensor) {
		float[] values = tensor.data().clone();
		for (int i = 0; i < values.length; i++) {
			values[i] = Float16.toFloat(half(name, values[i]));
		}
		return Tensor.of(values, tensor.shape());
	}

	/** The half of a weight. @throws IllegalArgumentException if there is none */
	static short half(String name, float value) {
		short half = Float16.fromFloat(value);
		if (!Float.isFinite(Float16.toFloat(half))) {
			throw new IllegalArgumentException("Expected weights within ±65504 for 16 bits, got " + value + " in '" + name + "'.");
		}
		return half;
	}
}

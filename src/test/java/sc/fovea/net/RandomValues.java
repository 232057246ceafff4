package sc.fovea.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Tensors and weights of generic values for tests: no value is 0, 1 or equal to another by construction. */
public final class RandomValues {

	private RandomValues() {}

	/** A tensor of normal values. */
	public static Tensor normal(long seed, int... shape) {
		SplittableRandom random = new SplittableRandom(seed);
		Tensor tensor = Tensor.zeros(shape);
		for (int i = 0; i < tensor.data().length; i++) {
			tensor.data()[i] = (float) random.nextGaussian();
		}
		return tensor;
	}

	/** Weights of which also biases, scales and running statistics are generic; scales and variances lie in 0.5–1.5. */
	public static Weights weights(Network network, long seed) {
		Map<String, Tensor> all = new LinkedHashMap<>();
		for (WeightSpec spec : network.weights()) {
			Tensor tensor = normal(seed + spec.name().hashCode(), spec.shape().stream().mapToInt(Integer::intValue).toArray());
			boolean positive = spec.start() == WeightSpec.Start.ONES;
			for (int i = 0; i < tensor.data().length; i++) {
				float value = tensor.data()[i];
				tensor.data()[i] = positive ? 1 + 0.5f * (float) Math.tanh(value) : 0.5f * value;
			}
			all.put(spec.name(), tensor);
		}
		return new Weights(all);
	}
}

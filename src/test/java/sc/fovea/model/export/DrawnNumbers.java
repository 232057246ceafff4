package sc.fovea.model.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** Numbers drawn by lot, the same at each call. */
final class DrawnNumbers {

	private DrawnNumbers() {}

	/** Weights with all values moved, so that none is 0 or 1 as those of a fresh normalization are. */
	static Weights weights(Weights weights) {
		SplittableRandom random = new SplittableRandom(3);
		Map<String, Tensor> moved = new LinkedHashMap<>();
		weights.tensors().forEach((name, tensor) -> {
			float[] values = tensor.data().clone();
			for (int i = 0; i < values.length; i++)
				values[i] += (float) random.nextDouble(0.01, 0.2);
			moved.put(name, Tensor.of(values, tensor.shape()));
		});
		return new Weights(moved);
	}

	/** From -1 to 2. */
	static Tensor tensor(int... shape) {
		SplittableRandom random = new SplittableRandom(5);
		Tensor tensor = Tensor.zeros(shape);
		for (int i = 0; i < tensor.data().length; i++)
			tensor.data()[i] = (float) random.nextDouble(-1, 2);
		return tensor;
	}
}

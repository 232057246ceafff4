package sc.fovea.train.loop;

import java.util.LinkedHashMap;
import java.util.Map;

import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * Exponential moving average of weights (Polyak and Juditsky 1992): average ← d·average + (1 − d)·weights, with d = min(decay, (1 + n) / (10 + n)) at update n,
 * so that the first weights are soon forgotten.
 *
 * @param weights the average so far
 * @param updates number of updates so far
 */
public record WeightAverage(Weights weights, long updates) {

	/** The average after one more update. @param decay share of the old average, 0–1 */
	public WeightAverage update(Weights latest, double decay) {
		float old = (float) Math.min(decay, (1.0 + updates) / (10.0 + updates));
		Map<String, Tensor> averaged = new LinkedHashMap<>();
		weights.tensors().forEach((name, tensor) -> averaged.put(name, mix(tensor, latest.get(name), old)));
		return new WeightAverage(new Weights(averaged), updates + 1);
	}

	private static Tensor mix(Tensor average, Tensor latest, float old) {
		float[] a = average.data();
		float[] l = latest.data();
		float[] mixed = new float[a.length];
		for (int i = 0; i < a.length; i++) {
			mixed[i] = a[i] + (1 - old) * (l[i] - a[i]); // to the bit the same for a weight that does not change
		}
		return Tensor.of(mixed, average.shape());
	}
}

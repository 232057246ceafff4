package sc.fovea.train;

import java.util.Map;

import sc.fovea.backend.Loss;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;

/** Adds up one loss over batches: Σ m·l and Σ m. */
public final class PixelLoss {

	private final Loss loss;
	private double sum;
	private double whole;

	/** Nothing is added up yet. */
	public PixelLoss(Loss loss) {
		this.loss = loss;
	}

	/** Σ m·l / Σ m times the loss's weight; 0 if every mask was 0. */
	public double weighted() {
		return whole == 0 ? 0 : loss.weight() * sum / whole;
	}

	/**
	 * Adds a batch.
	 *
	 * @param answers of the network, by node
	 * @param batch targets and masks
	 * @throws ShapeException if the target or mask is missing or has another size than the answer
	 */
	public void add(Map<String, Tensor> answers, Map<String, Tensor> batch) {
		Tensor answer = answers.get(loss.output());
		int channels = answer.channels();
		float[] output = answer.data();
		float[] target = sized(batch, loss.target(), output.length);
		if (hasValueMask(batch, output.length)) {
			addValues(output, target, batch.get(loss.mask()).data());
			return;
		}
		float[] mask = loss.mask().isEmpty() ? new float[0] : sized(batch, loss.mask(), output.length / channels);
		for (int pixel = 0, from = 0; from < output.length; pixel++, from += channels) {
			double weight = mask.length == 0 ? 1 : mask[pixel];
			if (weight != 0) sum += weight * pixel(output, target, from, channels);
			whole += weight;
		}
	}

	/** Whether each value has its own weight, and not each pixel. */
	private boolean hasValueMask(Map<String, Tensor> batch, int values) {
		return !loss.mask().isEmpty() && batch.containsKey(loss.mask()) && batch.get(loss.mask()).data().length == values
			&& loss.kind() != Loss.Kind.SOFTMAX_CROSS_ENTROPY;
	}

	private void addValues(float[] output, float[] target, float[] mask) {
		for (int i = 0; i < output.length; i++) {
			if (mask[i] != 0) sum += mask[i] * pixel(output, target, i, 1);
			whole += mask[i];
		}
	}

	private static float[] sized(Map<String, Tensor> batch, String name, int length) {
		Tensor tensor = batch.get(name);
		if (tensor == null || tensor.data().length != length) {
			throw new ShapeException(name, length + " values", tensor == null ? "none" : tensor.toString());
		}
		return tensor.data();
	}

	private double pixel(float[] output, float[] target, int from, int channels) {
		return switch (loss.kind()) {
			case SOFTMAX_CROSS_ENTROPY -> softmaxCrossEntropy(output, target, from, channels);
			case BINARY_CROSS_ENTROPY -> binaryCrossEntropy(output, target, from, channels) / channels;
			case ABSOLUTE_ERROR, SQUARED_ERROR, HUBER -> distance(output, target, from, channels) / channels;
		};
	}

	/** Σ t·(ln Σ exp(o) − o), with the largest o taken out of the sum, so that nothing overflows. */
	private static double softmaxCrossEntropy(float[] output, float[] target, int from, int channels) {
		double largest = Double.NEGATIVE_INFINITY;
		for (int i = from; i < from + channels; i++) {
			largest = Math.max(largest, output[i]);
		}
		double exponentials = 0;
		for (int i = from; i < from + channels; i++) {
			exponentials += Math.exp(output[i] - largest);
		}
		double whole = largest + Math.log(exponentials);
		double sum = 0;
		for (int i = from; i < from + channels; i++) {
			sum += target[i] * (whole - output[i]);
		}
		return sum;
	}

	/** −t·ln σ(o) − (1 − t)·ln(1 − σ(o)) = max(o, 0) − t·o + ln(1 + exp(−|o|)). */
	private static double binaryCrossEntropy(float[] output, float[] target, int from, int channels) {
		double sum = 0;
		for (int i = from; i < from + channels; i++) {
			double o = output[i];
			sum += Math.max(o, 0) - target[i] * o + Math.log1p(Math.exp(-Math.abs(o)));
		}
		return sum;
	}

	private double distance(float[] output, float[] target, int from, int channels) {
		double sum = 0;
		for (int i = from; i < from + channels; i++) {
			double d = Math.abs((double) output[i] - target[i]);
			sum += switch (loss.kind()) {
				case SQUARED_ERROR -> d * d;
				case HUBER -> d <= 1 ? d * d / 2 : d - 0.5;
				default -> d;
			};
		}
		return sum;
	}
}

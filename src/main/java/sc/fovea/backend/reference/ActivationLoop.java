package sc.fovea.backend.reference;

import sc.fovea.net.Activation;

/** The activation functions in double precision. */
final class ActivationLoop {

	private static final double SELU_SCALE = 1.0507009873554805;
	private static final double SELU_ALPHA = 1.6732632423543772;

	private ActivationLoop() {}

	static Images run(Activation layer, Images in) {
		Images out = Images.zeros(in.batch(), in.shape());
		if (layer.function() == Activation.Function.SOFTMAX) {
			for (int p = 0; p < in.pixels(); p++) {
				softmax(in.data(), out.data(), p * in.channels(), in.channels());
			}
			return out;
		}
		for (int i = 0; i < out.data().length; i++) {
			out.data()[i] = value(layer.function(), in.data()[i]);
		}
		return out;
	}

	private static double value(Activation.Function function, double x) {
		return switch (function) {
			case RELU -> Math.max(x, 0);
			case RELU6 -> Math.min(Math.max(x, 0), 6);
			case LEAKY_RELU -> x > 0 ? x : 0.2 * x;
			case ELU -> x > 0 ? x : Math.expm1(x);
			case SELU -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x));
			case SWISH -> x / (1 + Math.exp(-x));
			case HARD_SIGMOID -> hardSigmoid(x);
			case HARD_SWISH -> x * hardSigmoid(x);
			case MISH -> x * Math.tanh(softplus(x));
			case GELU -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
			case SOFTPLUS -> softplus(x);
			case SIGMOID -> 1 / (1 + Math.exp(-x));
			case TANH -> Math.tanh(x);
			case SOFTMAX -> throw new IllegalArgumentException("Expected a function of one value, got SOFTMAX.");
		};
	}

	private static double hardSigmoid(double x) {
		return Math.min(Math.max(x / 6 + 0.5, 0), 1);
	}

	/** ln(1 + eˣ) without overflow. */
	static double softplus(double x) {
		return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
	}

	/** ln Σ eˣ over the values from an index on, without overflow. */
	static double logSumOfExponentials(double[] values, int from, int count) {
		double max = Double.NEGATIVE_INFINITY;
		for (int i = from; i < from + count; i++) {
			max = Math.max(max, values[i]);
		}
		double sum = 0;
		for (int i = from; i < from + count; i++) {
			sum += Math.exp(values[i] - max);
		}
		return max + Math.log(sum);
	}

	private static void softmax(double[] in, double[] out, int from, int count) {
		double whole = logSumOfExponentials(in, from, count);
		for (int i = from; i < from + count; i++) {
			out[i] = Math.exp(in[i] - whole);
		}
	}
}

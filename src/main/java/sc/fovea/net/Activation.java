package sc.fovea.net;

import java.util.List;

/**
 * A function of each value on its own, or, for SOFTMAX, of the channels of each pixel.
 *
 * @param function which one
 */
public record Activation(Function function) implements Layer {

	/** The activation functions, with their formulas. */
	public enum Function {
		/** max(x, 0). */
		RELU,
		/** min(max(x, 0), 6), as in MobileNet. */
		RELU6,
		/** x for x &gt; 0, else 0.2·x. */
		LEAKY_RELU,
		/** x for x &gt; 0, else eˣ − 1. */
		ELU,
		/** 1.0507·(x for x &gt; 0, else 1.67326·(eˣ − 1)). */
		SELU,
		/** x / (1 + e⁻ˣ), also called SiLU. */
		SWISH,
		/** min(max(x/6 + 1/2, 0), 1), as in MobileNetV3 (Howard et al. 2019, arXiv:1905.02244). */
		HARD_SIGMOID,
		/** x · min(max(x/6 + 1/2, 0), 1), as in MobileNetV3. */
		HARD_SWISH,
		/** x · tanh(ln(1 + eˣ)) (Misra 2019, arXiv:1908.08681). */
		MISH,
		/** 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))). */
		GELU,
		/** ln(1 + eˣ). */
		SOFTPLUS,
		/** 1 / (1 + e⁻ˣ). */
		SIGMOID,
		/** tanh x. */
		TANH,
		/** eˣ / Σ eˣ over the channels of a pixel. */
		SOFTMAX
	}

	/** max(x, 0). */
	public static Activation relu() {
		return new Activation(Function.RELU);
	}

	@Override
	public Shape output(List<Shape> inputs) {
		return Layer.single(inputs);
	}

	@Override
	public Span source(Span output, Axis axis) {
		return output;
	}
}

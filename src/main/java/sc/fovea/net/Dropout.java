package sc.fovea.net;

import java.util.List;

/**
 * Dropout (Srivastava et al. 2014): in training each value is set to 0 with probability {@code rate} and the others are divided by
 * {@code 1 - rate}, so that the expected sum stays; at inference nothing happens.
 *
 * @param rate probability of dropping, 0 ≤ rate &lt; 1
 */
public record Dropout(double rate) implements Layer {

	/** @throws IllegalArgumentException if the rate is not in [0, 1) */
	public Dropout {
		if (!(rate >= 0 && rate < 1)) {
			throw new IllegalArgumentException("Expected a dropout rate of at least 0 and below 1, got " + rate + ".");
		}
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

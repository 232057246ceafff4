package sc.fovea.net;

import java.util.List;

/**
 * Fully connected layer: y = x·k + b on all values of the image in (H, W, C) order; the answer is (1, 1, units). The kernel is stored as
 * (H·W·C, units). Needs an image of fixed size, or a {@link GlobalPooling} before it.
 *
 * @param units number of outputs
 * @param bias whether a bias is added
 */
public record Dense(int units, boolean bias) implements Layer {

	/** @throws IllegalArgumentException if units are below 1 */
	public Dense {
		if (units < 1) {
			throw new IllegalArgumentException("Expected at least 1 unit, got " + units + ".");
		}
	}

	/** With bias. */
	public static Dense of(int units) {
		return new Dense(units, true);
	}

	@Override
	public Shape output(List<Shape> inputs) {
		if (!Layer.single(inputs).isFixed()) {
			throw new IllegalArgumentException("an input of fixed height and width (put a GlobalPooling before a Dense layer, or fix the input size)");
		}
		return new Shape(1, 1, units);
	}

	@Override
	public Span source(Span output, Axis axis) {
		return Span.ALL;
	}

	@Override
	public List<WeightSpec> weights(List<Shape> inputs) {
		int in = Math.toIntExact(Layer.single(inputs).count());
		WeightSpec k = WeightSpec.kernel(in, in, units);
		return bias ? List.of(k, WeightSpec.trained("bias", WeightSpec.Start.ZEROS, units)) : List.of(k);
	}
}

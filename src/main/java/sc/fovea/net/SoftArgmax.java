package sc.fovea.net;

import java.util.List;

/**
 * Where each channel is high, in shares of the image: (H, W, C) becomes (1, 1, 4·C), for each channel the mean x, the mean y, and the standard
 * deviations of x and y under p = softmax of the channel over all pixels (soft argmax, as in Finn et al. 2016, arXiv:1509.06113).
 * <p>
 * The middle of pixel (i, j) lies at x = (j + ½) / W, y = (i + ½) / H. A deviation is √(Σ p·(x − mean)² + ε), ε = 1e-6, which keeps the gradient
 * finite where a single pixel has it all. Unlike a fully connected layer it moves with what it sees, and is finer than the grid of the features.
 */
public record SoftArgmax() implements Layer {

	/** Values for each channel: mean x, mean y, deviation of x, deviation of y. */
	public static final int VALUES = 4;
	/** Added under the root of a deviation. */
	public static final float EPSILON = 1e-6f;

	@Override
	public Shape output(List<Shape> inputs) {
		return new Shape(1, 1, Math.multiplyExact(VALUES, Layer.single(inputs).channels()));
	}

	@Override
	public Span source(Span output, Axis axis) {
		return Span.ALL;
	}
}

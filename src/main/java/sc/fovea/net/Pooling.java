package sc.fovea.net;

import java.util.List;

/**
 * Pooling over a window by maximum, average or L2 norm, each channel on its own.
 * <p>
 * MAX: max x. AVERAGE: mean x. L2: √(mean x² + ε), ε = 1e-6, which keeps the gradient finite at 0. Pixels beyond the image do not take part: an
 * average at the edge is the mean of the pixels that exist.
 *
 * @param kind how a window becomes a number
 * @param window in pixels
 * @param stride in pixels
 * @param padding what happens at the edges
 */
public record Pooling(Kind kind, Size window, Size stride, Padding padding) implements Layer {

	/** Added under the root of {@link Kind#L2}. */
	public static final float L2_EPSILON = 1e-6f;

	/** How a window becomes a number. */
	public enum Kind {
		/** The largest value. */
		MAX,
		/** The mean. */
		AVERAGE,
		/** The root of the mean square. */
		L2
	}

	/** A square window that steps by its own side, SAME padding. */
	public static Pooling of(Kind kind, int window) {
		return new Pooling(kind, Size.of(window), Size.of(window), Padding.SAME);
	}

	/** Maximum over a square window that steps by its own side. */
	public static Pooling max(int window) {
		return of(Kind.MAX, window);
	}

	/** The same with another stride. */
	public Pooling stride(int newStride) {
		return new Pooling(kind, window, Size.of(newStride), padding);
	}

	@Override
	public Shape output(List<Shape> inputs) {
		Shape in = Layer.single(inputs);
		return new Shape(padding.output(in.height(), window.height(), stride.height()),
			padding.output(in.width(), window.width(), stride.width()), in.channels());
	}

	@Override
	public Span source(Span output, Axis axis) {
		return padding.source(output, window.along(axis), stride.along(axis));
	}

	@Override
	public Ratio grid(Axis axis) {
		return new Ratio(1, stride.along(axis));
	}
}

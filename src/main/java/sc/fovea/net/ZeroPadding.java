package sc.fovea.net;

import java.util.List;

/**
 * Zeros around an image: (H, W, C) becomes (top + H + bottom, left + W + right, C).
 * <p>
 * For networks whose windows lie otherwise than {@link Padding#SAME} puts them: MobileNet has a zero behind the image, {@code new ZeroPadding(0, 1, 0, 1)},
 * and ResNet three around it, {@link #of}(3), each before a {@link Padding#VALID} window of stride 2. The answer stays on the grid of the image, moved by
 * top and left.
 *
 * @param top rows of zeros above the image
 * @param bottom rows of zeros below it
 * @param left columns of zeros before it
 * @param right columns of zeros behind it
 */
public record ZeroPadding(int top, int bottom, int left, int right) implements Layer {

	/** @throws IllegalArgumentException if a number is below 0 */
	public ZeroPadding {
		if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0) {
			throw new IllegalArgumentException("Expected at least 0 zeros at each side, got " + top + ", " + bottom + ", " + left + ", " + right + ".");
		}
	}

	/** The same number of zeros at all four sides. */
	public static ZeroPadding of(int side) {
		return new ZeroPadding(side, side, side, side);
	}

	@Override
	public Shape output(List<Shape> inputs) {
		Shape in = Layer.single(inputs);
		return new Shape(padded(in.height(), top, bottom), padded(in.width(), left, right), in.channels());
	}

	private static int padded(int extent, int before, int after) {
		return extent == Shape.ANY ? Shape.ANY : Math.addExact(extent, Math.addExact(before, after));
	}

	@Override
	public Span source(Span output, Axis axis) {
		int before = axis == Axis.Y ? top : left;
		return output.isAll() ? Span.ALL : new Span(output.from() - before, output.to() - before);
	}
}

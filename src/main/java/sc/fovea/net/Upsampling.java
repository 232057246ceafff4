package sc.fovea.net;

import java.util.List;

/**
 * Enlarges an image by a whole factor, without weights.
 * <p>
 * NEAREST repeats each pixel. BILINEAR interpolates between pixel centres: output pixel j lies at (j + 0.5) / factor − 0.5 of the input, with the edge
 * pixel continued beyond the edge.
 *
 * @param factor of enlargement, at least 1
 * @param method NEAREST or BILINEAR
 */
public record Upsampling(int factor, Method method) implements Layer {

	/** How values between pixels are found. */
	public enum Method {
		/** The pixel that covers the place. */
		NEAREST,
		/** Linear interpolation between the four nearest pixel centres. */
		BILINEAR
	}

	/** @throws IllegalArgumentException if the factor is below 1 */
	public Upsampling {
		if (factor < 1) {
			throw new IllegalArgumentException("Expected an upsampling factor of at least 1, got " + factor + ".");
		}
	}

	/** Repeats each pixel. */
	public static Upsampling nearest(int factor) {
		return new Upsampling(factor, Method.NEAREST);
	}

	static int enlarged(int extent, int factor) {
		return extent == Shape.ANY ? Shape.ANY : Math.multiplyExact(extent, factor);
	}

	@Override
	public Shape output(List<Shape> inputs) {
		Shape in = Layer.single(inputs);
		return new Shape(enlarged(in.height(), factor), enlarged(in.width(), factor), in.channels());
	}

	@Override
	public Span source(Span output, Axis axis) {
		if (output.isAll()) {
			return Span.ALL;
		}
		return method == Method.NEAREST
			? new Span(Math.floorDiv(output.from(), factor), Math.floorDiv(output.to() - 1, factor) + 1)
			: new Span(lower(output.from()), lower(output.to() - 1) + (isOnPixel(output.to() - 1) ? 1 : 2));
	}

	/** floor((j + 0.5) / factor − 0.5) in whole numbers. */
	private long lower(long j) {
		return Math.floorDiv(2 * j + 1 - factor, 2L * factor);
	}

	private boolean isOnPixel(long j) {
		return Math.floorMod(2 * j + 1 - factor, 2L * factor) == 0;
	}

	@Override
	public Ratio grid(Axis axis) {
		return new Ratio(factor, 1);
	}
}

package sc.fovea.net;

/**
 * What a sliding window does at the edges of an image.
 * <p>
 * Unlike TensorFlow's SAME, the padding before the image never depends on the image's size, so that a tile whose origin is a multiple of the
 * stride is sampled exactly like the whole image. For sizes that are multiples of the stride both agree.
 */
public enum Padding {

	/** Zeros around the image: output extent = ceil(input / stride). */
	SAME,
	/** Only windows that lie inside the image: output extent = floor((input - window) / stride) + 1. */
	VALID;

	/** Zeros before the first pixel: floor(max(window - stride, 0) / 2) for SAME, else 0. {@code window} includes dilation. */
	public int before(int window, int stride) {
		return this == SAME ? Math.max(window - stride, 0) / 2 : 0;
	}

	/** The most zeros that may be needed after the last pixel; VALID windows over the padded image then give the right extent. */
	public int after(int window, int stride) {
		return this == SAME ? window - 1 - before(window, stride) : 0;
	}

	/** The output extent for an input extent, or {@link Shape#ANY} for ANY. @throws IllegalArgumentException if no window fits */
	public int output(int input, int window, int stride) {
		if (input == Shape.ANY) {
			return Shape.ANY;
		}
		if (this == SAME) {
			return (input - 1) / stride + 1;
		}
		if (input < window) {
			throw new IllegalArgumentException("an extent of at least " + window + " pixels (unpadded window)");
		}
		return (input - window) / stride + 1;
	}

	/** The input span that an output span reads. */
	public Span source(Span output, int window, int stride) {
		if (output.isAll()) {
			return Span.ALL;
		}
		long from = output.from() * stride - before(window, stride);
		return new Span(from, (output.to() - 1) * stride - before(window, stride) + window);
	}
}

package sc.fovea.net;

import java.util.List;

/**
 * Transposed convolution: learned upsampling by {@code stride}, the gradient of a strided convolution (Zeiler et al. 2010; FCN,
 * arXiv:1411.4038).
 * <p>
 * Every input pixel (i, j) adds k[u, v, f, c] · x[i, j, c] to output pixel (i·s + u − p, j·s + v − p), p = floor(max(kernel − s, 0) / 2); the output
 * extent is input · stride. The kernel is stored as (height, width, filters, input channels).
 *
 * @param filters output channels
 * @param kernel side of the square kernel in pixels
 * @param stride factor of enlargement
 * @param bias whether a bias is added
 */
public record TransposedConvolution(int filters, int kernel, int stride, boolean bias) implements Layer {

	/** @throws IllegalArgumentException if an argument is below 1 */
	public TransposedConvolution {
		if (filters < 1 || kernel < 1 || stride < 1) {
			throw new IllegalArgumentException("Expected filters, kernel and stride of at least 1, got " + filters + ", " + kernel + ", " + stride + ".");
		}
	}

	/** Pixels cut from the full result before its first row and column. */
	public int crop() {
		return Padding.SAME.before(kernel, stride);
	}

	@Override
	public Shape output(List<Shape> inputs) {
		Shape in = Layer.single(inputs);
		return new Shape(Upsampling.enlarged(in.height(), stride), Upsampling.enlarged(in.width(), stride), filters);
	}

	@Override
	public Span source(Span output, Axis axis) {
		if (output.isAll()) {
			return Span.ALL;
		}
		long from = -Math.floorDiv(-(output.from() + crop() - kernel + 1), (long) stride);
		long last = Math.floorDiv(output.to() - 1 + crop(), (long) stride);
		// Where the kernel is smaller than the stride, pixels that read nothing still belong to the input pixel above which they lie.
		return new Span(Math.min(from, Math.floorDiv(output.from(), (long) stride)), last + 1);
	}

	@Override
	public Ratio grid(Axis axis) {
		return new Ratio(stride, 1);
	}

	@Override
	public List<WeightSpec> weights(List<Shape> inputs) {
		int in = Layer.single(inputs).channels();
		double taps = Math.max(1, (double) kernel * kernel / ((double) stride * stride));
		WeightSpec k = WeightSpec.kernel(taps * in, kernel, kernel, filters, in);
		return bias ? List.of(k, WeightSpec.trained("bias", WeightSpec.Start.ZEROS, filters)) : List.of(k);
	}
}

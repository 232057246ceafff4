package sc.fovea.net;

import java.util.List;

/**
 * Two-dimensional convolution (cross-correlation, as in every deep-learning library), plus a bias.
 * <p>
 * y[i, j, f] = b[f] + Σ x[i·s + u·d − p, j·s + v·d − p, c] · k[u, v, c, f], with stride s, dilation d and padding p. The kernel is stored as
 * (height, width, input channels, filters); depthwise as (height, width, input channels, multiplier), output channel c·multiplier + m.
 *
 * <pre>{@code
 * Convolution.of(32, 3)                   // 32 filters of 3x3
 * Convolution.of(32, 3).stride(2)         // halves the image
 * Convolution.pointwise(8)                // 1x1, network in network (Lin et al. 2014, arXiv:1312.4400)
 * Convolution.depthwise(3)                // one 3x3 filter for each channel
 * }</pre>
 *
 * @param filters output channels; for {@link Connection#DEPTHWISE} the outputs of each input channel
 * @param kernel window of the filter in pixels
 * @param stride step of the window in pixels
 * @param dilation distance of the kernel's taps in pixels, 1 for a dense kernel
 * @param padding what happens at the edges
 * @param connection which input channels a filter sees
 * @param bias whether a bias is added
 */
public record Convolution(int filters, Size kernel, Size stride, int dilation, Padding padding, Connection connection, boolean bias)
	implements
		Layer {

	/** Which input channels a filter sees. */
	public enum Connection {
		/** All of them. */
		FULL,
		/** Its own one only. */
		DEPTHWISE
	}

	/** @throws IllegalArgumentException if filters or dilation are below 1, or both stride and dilation above 1 */
	public Convolution {
		if (filters < 1 || dilation < 1) {
			throw new IllegalArgumentException(
				"Expected at least 1 filter and a dilation of at least 1, got " + filters + " and " + dilation + ".");
		}
		if (dilation > 1 && !stride.equals(Size.of(1))) {
			throw new IllegalArgumentException("Expected stride 1 with dilation " + dilation + ", got stride " + stride + ".");
		}
	}

	/** Square kernel, stride 1, SAME padding, with bias. */
	public static Convolution of(int filters, int kernel) {
		return new Convolution(filters, Size.of(kernel), Size.of(1), 1, Padding.SAME, Connection.FULL, true);
	}

	/** A 1×1 convolution: a small network at every pixel (Lin et al. 2014, arXiv:1312.4400). */
	public static Convolution pointwise(int filters) {
		return of(filters, 1);
	}

	/** One square filter for each channel, as in MobileNet (Howard et al. 2017, arXiv:1704.04861). */
	public static Convolution depthwise(int kernel) {
		return new Convolution(1, Size.of(kernel), Size.of(1), 1, Padding.SAME, Connection.DEPTHWISE, true);
	}

	/** The same with another stride. */
	public Convolution stride(int newStride) {
		return new Convolution(filters, kernel, Size.of(newStride), dilation, padding, connection, bias);
	}

	/** The same with another dilation. */
	public Convolution dilation(int newDilation) {
		return new Convolution(filters, kernel, stride, newDilation, padding, connection, bias);
	}

	/** The same with another padding. */
	public Convolution padding(Padding newPadding) {
		return new Convolution(filters, kernel, stride, dilation, newPadding, connection, bias);
	}

	/** The same without bias, as before a normalization. */
	public Convolution withoutBias() {
		return new Convolution(filters, kernel, stride, dilation, padding, connection, false);
	}

	/** The window along an axis with dilation: (kernel − 1)·dilation + 1. */
	public int window(Axis axis) {
		return Math.addExact(Math.multiplyExact(kernel.along(axis) - 1, dilation), 1);
	}

	@Override
	public Shape output(List<Shape> inputs) {
		Shape in = Layer.single(inputs);
		return new Shape(padding.output(in.height(), window(Axis.Y), stride.height()),
			padding.output(in.width(), window(Axis.X), stride.width()), outputChannels(in.channels()));
	}

	@Override
	public Span source(Span output, Axis axis) {
		return padding.source(output, window(axis), stride.along(axis));
	}

	@Override
	public Ratio grid(Axis axis) {
		return new Ratio(1, stride.along(axis));
	}

	@Override
	public List<WeightSpec> weights(List<Shape> inputs) {
		int in = Layer.single(inputs).channels();
		int seen = connection == Connection.DEPTHWISE ? 1 : in;
		WeightSpec k = WeightSpec.kernel((double) kernel.height() * kernel.width() * seen, kernel.height(), kernel.width(), in, filters);
		return bias ? List.of(k, WeightSpec.trained("bias", WeightSpec.Start.ZEROS, outputChannels(in))) : List.of(k);
	}

	private int outputChannels(int in) {
		return connection == Connection.DEPTHWISE ? Math.multiplyExact(in, filters) : filters;
	}
}

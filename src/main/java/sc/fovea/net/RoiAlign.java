package sc.fovea.net;

import java.util.List;

/**
 * Region-of-interest align (He et al. 2017, arXiv:1703.06870): features of a box, resampled to a square of fixed size.
 * <p>
 * Inputs: features (N, H, W, C) and regions (R, 1, 1, 5), each region (image index, x, y, width, height) in pixels of the feature map times
 * {@code stride}. Answer: (R, size, size, C). Bin (i, j) is the mean of {@code samples}² bilinear samples at the centres of an even grid inside the bin; a
 * sample beyond the map's edge takes the nearest edge value.
 *
 * @param size side of the answer in bins
 * @param samples samples per bin along each axis
 * @param stride pixels of the image per pixel of the feature map
 */
public record RoiAlign(int size, int samples, int stride) implements Layer {

	/** Values of one region: image index, x, y, width, height. */
	public static final int REGION = 5;

	/** @throws IllegalArgumentException if an argument is below 1 */
	public RoiAlign {
		if (size < 1 || samples < 1 || stride < 1) {
			throw new IllegalArgumentException("Expected size, samples and stride of at least 1, got " + size + ", " + samples + ", " + stride + ".");
		}
	}

	@Override
	public Shape output(List<Shape> inputs) {
		if (inputs.size() != 2 || inputs.get(1).channels() != REGION) {
			throw new IllegalArgumentException("features and regions with " + REGION + " channels");
		}
		return new Shape(size, size, inputs.get(0).channels());
	}

	@Override
	public Span source(Span output, Axis axis) {
		return Span.ALL;
	}
}

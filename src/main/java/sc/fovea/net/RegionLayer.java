package sc.fovea.net;

import java.util.List;

/**
 * Features of boxes, resampled to squares of one size, so that a head can judge each box.
 * <p>
 * Inputs: features (N, H, W, C) and regions (R, 1, 1, 5), each region (image index, x, y, width, height) in pixels of the feature map times {@code stride}.
 * Answer: (R, size, size, C). A region is cut into size · size bins, and a bin is looked at in {@code samples}² points: the centres of an even grid inside the
 * bin. No gradient reaches the regions.
 */
public sealed interface RegionLayer extends Layer permits RoiAlign, RoiPooling {

	/** Values of one region: image index, x, y, width, height. */
	int REGION = 5;

	/** Side of the answer in bins. */
	int size();

	/** Points per bin along each axis. */
	int samples();

	/** Pixels of the image per pixel of the feature map. */
	int stride();

	@Override
	default Shape output(List<Shape> inputs) {
		if (inputs.size() != 2 || inputs.get(1).channels() != REGION) {
			throw new IllegalArgumentException("features and regions with " + REGION + " channels");
		}
		return new Shape(size(), size(), inputs.get(0).channels());
	}

	@Override
	default Span source(Span output, Axis axis) {
		return Span.ALL;
	}

	/** @throws IllegalArgumentException if an argument is below 1 */
	static void check(int size, int samples, int stride) {
		if (size < 1 || samples < 1 || stride < 1) {
			throw new IllegalArgumentException("Expected size, samples and stride of at least 1, got " + size + ", " + samples + ", " + stride + ".");
		}
	}
}

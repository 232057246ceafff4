package sc.fovea.detect.proposal;

/** Sums of a plane's values over any rectangle in constant time (Crow 1984). */
final class IntegralPlane {

	private final int stride;
	private final double[] sums;

	IntegralPlane(float[] plane, int width, int height) {
		stride = width + 1;
		sums = new double[stride * (height + 1)];
		for (int y = 0; y < height; y++) {
			double row = 0;
			for (int x = 0; x < width; x++) {
				row += plane[y * width + x];
				sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
			}
		}
	}

	/** Sum over the pixels of a box that lies within the plane. */
	double sum(PixelBox box) {
		int top = box.top() * stride;
		int bottom = box.bottom() * stride;
		return sums[bottom + box.right()] - sums[top + box.right()] - sums[bottom + box.left()] + sums[top + box.left()];
	}
}

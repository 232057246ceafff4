package sc.fovea.shape;

/**
 * Where the pixels of an object lie.
 *
 * @param area number of pixels
 * @param x centroid in pixels
 * @param y centroid in pixels
 * @param angle of the major axis, from x towards y, −π/2 to π/2
 */
record PixelMoments(int area, double x, double y, double angle) {

	/** Pixels that are added up. */
	static final class Sums {

		private int count;
		private double x;
		private double y;
		private double xx;
		private double yy;
		private double xy;

		void add(int pixelX, int pixelY) {
			double px = pixelX + 0.5;
			double py = pixelY + 0.5;
			count++;
			x += px;
			y += py;
			xx += px * px;
			yy += py * py;
			xy += px * py;
		}

		PixelMoments moments() {
			double cx = x / count;
			double cy = y / count;
			double varianceX = xx / count - cx * cx;
			double varianceY = yy / count - cy * cy;
			double covariance = xy / count - cx * cy;
			return new PixelMoments(count, cx, cy, Math.atan2(2 * covariance, varianceX - varianceY) / 2);
		}
	}
}

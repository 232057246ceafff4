package sc.fovea.geometry;

/**
 * Measures star polygons in label images: the distance along each ray from a pixel's centre to where the ray first leaves the pixels of
 * the same label. The walk from pixel to pixel is exact (Amanatides and Woo 1987, "A fast voxel traversal algorithm"), so no
 * thin neighbour is stepped over and the distance ends on the pixel's edge.
 */
public final class StarDistances {

	/** Edges crossed within this distance, in pixels, are crossed at their common corner. */
	private static final double CORNER = 1e-3;

	private final int[] labels;

	private final int width, height;

	private StarDistances(int[] labels, int width, int height) {
		this.labels = labels;
		this.width = width;
		this.height = height;
	}

	/**
	 * Measures one pixel. Outside of the image counts as another object.
	 *
	 * @param labels of the image, row by row
	 * @param width of the image in pixels
	 * @param height of the image in pixels
	 * @param x column of the pixel
	 * @param y row of the pixel
	 * @param rays directions to measure
	 * @param target takes a distance in pixels for each ray, at least 0.5
	 * @param offset index in the target of the first distance
	 * @throws IndexOutOfBoundsException if the pixel is outside of the image or the target too short
	 */
	public static void at(int[] labels, int width, int height, int x, int y, StarRays rays, float[] target, int offset) {
		if (x < 0 || y < 0 || x >= width || y >= height)
			throw new IndexOutOfBoundsException("Expected a pixel of an image of " + width + " x " + height + ", got (" + x + ", " + y + ")");
		StarDistances image = new StarDistances(labels, width, height);
		for (int k = 0, n = rays.count(); k < n; k++)
			target[offset + k] = (float) image.along(x, y, rays.cos(k), rays.sin(k));
	}

	private double along(int startX, int startY, float dx, float dy) {
		int x = startX, y = startY, label = labels[y * width + x];
		int stepX = dx < 0 ? -1 : 1, stepY = dy < 0 ? -1 : 1;
		// Distance along the ray from one pixel edge to the next; infinite or huge, so never reached, along an axis.
		double perX = 1.0 / Math.abs(dx), perY = 1.0 / Math.abs(dy);
		double toX = perX / 2, toY = perY / 2;
		while (true) {
			double reached = Math.min(toX, toY);
			// Through a corner both steps are taken at once: the pixels beside the corner are not touched.
			boolean alongX = toX < reached + CORNER, alongY = toY < reached + CORNER;
			if (alongX) {
				x += stepX;
				toX += perX;
			}
			if (alongY) {
				y += stepY;
				toY += perY;
			}
			if (x < 0 || y < 0 || x >= width || y >= height || labels[y * width + x] != label)
				return reached;
		}
	}
}

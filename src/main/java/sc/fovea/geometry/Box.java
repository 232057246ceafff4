package sc.fovea.geometry;

/**
 * An axis-parallel rectangle [x, x + width) x [y, y + height) in pixels; far edges are exclusive.
 *
 * <pre>{@code
 * new Box(0, 0, 10, 10).iou(new Box(5, 0, 10, 10)); // 50 / 150 = 0.333…
 * }</pre>
 *
 * @param x left edge
 * @param y upper edge
 * @param width extent to the right, at least 0
 * @param height extent downwards, at least 0
 */
public record Box(double x, double y, double width, double height) {

	/**
	 * Checks the numbers.
	 *
	 * @throws IllegalArgumentException if a number is not finite or an extent is negative
	 */
	public Box {
		if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(width) || !Double.isFinite(height))
			throw new IllegalArgumentException("A box needs finite numbers, got x " + x + ", y " + y + ", width " + width + ", height " + height);
		if (width < 0 || height < 0)
			throw new IllegalArgumentException("A box needs a width and height of at least 0, got " + width + " x " + height);
	}

	/** The box of an image: its corner at the origin. */
	public static Box ofImage(int width, int height) {
		return new Box(0, 0, width, height);
	}

	/**
	 * The smallest box around points.
	 *
	 * @param xs x of each point
	 * @param ys y of each point, as many
	 * @throws IllegalArgumentException if there is no point or the counts differ
	 */
	public static Box bounds(double[] xs, double[] ys) {
		if (xs.length == 0 || xs.length != ys.length)
			throw new IllegalArgumentException("Bounds need equally many x and y, at least one, got " + xs.length + " and " + ys.length);
		double left = xs[0], right = xs[0], top = ys[0], bottom = ys[0];
		for (int i = 1; i < xs.length; i++) {
			left = Math.min(left, xs[i]);
			right = Math.max(right, xs[i]);
			top = Math.min(top, ys[i]);
			bottom = Math.max(bottom, ys[i]);
		}
		return new Box(left, top, right - left, bottom - top);
	}

	/** The smallest box around this and the other. */
	public Box bounds(Box other) {
		double left = Math.min(x, other.x), top = Math.min(y, other.y);
		return new Box(left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
	}

	/** The right edge, exclusive. */
	public double right() {
		return x + width;
	}

	/** The lower edge, exclusive. */
	public double bottom() {
		return y + height;
	}

	/** x of the middle. */
	public double centerX() {
		return x + width / 2;
	}

	/** y of the middle. */
	public double centerY() {
		return y + height / 2;
	}

	/** The area in square pixels. */
	public double area() {
		return width * height;
	}

	/** Whether the boxes share an area greater than 0. */
	public boolean intersects(Box other) {
		return Math.min(right(), other.right()) > Math.max(x, other.x) && Math.min(bottom(), other.bottom()) > Math.max(y, other.y);
	}

	/** The common part; where the boxes are apart, a box of area 0. */
	public Box intersection(Box other) {
		double left = Math.max(x, other.x), top = Math.max(y, other.y);
		return new Box(left, top, Math.max(0, Math.min(right(), other.right()) - left), Math.max(0, Math.min(bottom(), other.bottom()) - top));
	}

	/** Intersection over union, 0 to 1; 0 if both boxes have no area. */
	public double iou(Box other) {
		double common = intersection(other).area();
		return common == 0 ? 0 : common / (area() + other.area() - common);
	}

	/** The box moved to the right by dx and down by dy. */
	public Box translate(double dx, double dy) {
		return new Box(x + dx, y + dy, width, height);
	}

	/**
	 * The box with every coordinate multiplied, as if the image was scaled about its origin.
	 *
	 * @throws IllegalArgumentException if the factor is negative or not finite
	 */
	public Box scale(double factor) {
		return new Box(x * factor, y * factor, width * factor, height * factor);
	}

	/** Whether the point lies inside; the left and upper edge belong to the box, the right and lower do not. */
	public boolean contains(double px, double py) {
		return px >= x && py >= y && px < right() && py < bottom();
	}

	/** Whether the other box lies inside entirely. */
	public boolean contains(Box other) {
		return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
	}
}

package sc.fovea.augment;

/**
 * An affine placement: a point (x, y) of the result shows the point (a·x + b·y + tx, c·x + d·y + ty) of the source.
 *
 * @param a source x per result x
 * @param b source x per result y
 * @param tx shift of source x in pixels
 * @param c source y per result x
 * @param d source y per result y
 * @param ty shift of source y in pixels
 */
public record Affine(double a, double b, double tx, double c, double d, double ty) implements Placement {

	/** Every pixel from its own place. */
	public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

	/** @throws IllegalArgumentException if the map is not one-to-one or a number not finite */
	public Affine {
		double area = a * d - b * c;
		if (area == 0 || !Double.isFinite(area) || !Double.isFinite(tx) || !Double.isFinite(ty)) {
			throw new IllegalArgumentException("Expected an affine map that can be inverted, got (" + a + ", " + b + ", " + tx + "; " + c + ", " + d + ", " + ty
				+ ").");
		}
	}

	/** A shift of the source in pixels. */
	public static Affine shift(double dx, double dy) {
		return new Affine(1, 0, dx, 0, 1, dy);
	}

	/** About the origin: left and right exchanged. */
	public static Affine mirror() {
		return new Affine(-1, 0, 0, 0, 1, 0);
	}

	/** About the origin: the result is turned by the given number of right angles, clockwise on the screen. Exact. */
	public static Affine quarterTurns(int turns) {
		return switch (Math.floorMod(turns, 4)) {
			case 0 -> IDENTITY;
			case 1 -> new Affine(0, 1, 0, -1, 0, 0);
			case 2 -> new Affine(-1, 0, 0, 0, -1, 0);
			default -> new Affine(0, -1, 0, 1, 0, 0);
		};
	}

	/** About the origin: the result is turned by an angle in radians, clockwise on the screen. */
	public static Affine rotation(double angle) {
		double cos = Math.cos(angle);
		double sin = Math.sin(angle);
		return new Affine(cos, sin, 0, -sin, cos, 0);
	}

	/** About the origin: things appear enlarged by the factor. */
	public static Affine zoom(double factor) {
		return new Affine(1 / factor, 0, 0, 0, 1 / factor, 0);
	}

	/** About the origin: columns slide down by tan(vertical) pixels per pixel and rows to the right by tan(horizontal); angles in radians. */
	public static Affine shear(double horizontal, double vertical) {
		return new Affine(1, Math.tan(horizontal), 0, Math.tan(vertical), 1, 0).inverse();
	}

	/** The same map with the given point as origin. */
	public Affine about(double x, double y) {
		return shift(-x, -y).then(this).then(shift(x, y));
	}

	/** As {@link Placement#then}; affine again. */
	public Affine then(Affine next) {
		return new Affine(next.a * a + next.b * c, next.a * b + next.b * d, next.sourceX(tx, ty),
			next.c * a + next.d * c, next.c * b + next.d * d, next.sourceY(tx, ty));
	}

	/** From points of the source to points of the result. */
	public Affine inverse() {
		double area = a * d - b * c;
		return new Affine(d / area, -b / area, (b * ty - d * tx) / area, -c / area, a / area, (c * tx - a * ty) / area);
	}

	/** Source x of a point of the result. */
	public double sourceX(double x, double y) {
		return a * x + b * y + tx;
	}

	/** Source y of a point of the result. */
	public double sourceY(double x, double y) {
		return c * x + d * y + ty;
	}

	@Override
	public void toSource(double[] xs, double[] ys, int count) {
		for (int i = 0; i < count; i++) {
			double x = xs[i];
			double y = ys[i];
			xs[i] = a * x + b * y + tx;
			ys[i] = c * x + d * y + ty;
		}
	}

	@Override
	public void toResult(double[] xs, double[] ys, int count) {
		inverse().toSource(xs, ys, count);
	}

	@Override
	public boolean isExact() {
		boolean right = Math.abs(a) + Math.abs(b) == 1 && Math.abs(c) + Math.abs(d) == 1 && (a == 0) == (d == 0);
		double firstX = sourceX(0.5, 0.5) - 0.5;
		double firstY = sourceY(0.5, 0.5) - 0.5;
		return right && (a == 0 || b == 0) && firstX == Math.rint(firstX) && firstY == Math.rint(firstY);
	}

	@Override
	public double areaScale() {
		return Math.abs(a * d - b * c);
	}
}

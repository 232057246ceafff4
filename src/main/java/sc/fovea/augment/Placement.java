package sc.fovea.augment;

/**
 * Where the pixels of a result come from: an affine map from a point (x, y) of the result to the point
 * (a·x + b·y + tx, c·x + d·y + ty) of the source, in pixels with the centre of pixel (0, 0) at (0.5, 0.5).
 *
 * @param a source x per result x
 * @param b source x per result y
 * @param tx shift of source x in pixels
 * @param c source y per result x
 * @param d source y per result y
 * @param ty shift of source y in pixels
 */
public record Placement(double a, double b, double tx, double c, double d, double ty) {

	/** Every pixel from its own place. */
	public static final Placement IDENTITY = new Placement(1, 0, 0, 0, 1, 0);

	/** A shift of the source in pixels. */
	public static Placement shift(double dx, double dy) {
		return new Placement(1, 0, dx, 0, 1, dy);
	}

	/** About the origin: left and right exchanged. */
	public static Placement mirror() {
		return new Placement(-1, 0, 0, 0, 1, 0);
	}

	/** About the origin: the result is turned by the given number of right angles, clockwise on the screen. Exact. */
	public static Placement quarterTurns(int turns) {
		return switch (Math.floorMod(turns, 4)) {
			case 0 -> IDENTITY;
			case 1 -> new Placement(0, 1, 0, -1, 0, 0);
			case 2 -> new Placement(-1, 0, 0, 0, -1, 0);
			default -> new Placement(0, -1, 0, 1, 0, 0);
		};
	}

	/** About the origin: the result is turned by an angle in radians, clockwise on the screen. */
	public static Placement rotation(double angle) {
		double cos = Math.cos(angle);
		double sin = Math.sin(angle);
		return new Placement(cos, sin, 0, -sin, cos, 0);
	}

	/** About the origin: things appear enlarged by the factor. */
	public static Placement zoom(double factor) {
		return new Placement(1 / factor, 0, 0, 0, 1 / factor, 0);
	}

	/** This map first, then the other: the result's point goes through this, and what comes out through {@code next}. */
	public Placement then(Placement next) {
		return new Placement(next.a * a + next.b * c, next.a * b + next.b * d, next.sourceX(tx, ty),
			next.c * a + next.d * c, next.c * b + next.d * d, next.sourceY(tx, ty));
	}

	/** Source x of a point of the result. */
	public double sourceX(double x, double y) {
		return a * x + b * y + tx;
	}

	/** Source y of a point of the result. */
	public double sourceY(double x, double y) {
		return c * x + d * y + ty;
	}

	/** Whether pixel centres fall on pixel centres, so that nothing has to be interpolated. */
	public boolean isExact() {
		boolean right = Math.abs(a) + Math.abs(b) == 1 && Math.abs(c) + Math.abs(d) == 1 && (a == 0) == (d == 0);
		double firstX = sourceX(0.5, 0.5) - 0.5;
		double firstY = sourceY(0.5, 0.5) - 0.5;
		return right && (a == 0 || b == 0) && firstX == Math.rint(firstX) && firstY == Math.rint(firstY);
	}
}

package sc.fovea.augment;

import java.util.Arrays;

import sc.fovea.geometry.Box;

/**
 * A closed polygon, as the sides of a box become when they are moved.
 *
 * @param xs x of each corner in pixels
 * @param ys y of each corner
 */
record Outline(double[] xs, double[] ys) {

	/** Pieces of a side where sides may become curves. */
	private static final int PIECES = 16;

	/** Where a result shows a box of the source. */
	static Outline toResult(Placement placement, Box box) {
		Outline outline = around(box, placement);
		placement.toResult(outline.xs, outline.ys, outline.xs.length);
		return outline;
	}

	/** What a box of the result shows of the source. */
	static Outline toSource(Placement placement, Box box) {
		Outline outline = around(box, placement);
		placement.toSource(outline.xs, outline.ys, outline.xs.length);
		return outline;
	}

	private static Outline around(Box box, Placement placement) {
		int pieces = placement instanceof Affine ? 1 : PIECES;
		double[] cornersX = { box.x(), box.right(), box.right(), box.x(), box.x() };
		double[] cornersY = { box.y(), box.y(), box.bottom(), box.bottom(), box.y() };
		double[] xs = new double[4 * pieces];
		double[] ys = new double[4 * pieces];
		for (int i = 0; i < xs.length; i++) {
			int side = i / pieces;
			double along = (double) (i % pieces) / pieces;
			xs[i] = cornersX[side] + along * (cornersX[side + 1] - cornersX[side]);
			ys[i] = cornersY[side] + along * (cornersY[side + 1] - cornersY[side]);
		}
		return new Outline(xs, ys);
	}

	/** The smallest box around it. */
	Box bounds() {
		return Box.bounds(xs, ys);
	}

	/** Area in square pixels (the shoelace formula). */
	double area() {
		double twice = 0;
		for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
			twice += xs[j] * ys[i] - xs[i] * ys[j];
		}
		return Math.abs(twice) / 2;
	}

	/** The part within a box (Sutherland and Hodgman, CACM 17, 1974); without corners if there is none. */
	Outline clip(Box box) {
		return below(box.right()).turned().below(box.bottom()).turned().below(-box.x()).turned().below(-box.y()).turned();
	}

	/** Turned by a right angle: what was down is to the right, what was left is down. */
	private Outline turned() {
		return new Outline(ys, Arrays.stream(xs).map(x -> -x).toArray());
	}

	/** The part with x up to a limit. */
	private Outline below(double limit) {
		double[] newX = new double[2 * xs.length];
		double[] newY = new double[2 * xs.length];
		int count = 0;
		for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
			if (xs[i] <= limit != xs[j] <= limit) {
				newX[count] = limit;
				newY[count++] = ys[j] + (ys[i] - ys[j]) * (limit - xs[j]) / (xs[i] - xs[j]);
			}
			if (xs[i] <= limit) {
				newX[count] = xs[i];
				newY[count++] = ys[i];
			}
		}
		return new Outline(Arrays.copyOf(newX, count), Arrays.copyOf(newY, count));
	}
}

package sc.fovea.augment;

import java.util.SplittableRandom;

/**
 * An elastic placement: every point of the result shows the source a little beside it. Control points on a square lattice are displaced independently and
 * evenly within ± amplitude in x and y, and a cubic B-spline continues between them (free-form deformation, Rueckert et al., IEEE TMI 18, 1999). An amplitude of
 * at most {@value #LARGEST_SHARE} of the spacing keeps the slope below 1 in every direction, so that nothing folds and the map can be inverted by iteration.
 */
public final class Displacement implements Placement {

	/** Largest amplitude as share of the spacing: the slope of a cubic B-spline between ±1 is at most 1.5 in x and in y. */
	public static final double LARGEST_SHARE = 0.3;

	private static final double PRECISION = 1e-9;
	private static final int MOST_ITERATIONS = 1000;

	private final double spacing;
	private final int columns;
	private final int rows;
	private final double[] dx;
	private final double[] dy;

	/**
	 * Draws the control points.
	 *
	 * @param lattice where they are
	 * @param amplitude largest displacement in x and in y, in pixels
	 * @param random source of the displacements
	 * @throws IllegalArgumentException if the amplitude is not within 0 and {@value #LARGEST_SHARE} of it
	 */
	public Displacement(Lattice lattice, double amplitude, SplittableRandom random) {
		if (!(amplitude >= 0 && amplitude <= LARGEST_SHARE * lattice.spacing())) {
			throw new IllegalArgumentException("Expected an amplitude from 0 to " + LARGEST_SHARE + " of the spacing of " + lattice.spacing() + " pixels, got "
				+ amplitude + ".");
		}
		this.spacing = lattice.spacing();
		this.columns = lattice.columns();
		this.rows = lattice.rows();
		this.dx = draw(amplitude, random);
		this.dy = draw(amplitude, random);
	}

	/**
	 * Where control points are.
	 *
	 * @param width of the result in pixels; beyond it the displacement at the edge continues
	 * @param height of the result in pixels
	 * @param spacing of the control points in pixels
	 */
	public record Lattice(int width, int height, double spacing) {

		/** @throws IllegalArgumentException if a number is below 1 */
		public Lattice {
			if (width < 1 || height < 1 || !(spacing >= 1)) {
				throw new IllegalArgumentException("Expected a width, height and spacing of at least 1 pixel, got " + width + ", " + height + " and " + spacing
					+ ".");
			}
		}

		private int columns() {
			return (int) Math.ceil(width / spacing) + 3;
		}

		private int rows() {
			return (int) Math.ceil(height / spacing) + 3;
		}
	}

	private double[] draw(double amplitude, SplittableRandom random) {
		double[] values = new double[columns * rows];
		for (int i = 0; i < values.length; i++) {
			values[i] = amplitude * (2 * random.nextDouble() - 1);
		}
		return values;
	}

	@Override
	public void toSource(double[] xs, double[] ys, int count) {
		if (isRow(ys, count)) {
			rowToSource(xs, ys, count);
			return;
		}
		double[] moved = new double[2];
		for (int i = 0; i < count; i++) {
			displace(xs[i], ys[i], moved);
			xs[i] += moved[0];
			ys[i] += moved[1];
		}
	}

	private static boolean isRow(double[] ys, int count) {
		for (int i = 1; i < count; i++) {
			if (ys[i] != ys[0]) {
				return false;
			}
		}
		return count > 1;
	}

	/** Along a row the spline in y is the same for all points: it is evaluated once for each column of control points. */
	private void rowToSource(double[] xs, double[] ys, int count) {
		double[] rowX = new double[columns];
		double[] rowY = new double[columns];
		blendRows(ys[0], rowX, rowY);
		for (int i = 0; i < count; i++) {
			double place = clampedPlace(xs[i], columns);
			int j = Math.min((int) place, columns - 4);
			double u = place - j;
			double v = 1 - u;
			double w0 = v * v * v / 6;
			double w1 = 2.0 / 3 - u * u * (1 - u / 2);
			double w2 = 2.0 / 3 - v * v * (1 - v / 2);
			double w3 = u * u * u / 6;
			xs[i] += w0 * rowX[j] + w1 * rowX[j + 1] + w2 * rowX[j + 2] + w3 * rowX[j + 3];
			ys[i] += w0 * rowY[j] + w1 * rowY[j + 1] + w2 * rowY[j + 2] + w3 * rowY[j + 3];
		}
	}

	private void blendRows(double y, double[] rowX, double[] rowY) {
		double place = clampedPlace(y, rows);
		int k = Math.min((int) place, rows - 4);
		for (int n = 0; n < 4; n++) {
			double weight = weight(n, place - k);
			for (int j = 0, from = (k + n) * columns; j < columns; j++, from++) {
				rowX[j] += weight * dx[from];
				rowY[j] += weight * dy[from];
			}
		}
	}

	private void displace(double x, double y, double[] moved) {
		double placeX = clampedPlace(x, columns);
		double placeY = clampedPlace(y, rows);
		int j = Math.min((int) placeX, columns - 4);
		int k = Math.min((int) placeY, rows - 4);
		moved[0] = 0;
		moved[1] = 0;
		for (int n = 0; n < 4; n++) {
			double down = weight(n, placeY - k);
			for (int m = 0, from = (k + n) * columns + j; m < 4; m++, from++) {
				double weight = down * weight(m, placeX - j);
				moved[0] += weight * dx[from];
				moved[1] += weight * dy[from];
			}
		}
	}

	/** Place on the lattice in units of the spacing. */
	private double clampedPlace(double at, int controls) {
		return Math.max(0, Math.min(controls - 3, at / spacing));
	}

	/** Weight of the n-th of four control points for a point at u in 0–1 between the middle two. */
	private static double weight(int n, double u) {
		double v = 1 - u;
		return switch (n) {
			case 0 -> v * v * v / 6;
			case 1 -> 2.0 / 3 - u * u * (1 - u / 2);
			case 2 -> 2.0 / 3 - v * v * (1 - v / 2);
			default -> u * u * u / 6;
		};
	}

	@Override
	public void toResult(double[] xs, double[] ys, int count) {
		double[] moved = new double[2];
		for (int i = 0; i < count; i++) {
			double x = xs[i];
			double y = ys[i];
			double step = Double.MAX_VALUE;
			for (int n = 0; n < MOST_ITERATIONS && step > PRECISION; n++) {
				displace(x, y, moved);
				step = Math.abs(xs[i] - moved[0] - x) + Math.abs(ys[i] - moved[1] - y);
				x = xs[i] - moved[0];
				y = ys[i] - moved[1];
			}
			xs[i] = x;
			ys[i] = y;
		}
	}

	@Override
	public boolean isExact() {
		return false;
	}

	@Override
	public double areaScale() {
		return 1;
	}
}

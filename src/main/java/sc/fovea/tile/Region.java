package sc.fovea.tile;

import sc.fovea.net.Span;

/**
 * A rectangle of pixels.
 *
 * @param x first column
 * @param y first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Region(long x, long y, int width, int height) {

	/** @throws IllegalArgumentException if a side is below 1 */
	public Region {
		if (width < 1 || height < 1) {
			throw new IllegalArgumentException("Expected a region of at least 1x1 pixels, got " + width + "x" + height + ".");
		}
	}

	static Region of(Span columns, Span rows) {
		return new Region(columns.from(), rows.from(), Math.toIntExact(columns.length()), Math.toIntExact(rows.length()));
	}

	/** Columns [x, x + width). */
	public Span columns() {
		return new Span(x, x + width);
	}

	/** Rows [y, y + height). */
	public Span rows() {
		return new Span(y, y + height);
	}

	/** Number of pixels. */
	public long area() {
		return (long) width * height;
	}

	@Override
	public String toString() {
		return width + "x" + height + " at (" + x + ", " + y + ")";
	}
}

package sc.fovea.detect;

import sc.fovea.geometry.Box;

/**
 * Tells a box relative to another, as networks learn it (Girshick et al. 2014, arXiv:1311.2524): with centre (x, y), width w and height h of the box, and those
 * of the anchor with index a,
 *
 * <pre>
 * tx = wx · (x − xa) / wa    ty = wy · (y − ya) / ha    tw = ww · ln(w / wa)    th = wh · ln(h / ha)
 * </pre>
 *
 * {@link #decode} is the inverse of {@link #encode}, except that a box does not grow beyond the anchor's size times e^{@code largest}: an untrained network may
 * answer anything.
 *
 * @param x factor wx
 * @param y factor wy
 * @param width factor ww
 * @param height factor wh
 * @param largest largest ln(w / wa) and ln(h / ha) that is decoded, above 0
 */
public record BoxCoder(double x, double y, double width, double height, double largest) {

	/** A box of 1,000 pixels from an anchor of 16. */
	private static final double LARGEST = Math.log(1000.0 / 16);

	/**
	 * A box relative to an anchor; all 0 for the anchor itself.
	 *
	 * @param x tx
	 * @param y ty
	 * @param width tw
	 * @param height th
	 */
	public record Offsets(double x, double y, double width, double height) {}

	/** @throws IllegalArgumentException if a number is not finite and above 0 */
	public BoxCoder {
		for (double number : new double[] { x, y, width, height, largest }) {
			if (!(number > 0 && Double.isFinite(number))) {
				throw new IllegalArgumentException("Expected weights and a largest growth above 0, got " + number + ".");
			}
		}
	}

	/** All factors 1, as for a region proposal network (arXiv:1506.01497). */
	public static BoxCoder standard() {
		return new BoxCoder(1, 1, 1, 1, LARGEST);
	}

	/** Factors 10, 10, 5, 5, which bring the offsets of good proposals to a deviation of about 1, as for the heads of Fast R-CNN (arXiv:1504.08083). */
	public static BoxCoder forProposals() {
		return new BoxCoder(10, 10, 5, 5, LARGEST);
	}

	/** The box as seen from the anchor. @throws IllegalArgumentException if a side of one of them is 0 */
	public Offsets encode(Box box, Box anchor) {
		checkExtent(box);
		checkExtent(anchor);
		return new Offsets(x * (box.centerX() - anchor.centerX()) / anchor.width(), y * (box.centerY() - anchor.centerY()) / anchor.height(),
			width * Math.log(box.width() / anchor.width()), height * Math.log(box.height() / anchor.height()));
	}

	/** The box that the offsets mean for an anchor. @throws IllegalArgumentException if an offset is not finite or a side of the anchor is 0 */
	public Box decode(Offsets offsets, Box anchor) {
		checkExtent(anchor);
		double w = anchor.width() * Math.exp(Math.min(largest, offsets.width() / width));
		double h = anchor.height() * Math.exp(Math.min(largest, offsets.height() / height));
		double centreX = anchor.centerX() + offsets.x() / x * anchor.width();
		double centreY = anchor.centerY() + offsets.y() / y * anchor.height();
		return new Box(centreX - w / 2, centreY - h / 2, w, h);
	}

	private static void checkExtent(Box box) {
		if (!(box.width() > 0 && box.height() > 0)) {
			throw new IllegalArgumentException("Expected a box with a width and height above 0, got " + box + ".");
		}
	}
}

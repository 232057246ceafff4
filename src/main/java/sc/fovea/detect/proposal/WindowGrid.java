package sc.fovea.detect.proposal;

import java.util.List;

/**
 * Windows of many sizes at many places.
 *
 * @param side shortest side in pixels, at least 1
 * @param growth of the square root of the area from one size to the next, above 1
 * @param aspects width over height, each above 0
 * @param step between neighbours, as share of the window's sides, above 0
 */
public record WindowGrid(int side, double growth, List<Double> aspects, double step) {

	/** Is shown each window. */
	@FunctionalInterface
	interface Visitor {

		void visit(PixelBox window);
	}

	/** Copies the list. @throws IllegalArgumentException if a number is out of its range or there is no aspect */
	public WindowGrid {
		aspects = List.copyOf(aspects);
		boolean areAspects = !aspects.isEmpty() && aspects.stream().allMatch(a -> a > 0 && Double.isFinite(a));
		if (side < 1 || !(growth > 1 && step > 0) || !areAspects) {
			throw new IllegalArgumentException("Expected a side of at least 1, a growth above 1, a step and aspects above 0, got " + side + ", " + growth + ", "
				+ step + " and " + aspects + ".");
		}
	}

	/** Sides from 20 pixels on that grow by 1.25, five aspects from 1:2 to 2:1, steps of a sixth. */
	public static WindowGrid standard() {
		return new WindowGrid(20, 1.25, List.of(0.5, 0.75, 1.0, 4.0 / 3, 2.0), 1.0 / 6);
	}

	/**
	 * Shows all windows of an image, the smallest first.
	 *
	 * @param factor pixels of this grid in one of the image
	 */
	void visit(int width, int height, int factor, Visitor visitor) {
		double least = Math.max(1, (double) side / factor);
		for (double root = least; root <= Math.max(width, height); root *= growth) {
			for (double aspect : aspects) {
				int w = (int) Math.round(root * Math.sqrt(aspect));
				int h = (int) Math.round(root / Math.sqrt(aspect));
				if (Math.min(w, h) >= least && w <= width && h <= height) {
					visitPlaces(width, height, new PixelBox(0, 0, w, h), visitor);
				}
			}
		}
	}

	/** Windows of one size, equally far apart from edge to edge. */
	private void visitPlaces(int width, int height, PixelBox size, Visitor visitor) {
		int[] lefts = places(width - size.right(), size.right() * step);
		for (int top : places(height - size.bottom(), size.bottom() * step)) {
			for (int left : lefts) {
				visitor.visit(new PixelBox(left, top, left + size.right(), top + size.bottom()));
			}
		}
	}

	private static int[] places(int last, double distance) {
		int steps = (int) Math.ceil(last / Math.max(1, distance));
		int[] places = new int[steps + 1];
		for (int i = 1; i <= steps; i++) {
			places[i] = (int) ((long) last * i / steps);
		}
		return places;
	}
}

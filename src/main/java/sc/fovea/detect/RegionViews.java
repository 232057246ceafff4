package sc.fovea.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sc.fovea.geometry.Box;

/**
 * Which parts of a box, and of what is around it, a head looks at. A head that sees halves, the middle and the surroundings of a box one by one
 * tells a well placed box from one that is shifted, or too small, better than a head that sees the whole only (Gidaris &amp; Komodakis 2015,
 * arXiv:1505.01749, section 3).
 *
 * <pre>{@code
 * for (Box part : RegionViews.multiRegion().of(proposal, scene.bounds())) {
 * 	// pool features of the part; join the features of all parts
 * }
 * }</pre>
 *
 * @param views parts, in the order of the features; at least one, with different names
 */
public record RegionViews(List<View> views) {

	/**
	 * A rectangle relative to a box: 0 is its left or upper edge, 1 its right or lower edge; below 0 and above 1 lie its surroundings.
	 *
	 * <pre>{@code
	 * new View("left", 0, 0, 0.5, 1).of(new Box(10, 20, 40, 30)); // x 10, y 20, 20 x 30
	 * }</pre>
	 *
	 * @param name for messages and node names
	 * @param left edge
	 * @param top edge
	 * @param right edge, above {@code left}
	 * @param bottom edge, above {@code top}
	 */
	public record View(String name, double left, double top, double right, double bottom) {

		/** @throws IllegalArgumentException if the name is blank, or the edges are not finite or enclose no area */
		public View {
			boolean isFinite = Double.isFinite(left) && Double.isFinite(top) && Double.isFinite(right) && Double.isFinite(bottom);
			if (name.isBlank() || !isFinite || left >= right || top >= bottom) {
				throw new IllegalArgumentException(String.format(Locale.ROOT,
					"Expected a named view with left < right and top < bottom, got '%s' from (%s, %s) to (%s, %s).", name, left, top, right, bottom));
			}
		}

		/** A view with the middle of the box, and its sides times a factor. @throws IllegalArgumentException unless it is above 0 */
		public static View scaled(String name, double factor) {
			return new View(name, 0.5 - factor / 2, 0.5 - factor / 2, 0.5 + factor / 2, 0.5 + factor / 2);
		}

		/** The part of a box that this view means. It is not clipped: surroundings of a box at the border of an image lie outside the image. */
		public Box of(Box box) {
			return new Box(box.x() + left * box.width(), box.y() + top * box.height(), (right - left) * box.width(), (bottom - top) * box.height());
		}
	}

	/** @throws IllegalArgumentException if there is no view, or two have one name */
	public RegionViews {
		views = List.copyOf(views);
		if (views.isEmpty() || views.stream().map(View::name).distinct().count() < views.size()) {
			throw new IllegalArgumentException(
				"Expected at least one view, and a different name for each, got " + views.stream().map(View::name).toList() + ".");
		}
	}

	/** The box itself only. */
	public static RegionViews whole() {
		return new RegionViews(List.of(View.scaled("whole", 1)));
	}

	/**
	 * The whole box, its four halves, its middle at 0.5 and at 0.8 of its size, and its surroundings up to 1.8 times its size.
	 * <p>
	 * The published network has ten regions. The whole, the halves and the inner half are the same here. The other four are rectangular rings, whose
	 * inner rectangle is blanked out: 0.3–0.8, 0.5–1, 0.8–1.5 and 1–1.8 times the box. Features are pooled from plain rectangles here, so a ring is
	 * approximated by its outer rectangle; a head can tell it apart where the inner rectangle is a view as well (0.5 in 1, 1 in 1.8). The ring 0.8–1.5
	 * has no view of its own.
	 */
	public static RegionViews multiRegion() {
		return new RegionViews(List.of(View.scaled("whole", 1), new View("left", 0, 0, 0.5, 1), new View("right", 0.5, 0, 1, 1),
			new View("upper", 0, 0, 1, 0.5), new View("lower", 0, 0.5, 1, 1), View.scaled("middle", 0.5), View.scaled("inside", 0.8),
			View.scaled("context", 1.8)));
	}

	/** Number of views. */
	public int count() {
		return views.size();
	}

	/**
	 * The parts of a box, in the order of the views, each clipped to the bounds: what lies outside an image is left out, not filled. Of a box within
	 * the bounds every view has an area above 0 that shares some of the box; a view of surroundings outside the bounds has an area of 0.
	 *
	 * @param box to look at
	 * @param bounds of the image
	 */
	public List<Box> of(Box box, Box bounds) {
		List<Box> parts = new ArrayList<>(views.size());
		for (View view : views) {
			parts.add(view.of(box).intersection(bounds));
		}
		return parts;
	}
}

package sc.fovea.task.detection.region;

import java.util.List;

import sc.fovea.net.RoiAlign;

/** How a region is looked at. */
public sealed interface RegionLook {

	/**
	 * The region's pixels, stretched to a square: a network run for each region.
	 *
	 * @param input of the network, (N, size, size, C)
	 * @param size side in pixels
	 * @param context pixels around the region that are seen as well, of the size, as in R-CNN
	 */
	record Warped(String input, int size, int context) implements RegionLook {

		/** @throws IllegalArgumentException if the size leaves no pixel inside the context */
		public Warped {
			if (context < 0 || size <= 2 * context) {
				throw new IllegalArgumentException("Expected a context of at least 0 and a size above twice of it, got " + context + " and " + size + ".");
			}
		}
	}

	/**
	 * Features of the whole window, of which each region takes its part, once for each view.
	 *
	 * @param features node of the network that regions are pooled from
	 * @param views parts of a region; the whole one first
	 */
	record Shared(String features, List<View> views) implements RegionLook {

		/** Copies the views. @throws IllegalArgumentException if there is none */
		public Shared {
			views = List.copyOf(views);
			if (views.isEmpty()) throw new IllegalArgumentException("Expected at least one view of a region, got none.");
		}
	}

	/**
	 * A rectangle relative to a region: 0 and 1 are its edges.
	 *
	 * @param input of the network, (R, 1, 1, 5) as {@link RoiAlign} reads it
	 * @param left below {@code right}; below 0 for what lies around the region
	 * @param top below {@code bottom}
	 * @param right above 1 for what lies around the region
	 * @param bottom as {@code right}
	 */
	record View(String input, double left, double top, double right, double bottom) {

		/** @throws IllegalArgumentException if a side is not above 0 */
		public View {
			if (!(right > left && bottom > top && Double.isFinite(right - left) && Double.isFinite(bottom - top))) {
				throw new IllegalArgumentException(
					"Expected a view with sides above 0, got " + left + " to " + right + " and " + top + " to " + bottom + ".");
			}
		}

		/** The region itself. */
		public static View whole(String input) {
			return new View(input, 0, 0, 1, 1);
		}
	}
}

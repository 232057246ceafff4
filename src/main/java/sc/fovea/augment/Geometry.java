package sc.fovea.augment;

import sc.fovea.data.Extent;

/**
 * The geometric part of a change: the size of the result and where its pixels come from.
 *
 * @param placement from points of the result to points of the source
 * @param width of the result in pixels
 * @param height of the result in pixels
 * @param isReversed whether the order of the slices is reversed
 */
public record Geometry(Placement placement, int width, int height, boolean isReversed) {

	/** Everything stays where it is. */
	public static Geometry none(Extent extent) {
		return new Geometry(Affine.IDENTITY, extent.width(), extent.height(), false);
	}

	/** About the middle of a picture whose size stays. @param placement about the origin */
	public static Geometry centred(Affine placement, Extent extent) {
		return new Geometry(placement.about(extent.width() / 2.0, extent.height() / 2.0), extent.width(), extent.height(), false);
	}

	/** This first, then the other, which was drawn for this one's result. */
	Geometry then(Geometry next) {
		return new Geometry(next.placement.then(placement), next.width, next.height, isReversed != next.isReversed);
	}

	/** Whether nothing moves. */
	boolean isNone(Extent extent) {
		return placement.equals(Affine.IDENTITY) && width == extent.width() && height == extent.height() && !isReversed;
	}
}

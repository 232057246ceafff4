package sc.fovea.predict;

import sc.fovea.image.Hyperstack;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * A rectangle of a plane of an image.
 *
 * @param image the whole
 * @param place slice and frame
 * @param region inside of the plane, in pixels
 */
public record PlanePart(Hyperstack image, Segmenter.Place place, Region region) {

	/** The part of a plane in its own size. @throws IllegalArgumentException if it is not inside */
	TileSource of(TileSource plane) {
		boolean isWhole = region.x() == 0 && region.y() == 0 && region.width() == plane.width() && region.height() == plane.height();
		return isWhole ? plane : new CroppedSource(plane, region);
	}
}

package sc.fovea.track;

/**
 * An object in a frame: a node of a track.
 *
 * @param frame from 0
 * @param label its id in the labels of the frame
 * @param x of its centroid, pixels
 * @param y of its centroid, pixels
 * @param area pixels
 * @param mean of its intensities; 1 where there are none
 */
public record Spot(int frame, int label, double x, double y, int area, double mean) {

	/** Radius of the circle of this area, pixels. */
	public double radius() {
		return Math.sqrt(area / Math.PI);
	}
}

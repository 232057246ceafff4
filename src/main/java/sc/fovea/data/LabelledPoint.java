package sc.fovea.data;

/**
 * A marked point.
 *
 * @param label name of its class
 * @param x in pixels; 0.5 is the middle of the first column
 * @param y in pixels
 * @param slice from 0
 */
public record LabelledPoint(String label, double x, double y, int slice) {

	/** The same mark in another place. */
	public LabelledPoint at(double newX, double newY, int newSlice) {
		return new LabelledPoint(label, newX, newY, newSlice);
	}
}

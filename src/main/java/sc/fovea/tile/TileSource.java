package sc.fovea.tile;

/** An image that is read by rectangles, as numbers. */
public interface TileSource {

	/** Number of channels. */
	int channels();

	/** Columns in pixels. */
	long width();

	/** Rows in pixels. */
	long height();

	/**
	 * Reads a rectangle that lies inside the image.
	 *
	 * @param region what to read
	 * @param target receives height · width · channels values in (H, W, C) order
	 */
	void read(Region region, float[] target);
}

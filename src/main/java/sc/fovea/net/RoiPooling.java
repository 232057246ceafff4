package sc.fovea.net;

/**
 * Region-of-interest pooling (Girshick 2015, arXiv:1504.08083), one level of spatial pyramid pooling (He et al. 2014, arXiv:1406.4729): bin (i, j) is the maximum of
 * the feature map's cells that hold the bin's points; a point beyond the map takes the nearest cell at the edge.
 * <p>
 * As published, a bin is the maximum of all cells that it touches, after the region was rounded to whole cells. The two are equal where every bin is a whole number of
 * cells, at most {@code samples}, along each axis: where a region's edges lie on those of cells and its extents are a multiple of {@code size} cells. Elsewhere a
 * published bin also takes cells that it shares with the next bin, and a bin of more than {@code samples} cells along an axis leaves some out here.
 *
 * <pre>{@code
 * Network head = Network.input("features", 64).withInput("regions", new Shape(1, 1, RegionLayer.REGION))
 *     .then("pool", new RoiPooling(7, 2, 16), "features", "regions").then("class", Dense.of(4));
 * }</pre>
 *
 * @param size side of the answer in bins
 * @param samples points per bin along each axis
 * @param stride pixels of the image per pixel of the feature map
 */
public record RoiPooling(int size, int samples, int stride) implements RegionLayer {

	/** @throws IllegalArgumentException if an argument is below 1 */
	public RoiPooling {
		RegionLayer.check(size, samples, stride);
	}
}

package sc.fovea.net;

/**
 * Region-of-interest align (He et al. 2017, arXiv:1703.06870): bin (i, j) is the mean of the feature map at the bin's points, interpolated linearly between the four
 * nearest cell centres; a point beyond the outermost centres takes the nearest edge value.
 *
 * <pre>{@code
 * Network head = Network.input("features", 64).withInput("regions", new Shape(1, 1, RegionLayer.REGION))
 *     .then("align", new RoiAlign(7, 2, 8), "features", "regions").then("class", Dense.of(4));
 * }</pre>
 *
 * @param size side of the answer in bins
 * @param samples points per bin along each axis
 * @param stride pixels of the image per pixel of the feature map
 */
public record RoiAlign(int size, int samples, int stride) implements RegionLayer {

	/** @throws IllegalArgumentException if an argument is below 1 */
	public RoiAlign {
		RegionLayer.check(size, samples, stride);
	}
}

package sc.fovea.architecture;

import sc.fovea.net.Pooling;

/**
 * What every architecture can be told.
 *
 * @param channels channels of the image
 * @param grid input pixels per feature pixel along each axis: 1, 2, 4, …
 * @param width filters of the first level on the grid
 * @param depth number of levels on the grid, at least 1; each level below halves the resolution
 * @param pooling how levels are halved
 * @param dropout rate before the deepest level's last convolution, 0 for none
 */
public record TrunkOptions(int channels, int grid, int width, int depth, Pooling.Kind pooling, double dropout) {

	/** @throws IllegalArgumentException if a number is below 1, the grid is not a power of two or the dropout not at least 0 and below 1 */
	public TrunkOptions {
		if (channels < 1 || width < 1 || depth < 1 || grid < 1 || Integer.bitCount(grid) != 1) {
			throw new IllegalArgumentException("Expected channels, width and depth of at least 1 and a grid that is a power of two, got " + channels + ", "
				+ width + ", " + depth + ", " + grid + ".");
		}
		if (!(dropout >= 0 && dropout < 1)) {
			throw new IllegalArgumentException("Expected a dropout rate of at least 0 and below 1, got " + dropout + ".");
		}
	}

	/** Grid 2, width 32, depth 4, maximum pooling, no dropout: 0.9 million weights as a U-Net. */
	public static TrunkOptions forChannels(int channels) {
		return new TrunkOptions(channels, 2, 32, 4, Pooling.Kind.MAX, 0);
	}
}

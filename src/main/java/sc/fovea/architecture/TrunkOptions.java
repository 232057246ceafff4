package sc.fovea.architecture;

import sc.fovea.net.Pooling;

/**
 * What every architecture can be told.
 *
 * @param channels channels of the image
 * @param grid input pixels per feature pixel along each axis: 1, 2, 4, …
 * @param width filters of the first level on the grid, or of the first convolution of an {@link Encoder}
 * @param depth number of levels from the grid downwards, at least 1; each level below halves the resolution
 * @param pooling how levels are halved
 * @param dropout rate at the deepest level, 0 for none
 */
public record TrunkOptions(int channels, int grid, int width, int depth, PoolingChoice pooling, double dropout) {

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

	/** With a kind of pooling. */
	public TrunkOptions(int channels, int grid, int width, int depth, Pooling.Kind pooling, double dropout) {
		this(channels, grid, width, depth, PoolingChoice.of(pooling), dropout);
	}

	/** Grid 2, width 32, depth 4, poolings as usual, no dropout: 0.9 million weights as a U-Net. */
	public static TrunkOptions forChannels(int channels) {
		return new TrunkOptions(channels, 2, 32, 4, PoolingChoice.OPEN, 0);
	}

	/** Number of halvings from the image to the deepest level. */
	public int halvings() {
		return Integer.numberOfTrailingZeros(grid) + depth - 1;
	}

	/** @throws IllegalArgumentException if poolings do not halve the image, so that there is no such grid */
	void requireHalving(String architecture) {
		if (!pooling.isHalving()) {
			throw new IllegalArgumentException("Expected a pooling stride of 2 for " + architecture + " where places in the image are answered, got "
				+ pooling.stride().getAsInt() + "; another stride fits a classification with a network that only goes down, for example vgg.");
		}
	}

	/** @throws IllegalArgumentException if there are fewer halvings, or more than an architecture has */
	void requireHalvings(int least, Architecture architecture) {
		if (halvings() < least || halvings() > architecture.mostHalvings()) {
			throw new IllegalArgumentException(
				String.format("Expected %d to %d halvings of the image for %s, got %d, by depth %d on a grid of %d pixels.", least,
					architecture.mostHalvings(), architecture.name(), halvings(), depth, grid));
		}
	}
}

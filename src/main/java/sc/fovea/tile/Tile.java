package sc.fovea.tile;

import sc.fovea.net.Ratio;

/**
 * A part of an image: the pixels it answers for and the pixels that it reads for this.
 *
 * @param core pixels of the image that this tile answers for; its origin is a multiple of the network's alignment, and its far sides are
 *            too, or lie at the image's edge
 * @param read the core grown by the halo, aligned, inside the image padded to the alignment
 */
public record Tile(Region core, Region read) {

	/** First column of the core. */
	public long x() {
		return core.x();
	}

	/** First row of the core. */
	public long y() {
		return core.y();
	}

	/** Columns of the core. */
	public int width() {
		return core.width();
	}

	/** Rows of the core. */
	public int height() {
		return core.height();
	}

	/** First column of the core on the grid of an output, for example 32 on the grid 1/2 for x = 64. */
	public long originX(Ratio grid) {
		return grid.map(core.x());
	}

	/** First row of the core on the grid of an output. */
	public long originY(Ratio grid) {
		return grid.map(core.y());
	}
}

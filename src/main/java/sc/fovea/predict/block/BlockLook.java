package sc.fovea.predict.block;

import java.io.Serializable;

import sc.fovea.tile.Region;

/**
 * What a network saw in a block.
 *
 * @param x first column of the block in the plane
 * @param y first row
 * @param width columns
 * @param height rows
 * @param scale pixels that the network saw per pixel of the plane
 * @param reach how far objects reach beyond their centre, in pixels that the network saw
 * @param assumed how far objects of other blocks were taken to reach; what was seen holds only if none reaches farther
 * @param objects what all must know
 * @param pixels what is needed to draw the block
 */
public record BlockLook(long x, long y, int width, int height, double scale, double reach, double assumed, byte[] objects,
	byte[] pixels) implements Serializable {

	/** The block in the plane. */
	public Region block() {
		return new Region(x, y, width, height);
	}
}

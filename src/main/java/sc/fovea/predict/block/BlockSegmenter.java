package sc.fovea.predict.block;

import java.util.Collection;

import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * Segments a plane block by block, each on any computer; the labels are those of the whole plane, without seams.
 * <ol>
 * <li>{@link #look}: the network sees each block, with what lies around it. Blocks cover the plane without overlap. Repeated for all blocks with the largest
 * {@link BlockLook#reach} if {@link BlockLook#assumed} is less for one of them.
 * <li>{@link #join}: one computer decides which objects there are, from what all blocks saw, and numbers them; should {@link BlockObjects#corrected} want another scale,
 * all blocks are looked at once more.
 * <li>{@link #draw}: each block gets its labels. An object may vanish under others: {@link BlockNumbers} gives the numbers that are left to the objects in their order.
 * </ol>
 * Several threads may use it at a time.
 */
public interface BlockSegmenter {

	/** Whether labels are ids of objects; classes need no {@link #join}, and no numbers. */
	boolean areInstances();

	/**
	 * Looks at a block.
	 *
	 * @param plane normalised, in its own size
	 * @param scale pixels that the network sees per pixel of the plane, the same for all blocks
	 * @param block of the plane, in pixels
	 * @param leastReach how far objects of other blocks may reach beyond their centre, in pixels that the network sees; 0 at first
	 * @throws IllegalArgumentException if the network sees the whole image
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	BlockLook look(TileSource plane, double scale, Region block, double leastReach, Progress progress);

	/**
	 * Joins what was seen in all blocks.
	 *
	 * @param objects {@link BlockLook#objects} of all blocks, in any order
	 * @param scale as for {@link #look}
	 */
	BlockObjects join(Collection<byte[]> objects, double scale);

	/**
	 * Labels of a block.
	 *
	 * @param look at it
	 * @param plane size of the plane
	 * @param objects {@link BlockObjects#of} the block
	 * @return (H, W) numbers of objects, 0 for background; or of classes
	 */
	int[] draw(BlockLook look, PlaneSize plane, byte[] objects);

	/** Size of a plane in pixels. */
	record PlaneSize(long width, long height) {}
}

package sc.fovea.tile;

import sc.fovea.backend.BackendException;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;

/**
 * Finds the size of a tile's core that a budget allows.
 *
 * @param network of one input
 * @param x along the columns
 * @param y along the rows
 */
record TileSize(Network network, TileAxis x, TileAxis y) {

	/** The whole image. @throws BackendException if it exceeds the budget, with the reason why it cannot be tiled */
	Size whole(String reason, MemoryBudget budget) {
		Size all = new Size((int) y.padded(), (int) x.padded());
		TileMemory memory = memory(all);
		if (!memory.fits(budget)) {
			throw new BackendException("Expected at least " + mebibytes(memory.bytes()) + " (" + mebibytes(memory.heapBytes())
				+ " on the Java heap) for an image of " + x.extent() + "x" + y.extent() + " pixels that cannot be tiled because " + reason
				+ ", got " + mebibytes(budget.bytes()) + " (" + mebibytes(budget.heapBytes()) + ").");
		}
		return all;
	}

	/** The largest square, or less where the image ends. @throws BackendException if the smallest exceeds the budget */
	Size largest(MemoryBudget budget) {
		int fits = 0;
		int tooLarge = budget.side() + 1;
		while (tooLarge - fits > 1) {
			int side = (fits + tooLarge) >>> 1;
			if (memory(aligned(side)).fits(budget)) {
				fits = side;
			}
			else {
				tooLarge = side;
			}
		}
		if (fits == 0) {
			throw new BackendException("Expected at least " + mebibytes(memory(aligned(1)).bytes()) + " for the smallest tile (" + aligned(1)
				+ " pixels and its surroundings), got " + mebibytes(budget.bytes()) + ".");
		}
		Size square = aligned(fits);
		return new Size((int) y.evenLength(square.height()), (int) x.evenLength(square.width()));
	}

	private Size aligned(int side) {
		return new Size((int) Math.min(y.padded(), y.down(side)), (int) Math.min(x.padded(), x.down(side)));
	}

	private TileMemory memory(Size core) {
		int channels = network.inputs().values().iterator().next().channels();
		return TileMemory.of(network, new Shape((int) y.longestRead(core.height()), (int) x.longestRead(core.width()), channels));
	}

	private static String mebibytes(long bytes) {
		return ((bytes + (1 << 20) - 1) >> 20) + " MiB";
	}
}

package sc.fovea.tile;

import java.util.function.IntPredicate;

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

	/** Numbers of columns that are tried: with more than these, bands save nothing. */
	private static final int MOST_TRIED = 32;

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

	/**
	 * The size for which the least is read, at most as large as the budget allows. Squares have the shortest edges, but bands as wide as the image have none at
	 * their ends: of as many columns of tiles as squares need, and of each smaller number, the tallest tiles are tried.
	 *
	 * @throws BackendException if the smallest exceeds the budget
	 */
	Size best(MemoryBudget budget) {
		Size square = even(square(budget));
		long columns = columns(square);
		Size best = square;
		for (long count = Math.max(1, columns - MOST_TRIED); count < columns; count++) {
			int width = (int) Math.min(x.padded(), x.evenLength((x.padded() + count - 1) / count));
			int height = longest(side -> fits(new Size(aligned(y, side), width), budget), budget.side());
			if (width <= budget.side() && height > 0) {
				Size bands = even(new Size(aligned(y, height), width));
				best = read(bands) < read(best) ? bands : best;
			}
		}
		return best;
	}

	/** The largest square, or less where the image ends. */
	private Size square(MemoryBudget budget) {
		int side = longest(s -> fits(new Size(aligned(y, s), aligned(x, s)), budget), budget.side());
		if (side == 0) {
			Size smallest = new Size(aligned(y, 1), aligned(x, 1));
			throw new BackendException("Expected at least " + mebibytes(memory(smallest).bytes()) + " for the smallest tile (" + smallest
				+ " pixels and its surroundings), got " + mebibytes(budget.bytes()) + ".");
		}
		return new Size(aligned(y, side), aligned(x, side));
	}

	/** The largest number up to a limit that fits, 0 if none does. */
	private static int longest(IntPredicate fits, int limit) {
		int fitting = 0;
		int tooLong = limit + 1;
		while (tooLong - fitting > 1) {
			int middle = (fitting + tooLong) >>> 1;
			if (fits.test(middle)) {
				fitting = middle;
			}
			else {
				tooLong = middle;
			}
		}
		return fitting;
	}

	private boolean fits(Size core, MemoryBudget budget) {
		boolean isSmallest = core.height() == aligned(y, 1) && core.width() == aligned(x, 1);
		return memory(core).fits(budget) && (isSmallest || Work.multiplyAdds(network, readBy(core)) <= budget.multiplyAdds());
	}

	private static int aligned(TileAxis axis, int side) {
		return (int) Math.min(axis.padded(), axis.down(side));
	}

	private Size even(Size core) {
		return new Size((int) y.evenLength(core.height()), (int) x.evenLength(core.width()));
	}

	private long columns(Size core) {
		return (x.padded() + core.width() - 1) / core.width();
	}

	/** Pixels that all tiles read. */
	private double read(Size core) {
		return along(x, core.width()) * along(y, core.height());
	}

	private static double along(TileAxis axis, int core) {
		double count = Math.ceil((double) axis.padded() / core);
		return count == 1 ? axis.padded() : axis.padded() + (count - 1) * (axis.longestRead(core) - core);
	}

	private Shape readBy(Size core) {
		int channels = network.inputs().values().iterator().next().channels();
		return new Shape((int) y.longestRead(core.height()), (int) x.longestRead(core.width()), channels);
	}

	private TileMemory memory(Size core) {
		return TileMemory.of(network, readBy(core));
	}

	private static String mebibytes(long bytes) {
		return ((bytes + (1 << 20) - 1) >> 20) + " MiB";
	}
}

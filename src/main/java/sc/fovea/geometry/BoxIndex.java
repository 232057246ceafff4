package sc.fovea.geometry;

import java.util.Arrays;

/**
 * Finds boxes near a box. Boxes are kept in grids of several levels: level k has cells of side 2^k, and a box is in the first level whose cells are not smaller
 * than it, so in at most four cells. Half of the boxes, the smaller ones, lie in one level, so that a large box need not look into the many cells of many levels.
 * Cells of all levels share one table of buckets; what a bucket holds of other cells is only looked at in vain.
 */
final class BoxIndex {

	private static final int NONE = -1;
	private static final int LEVELS = 2048;
	private static final int LOWEST = -Double.MAX_EXPONENT - 1;
	/** What lies farther out counts to the last cell. */
	private static final double FARTHEST = 1L << 52;

	private final BoxArray boxes;

	/** First entry of each bucket; the next entry of the same bucket, and its box. */
	private final int[] heads;
	private int[] nexts = new int[256];
	private int[] entries = new int[256];
	private int count;

	/** First box of each level and the next one of the same level, for queries that cover more cells than the level has boxes. */
	private final int[] levelHeads = new int[LEVELS];
	private final int[] levelSizes = new int[LEVELS];
	private final int[] levelNexts;
	private final int lowest;
	private int highest = NONE;

	private final int[] seen;
	private int query;
	private int[] found = new int[64];
	private int size;

	/** An empty index of some of these boxes. */
	BoxIndex(BoxArray boxes) {
		this.boxes = boxes;
		heads = new int[Integer.highestOneBit(Math.max(16, boxes.size())) * 4];
		levelNexts = new int[boxes.size()];
		seen = new int[boxes.size()];
		lowest = typicalLevel(boxes);
		Arrays.fill(heads, NONE);
		Arrays.fill(levelHeads, NONE);
	}

	/** The median of the boxes' levels. */
	private static int typicalLevel(BoxArray boxes) {
		int[] levels = new int[boxes.size()];
		Arrays.setAll(levels, i -> level(boxes.side(i)));
		Arrays.sort(levels);
		return levels.length == 0 ? 0 : levels[levels.length / 2];
	}

	void insert(int box) {
		int level = Math.max(lowest, level(boxes.side(box)));
		double cell = cell(level);
		long right = place(boxes.right[box], cell), bottom = place(boxes.bottom[box], cell);
		for (long row = place(boxes.top[box], cell); row <= bottom; row++) {
			for (long column = place(boxes.left[box], cell); column <= right; column++) {
				link(bucket(level, column, row), box);
			}
		}
		levelNexts[box] = levelHeads[level];
		levelHeads[level] = box;
		levelSizes[level]++;
		highest = Math.max(highest, level);
	}

	private void link(int bucket, int box) {
		if (count == nexts.length) {
			nexts = Arrays.copyOf(nexts, count * 2);
			entries = Arrays.copyOf(entries, count * 2);
		}
		nexts[count] = heads[bucket];
		entries[count] = box;
		heads[bucket] = count++;
	}

	/**
	 * Looks for boxes that overlap one of the boxes; each once, in no order. They are {@link #found} from 0 on until the next call.
	 *
	 * @param ratio boxes whose longer side is smaller or larger by more than this factor need not be found: two boxes of an intersection over union above t
	 *        have sides that differ by a factor above t
	 * @return how many were found
	 */
	int near(int box, double ratio) {
		size = 0;
		query++;
		double side = boxes.side(box);
		int first = Math.max(lowest, ratio == 0 ? 0 : level(side * ratio));
		int last = Math.min(highest, ratio == 0 ? LEVELS : Math.max(lowest, level(side / ratio)));
		for (int level = first; level <= last; level++) {
			if (levelSizes[level] > 0) {
				search(box, level);
			}
		}
		return size;
	}

	/** A box of the last query. */
	int found(int i) {
		return found[i];
	}

	private void search(int box, int level) {
		double cell = cell(level);
		long left = place(boxes.left[box], cell), right = place(boxes.right[box], cell);
		long top = place(boxes.top[box], cell), bottom = place(boxes.bottom[box], cell);
		if ((double) (right - left + 1) * (bottom - top + 1) > levelSizes[level]) {
			for (int other = levelHeads[level]; other != NONE; other = levelNexts[other]) {
				report(box, other);
			}
			return;
		}
		for (long row = top; row <= bottom; row++) {
			for (long column = left; column <= right; column++) {
				for (int entry = heads[bucket(level, column, row)]; entry != NONE; entry = nexts[entry]) {
					report(box, entries[entry]);
				}
			}
		}
	}

	private void report(int box, int other) {
		if (seen[other] == query || !boxes.intersect(box, other)) {
			return;
		}
		seen[other] = query;
		if (size == found.length) {
			found = Arrays.copyOf(found, size * 2);
		}
		found[size++] = other;
	}

	/** The lowest level whose cells are not smaller than a side; boxes of no extent lie in that of a thousandth of a pixel. */
	private static int level(double side) {
		double least = Math.max(side, 1e-3);
		int exponent = Math.getExponent(least);
		return Math.min(LEVELS - 1, (cell(exponent - LOWEST) < least ? exponent + 1 : exponent) - LOWEST);
	}

	private static double cell(int level) {
		return Math.scalb(1.0, Math.min(Double.MAX_EXPONENT, level + LOWEST));
	}

	private static long place(double coordinate, double cell) {
		return (long) Math.floor(Math.max(-FARTHEST, Math.min(FARTHEST, coordinate / cell)));
	}

	private int bucket(int level, long column, long row) {
		long mixed = (column * 0x9E3779B97F4A7C15L + row) * 0xD1B54A32D192ED03L + level * 0x94D049BB133111EBL;
		return (int) ((mixed ^ mixed >>> 32) & heads.length - 1);
	}
}

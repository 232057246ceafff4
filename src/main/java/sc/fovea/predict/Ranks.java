package sc.fovea.predict;

import java.util.function.LongToDoubleFunction;

/**
 * Values in ascending order.
 *
 * @param at the value of a rank, from 0
 * @param from first rank that counts
 * @param size how many count
 */
record Ranks(LongToDoubleFunction at, long from, long size) {

	/** The value of a rank. */
	double value(long rank) {
		return at.applyAsDouble(from + rank);
	}

	/** The value at a percentile, with linear interpolation between ranks. */
	double percentile(double percent) {
		double rank = percent / 100 * (size - 1);
		double below = value((long) Math.floor(rank));
		return below + (rank - Math.floor(rank)) * (value((long) Math.ceil(rank)) - below);
	}

	/** The same without the lowest and the highest. */
	Ranks without(long lowest, long highest) {
		return new Ranks(at, from + lowest, size - lowest - highest);
	}

	/** How many are as small as the smallest. */
	long lowestCount() {
		return firstAbove(value(0));
	}

	/** How many are as large as the largest. */
	long highestCount() {
		double largest = value(size - 1);
		long low = 0;
		long high = size - 1;
		while (low < high) {
			long middle = low + high >>> 1;
			if (value(middle) < largest) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return size - low;
	}

	private long firstAbove(double smallest) {
		long low = 0;
		long high = size;
		while (low < high) {
			long middle = low + high >>> 1;
			if (value(middle) > smallest) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		return low;
	}
}

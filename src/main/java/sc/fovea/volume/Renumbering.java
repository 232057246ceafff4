package sc.fovea.volume;

import java.util.List;

/**
 * The lowest and the highest id of a stack: pieces are numbered by their id from the lowest on.
 *
 * @param lowest id that occurs; 1 if there is none
 * @param highest id that occurs; 0 if there is none
 */
record Renumbering(int lowest, int highest) {

	/** @throws IllegalArgumentException if an id is negative */
	static Renumbering of(List<int[]> slices) {
		int lowest = Integer.MAX_VALUE;
		int highest = 0;
		for (int[] slice : slices) {
			for (int id : slice) {
				if (id < 0) throw new IllegalArgumentException("Expected ids from 0, got " + id + ".");
				if (id != 0 && id < lowest) lowest = id;
				if (id > highest) highest = id;
			}
		}
		return new Renumbering(highest == 0 ? 1 : lowest, highest);
	}

	/** How many numbers there are. */
	int count() {
		return highest - lowest + 1;
	}

	/** The number of an id that is not 0, from 1. */
	int number(int id) {
		return id - lowest + 1;
	}

	/** Replaces ids. @param ids for each number from 1 */
	void apply(int[] slice, int[] ids) {
		for (int i = 0; i < slice.length; i++) {
			if (slice[i] != 0) slice[i] = ids[number(slice[i])];
		}
	}
}

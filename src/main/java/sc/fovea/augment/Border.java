package sc.fovea.augment;

/** What a result shows where it reaches beyond the picture. Masks are 0 there in any case: nothing is annotated that was not. */
public enum Border {

	/** …2 1 0 | 0 1 2 … n−1 | n−1 n−2 …: the edge pixel is repeated once. */
	MIRROR,

	/** …0 0 0 | 0 1 2 … n−1 | n−1 n−1 … */
	EDGE,

	/** A value given by the recipe. */
	CONSTANT;

	/** The index that is shown instead, or -1 for the constant. */
	int fold(int index, int extent) {
		if (index >= 0 && index < extent) {
			return index;
		}
		return switch (this) {
			case MIRROR -> mirror(index, extent);
			case EDGE -> index < 0 ? 0 : extent - 1;
			case CONSTANT -> -1;
		};
	}

	/**
	 * The place between the middle of the first pixel and the middle of the last that is shown instead of another.
	 *
	 * @param place in pixels, 0 in the middle of the first; never of the constant
	 */
	double fold(double place, int extent) {
		double inside = this == MIRROR ? mirror(place + 0.5, extent) - 0.5 : place;
		return Math.max(0, Math.min(extent - 1, inside));
	}

	/** At the outer edges of the first pixel and of the last. */
	private static double mirror(double place, int extent) {
		double once = Math.abs(place);
		once = once > extent ? 2 * extent - once : once;
		if (once >= 0) {
			return once;
		}
		double folded = Math.abs(place) % (2 * extent);
		return folded < extent ? folded : 2 * extent - folded;
	}

	private static int mirror(int index, int extent) {
		if (index < 0 && index >= -extent) {
			return -1 - index;
		}
		if (index >= extent && index < 2 * extent) {
			return 2 * extent - 1 - index;
		}
		int folded = Math.floorMod(index, 2 * extent);
		return folded < extent ? folded : 2 * extent - 1 - folded;
	}
}

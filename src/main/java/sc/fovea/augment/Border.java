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

	private static int mirror(int index, int extent) {
		int folded = Math.floorMod(index, 2 * extent);
		return folded < extent ? folded : 2 * extent - 1 - folded;
	}
}

package sc.fovea.architecture;

/**
 * The share of a published network's filters that a smaller or wider one has (Howard et al. 2017, arXiv:1704.04861).
 *
 * @param alpha above 0, at most 16
 */
record WidthMultiplier(double alpha) {

	private static final int LARGEST = 16;

	/** @throws IllegalArgumentException if it is not above 0 and at most 16 */
	WidthMultiplier {
		if (!(alpha > 0 && alpha <= LARGEST)) {
			throw new IllegalArgumentException("Expected a width multiplier above 0 and at most " + LARGEST + ", got " + alpha + ".");
		}
	}

	/** The share, rounded down. @throws IllegalArgumentException if nothing is left */
	int of(int filters) {
		int share = (int) (filters * alpha);
		if (share < 1) {
			throw new IllegalArgumentException("Expected a width multiplier of at least 1/" + filters + ", so that no layer is empty, got " + alpha + ".");
		}
		return share;
	}

	/** The share as MobileNetV2 rounds it: to the nearest multiple of 8, at least 8, and not more than a tenth below. */
	int inEights(double share) {
		int near = Math.max(8, (int) (share + 4) / 8 * 8);
		return near < 0.9 * share ? near + 8 : near;
	}
}

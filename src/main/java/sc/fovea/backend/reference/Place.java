package sc.fovea.backend.reference;

/**
 * A place along one axis between two pixel centres.
 *
 * @param pixel the pixel at or before the place
 * @param share how far towards the next pixel, 0 ≤ share &lt; 1
 */
record Place(int pixel, double share) {

	/** A pixel's own centre. */
	static Place on(int pixel) {
		return new Place(pixel, 0);
	}

	/** A place where pixel centres are whole numbers. */
	static Place at(double position) {
		int pixel = (int) Math.floor(position);
		return new Place(pixel, position - pixel);
	}

	/** The place {@code numerator / denominator}; the share does not depend on how far it is from 0, so that tiles agree to the bit. */
	static Place ratio(int numerator, int denominator) {
		return new Place(Math.floorDiv(numerator, denominator), (double) Math.floorMod(numerator, denominator) / denominator);
	}

	/** The value between those of the two pixels; exactly the first at share 0, whatever the second is. */
	double mix(double first, double second) {
		return share == 0 ? first : first * (1 - share) + second * share;
	}
}

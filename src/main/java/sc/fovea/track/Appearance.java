package sc.fovea.track;

/**
 * How an object looks, on a grid of {@value #SIDE} × {@value #SIDE} cells around its centroid: which cells it covers, and its texture without mean and contrast, so
 * that two objects are compared in a few hundred operations.
 *
 * @param cover a bit for each cell
 * @param texture for each cell, of length 1 as a vector; zeros where there is none
 * @param contrast how far its mean intensity is from the background's, at least a small positive number
 */
record Appearance(long[] cover, float[] texture, double contrast) {

	static final int SIDE = 16;
	static final int CELLS = SIDE * SIDE;

	/** Intersection over union of the covered cells when the centroids lie on each other: the overlap after compensation of the motion, 0 to 1. */
	double overlap(Appearance other) {
		int both = 0;
		int any = 0;
		for (int i = 0; i < cover.length; i++) {
			both += Long.bitCount(cover[i] & other.cover[i]);
			any += Long.bitCount(cover[i] | other.cover[i]);
		}
		return any == 0 ? 0 : (double) both / any;
	}

	/** Normalised cross-correlation of the textures, -1 to 1. */
	double correlation(Appearance other) {
		float sum = 0;
		for (int i = 0; i < texture.length; i++) {
			sum += texture[i] * other.texture[i];
		}
		return sum;
	}
}

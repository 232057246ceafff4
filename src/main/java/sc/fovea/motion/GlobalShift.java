package sc.fovea.motion;

/**
 * The whole shift of a small plane that fits best: the least variance of the differences over what both share, at least half of each side. It is where patches of the coarsest level
 * may start, which a pan of the camera has carried farther than their own slopes tell. Where the planes correlate by more than a half as they lie, there is no shift: a texture that
 * repeats itself would have many.
 *
 * @param x columns to the right
 * @param y rows down
 */
record GlobalShift(int x, int y) {

	/** Tries all shifts; of equal ones the first row by row. Time grows with the square of the number of pixels. */
	static GlobalShift of(PaddedPlane from, PaddedPlane to) {
		GlobalShift best = new GlobalShift(0, 0);
		double least = variance(from, to, 0, 0);
		if (least <= variance(from)) return best;
		for (int y = -from.height() / 2; y <= from.height() / 2; y++) {
			for (int x = -from.width() / 2; x <= from.width() / 2; x++) {
				double variance = variance(from, to, x, y);
				if (variance < least) {
					least = variance;
					best = new GlobalShift(x, y);
				}
			}
		}
		return best;
	}

	private static double variance(PaddedPlane plane) {
		double sum = 0;
		double squares = 0;
		for (int y = 0; y < plane.height(); y++) {
			for (int x = 0, i = plane.index(0, y); x < plane.width(); x++, i++) {
				sum += plane.data()[i];
				squares += plane.data()[i] * plane.data()[i];
			}
		}
		int count = plane.width() * plane.height();
		return squares / count - sum / count * (sum / count);
	}

	private static double variance(PaddedPlane from, PaddedPlane to, int shiftX, int shiftY) {
		int left = Math.max(0, -shiftX);
		int right = from.width() - Math.max(0, shiftX);
		int top = Math.max(0, -shiftY);
		int bottom = from.height() - Math.max(0, shiftY);
		double sum = 0;
		double squares = 0;
		for (int y = top; y < bottom; y++) {
			int there = to.index(left + shiftX, y + shiftY);
			for (int x = left, here = from.index(left, y); x < right; x++, here++, there++) {
				double difference = to.data()[there] - from.data()[here];
				sum += difference;
				squares += difference * difference;
			}
		}
		int count = (right - left) * (bottom - top);
		return squares / count - sum / count * (sum / count);
	}
}

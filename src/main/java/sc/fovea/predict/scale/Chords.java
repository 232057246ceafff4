package sc.fovea.predict.scale;

/** Lengths of straight runs of object pixels along rows and columns, each weighted by its length. Runs that the edge cuts do not count. */
final class Chords {

	private static final int LONGEST = 4096;

	private final long[] pixels = new long[LONGEST + 1];
	private long total;

	/** Adds all runs of a mask. */
	void add(boolean[] mask, int width) {
		int height = mask.length / width;
		for (int y = 0; y < height; y++) {
			along(mask, y * width, 1, width);
		}
		for (int x = 0; x < width; x++) {
			along(mask, x, width, height);
		}
	}

	private void along(boolean[] mask, int from, int step, int count) {
		int start = mask[from] ? -1 : 0;
		for (int i = 0, at = from; i < count; i++, at += step) {
			if (mask[at]) continue;
			int length = i - start;
			if (start >= 0 && length > 0) put(length);
			start = i + 1;
		}
	}

	private void put(int length) {
		pixels[Math.min(LONGEST, length)] += length;
		total += length;
	}

	/** Pixels of all runs. */
	long pixels() {
		return total;
	}

	/** The length that a share of all pixels lie in runs below of, interpolated. @param share 0–1 */
	double quantile(double share) {
		double wanted = share * total;
		double below = 0;
		int length = 0;
		while (length < LONGEST && below + pixels[length] < wanted) {
			below += pixels[length++];
		}
		return pixels[length] == 0 ? length : length - 0.5 + (wanted - below) / pixels[length];
	}
}

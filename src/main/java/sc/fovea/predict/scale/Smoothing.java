package sc.fovea.predict.scale;

/** Smooths with 1 4 6 4 1 along rows and columns, a Gaussian of standard deviation 1 pixel; beyond the edge the edge pixel goes on. */
final class Smoothing {

	private Smoothing() {}

	/** Smooths in place. */
	static void apply(float[] plane, int width) {
		int height = plane.length / width;
		float[] line = new float[Math.max(width, height) + 4];
		for (int y = 0; y < height; y++) {
			along(plane, y * width, 1, width, line);
		}
		rows(plane, width, height);
	}

	private static void along(float[] plane, int from, int step, int count, float[] line) {
		for (int i = -2; i < count + 2; i++) {
			line[i + 2] = plane[from + Math.max(0, Math.min(count - 1, i)) * step];
		}
		for (int i = 0; i < count; i++) {
			plane[from + i * step] = (line[i] + line[i + 4] + 4 * (line[i + 1] + line[i + 3]) + 6 * line[i + 2]) / 16;
		}
	}

	/** Down the columns, row by row: memory is read in its order. */
	private static void rows(float[] plane, int width, int height) {
		float[] source = plane.clone();
		for (int y = 0; y < height; y++) {
			int a = row(y - 2, height) * width;
			int b = row(y - 1, height) * width;
			int c = y * width;
			int d = row(y + 1, height) * width;
			int e = row(y + 2, height) * width;
			for (int x = 0; x < width; x++) {
				plane[c + x] = (source[a + x] + source[e + x] + 4 * (source[b + x] + source[d + x]) + 6 * source[c + x]) / 16;
			}
		}
	}

	private static int row(int y, int height) {
		return Math.max(0, Math.min(height - 1, y));
	}
}

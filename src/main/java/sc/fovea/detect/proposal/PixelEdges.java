package sc.fovea.detect.proposal;

/**
 * Edges between the pixels of an image and their neighbours to the right, below left, below and below right; edge {@code 4 · pixel + direction}. They
 * weigh the distance of the pixels' colours in grey levels of 255, counted in {@link #UNITS}.
 */
final class PixelEdges {

	/** Steps of a weight in a grey level. */
	static final int UNITS = 64;

	private static final int HEAVIEST = (1 << 16) - 1;
	private static final int NONE = HEAVIEST + 1;
	private static final int[] RIGHT = { 1, -1, 0, 1 };
	private static final int[] DOWN = { 0, 1, 1, 1 };

	private final int width;
	private final int height;
	private final int[] steps = new int[4];
	private final int[] weights;

	/** All edges of an image, weighed. */
	PixelEdges(Raster image) {
		width = image.width();
		height = image.height();
		weights = new int[Math.multiplyExact(4, image.pixels())];
		float[][] planes = image.planes().toArray(float[][]::new);
		for (int d = 0; d < 4; d++) {
			steps[d] = DOWN[d] * width + RIGHT[d];
			for (int y = 0; y < height; y++) {
				weigh(planes, d, y);
			}
		}
	}

	private void weigh(float[][] planes, int direction, int y) {
		boolean isInside = y + DOWN[direction] < height;
		for (int x = 0, i = y * width; x < width; x++, i++) {
			int column = x + RIGHT[direction];
			weights[4 * i + direction] = isInside && column >= 0 && column < width ? distance(planes, i, i + steps[direction]) : NONE;
		}
	}

	private static int distance(float[][] planes, int a, int b) {
		float sum = 0;
		for (float[] plane : planes) {
			float difference = plane[a] - plane[b];
			sum += difference * difference;
		}
		return Math.min(HEAVIEST, (int) (Math.sqrt(sum) * (255 * UNITS) + 0.5));
	}

	int width() {
		return width;
	}

	int height() {
		return height;
	}

	int weight(int edge) {
		return weights[edge];
	}

	int from(int edge) {
		return edge >> 2;
	}

	int to(int edge) {
		return (edge >> 2) + steps[edge & 3];
	}

	/** Edges by ascending weight, equal ones by number. */
	int[] order() {
		int[] starts = new int[NONE + 2];
		for (int weight : weights) {
			starts[weight + 1]++;
		}
		for (int i = 1; i < starts.length; i++) {
			starts[i] += starts[i - 1];
		}
		int[] order = new int[starts[NONE]];
		for (int edge = 0; edge < weights.length; edge++) {
			if (weights[edge] < NONE) {
				order[starts[weights[edge]]++] = edge;
			}
		}
		return order;
	}
}

package sc.fovea.evaluate;

import java.nio.file.Path;

import sc.fovea.data.LabelPlane;

/**
 * True and predicted rectangles from a generator that is defined here to the bit, so that another program can draw the same: the numbers in
 * {@link StoredNumbersTest} come from one in Python.
 *
 * @param truth true labels
 * @param predicted predicted labels
 */
record Rectangles(int[] truth, int[] predicted) {

	static final int WIDTH = 96;
	static final int HEIGHT = 64;

	/** Sides are moved by up to two pixels, an eighth each is missed or invented, and later ones cover earlier ones. */
	static Rectangles of(long seed) {
		Numbers numbers = new Numbers(seed);
		Rectangles images = new Rectangles(new int[WIDTH * HEIGHT], new int[WIDTH * HEIGHT]);
		for (int k = 1; k <= 24; k++) {
			int x = numbers.below(84), y = numbers.below(52), w = 3 + numbers.below(10), h = 3 + numbers.below(10);
			int dx = numbers.below(3) - 1, dy = numbers.below(3) - 1, dw = numbers.below(3) - 1, dh = numbers.below(3) - 1;
			int kind = numbers.below(8);
			if (kind != 0) fill(images.truth, x, y, new int[] { x + w, y + h, 3 * k });
			if (kind != 1) fill(images.predicted, x + dx, y + dy, new int[] { x + dx + w + dw, y + dy + h + dh, 1000 - 7 * k });
		}
		return images;
	}

	private static void fill(int[] ids, int left, int top, int[] rightBottomId) {
		for (int y = Math.max(0, top); y < Math.min(HEIGHT, rightBottomId[1]); y++) {
			for (int x = Math.max(0, left); x < Math.min(WIDTH, rightBottomId[0]); x++) {
				ids[y * WIDTH + x] = rightBottomId[2];
			}
		}
	}

	static LabelPlane plane(int[] ids) {
		return new LabelPlane(Path.of("labels.tif"), WIDTH, HEIGHT, ids);
	}

	/** {@code v ← (1103515245 v + 12345) mod 2³¹}. */
	private static final class Numbers {

		private long value;

		Numbers(long seed) {
			value = seed;
		}

		int below(int bound) {
			value = (value * 1103515245 + 12345) % (1L << 31);
			return (int) ((value >> 8) % bound);
		}
	}
}

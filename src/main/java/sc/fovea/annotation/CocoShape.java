package sc.fovea.annotation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import sc.fovea.geometry.PixelMask;

/** What a COCO file says about the pixels of an object. */
sealed interface CocoShape {

	/** The pixels. @throws IllegalArgumentException if they do not fit an image of this size */
	PixelMask mask(int width, int height);

	/** Closed lines; the object is all that lies inside of one. */
	record Polygons(List<double[]> rings) implements CocoShape {

		@Override
		public PixelMask mask(int width, int height) {
			return PixelMask.union(rings.stream().map(ring -> PixelMask.ofPolygon(List.of(ring), width, height)).toList());
		}
	}

	/**
	 * Numbers of pixels outside, inside, outside, … in columns from the left.
	 *
	 * @param size rows and columns
	 * @param counts of pixels
	 */
	record Runs(double[] size, int[] counts) implements CocoShape {

		/**
		 * Reads the text in which such counts are written: five bits in each character, the lowest first, then a bit that says whether more follow; from the third
		 * count on, what is written is the difference from the count two places before.
		 *
		 * @throws IllegalArgumentException if the text is none of that kind
		 */
		static Runs compressed(double[] size, String text) {
			int[] counts = new int[text.length()];
			int n = 0;
			for (int p = 0; p < text.length(); n++) {
				long value = 0;
				int shift = 0;
				int code;
				do {
					code = p < text.length() ? text.charAt(p++) - '0' : -1;
					if (code < 0 || code > 63 || shift > 30) {
						throw new IllegalArgumentException(
							"run lengths in COCO's own text, got '" + (text.length() > 20 ? text.substring(0, 20) + "..." : text) + "'");
					}
					value |= (long) (code & 31) << shift;
					shift += 5;
				} while ((code & 32) != 0);
				if ((code & 16) != 0) value |= -1L << shift;
				counts[n] = (int) (value + (n > 2 ? counts[n - 2] : 0));
			}
			return new Runs(size, Arrays.copyOf(counts, n));
		}

		@Override
		public PixelMask mask(int width, int height) {
			if (size.length != 2 || size[0] != height || size[1] != width) {
				throw new IllegalArgumentException("a mask of " + height + " rows and " + width + " columns as the image has, got " + Arrays.toString(size));
			}
			requireSum(width * height);
			int[] columns = columns(height);
			PixelMask mask = new PixelMask(columns[0], 0, columns[1] - columns[0], height, new BitSet());
			int at = 0;
			for (int i = 0; i < counts.length; at += counts[i++]) {
				for (int p = at; i % 2 == 1 && p < at + counts[i]; p++) {
					mask.pixels().set(p % height * mask.width() + p / height - columns[0]);
				}
			}
			return mask;
		}

		private void requireSum(int pixels) {
			long sum = 0;
			for (int count : counts) {
				sum = count < 0 ? Long.MAX_VALUE / 2 : sum + count;
			}
			if (sum != pixels) {
				throw new IllegalArgumentException("run lengths of " + pixels + " pixels together, got others");
			}
		}

		/** First column of the object, and the one behind its last. */
		private int[] columns(int height) {
			int[] columns = { 0, 0 };
			int at = 0;
			boolean isFirst = true;
			for (int i = 0; i < counts.length; at += counts[i++]) {
				if (i % 2 == 0 || counts[i] == 0) continue;
				columns[0] = isFirst ? at / height : columns[0];
				columns[1] = (at + counts[i] - 1) / height + 1;
				isFirst = false;
			}
			return columns;
		}
	}
}

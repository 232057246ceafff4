package org.example.counting;

import java.util.Arrays;
import java.util.BitSet;

/**
 * How many objects there are at each pixel of an image: a number whose sum over any region is the number of objects in it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values (H, W); shared
 */
public record DensityMap(int width, int height, float[] values) {

	/**
	 * A map from cells of another size, each of which is spread evenly over the pixels below it, so that the sum stays.
	 *
	 * @param cells (rows, columns)
	 * @param columns of cells, which cover the width
	 * @param step pixels per cell, above 0
	 */
	static DensityMap of(float[] cells, int columns, int width, int height, double step) {
		int rows = cells.length / columns;
		float[] wide = new float[rows * width];
		float[] values = new float[Math.multiplyExact(width, height)];
		Axis across = new Axis(step, width);
		for (int row = 0; row < rows; row++) {
			for (int column = 0; column < columns; column++) {
				across.spread(column, cells[row * columns + column], wide, row * width, 1);
			}
		}
		Axis down = new Axis(step, height);
		for (int row = 0; row < rows; row++) {
			for (int x = 0; x < width; x++) {
				down.spread(row, wide[row * width + x], values, x, width);
			}
		}
		return new DensityMap(width, height, values);
	}

	/**
	 * Cells along an axis of pixels.
	 *
	 * @param step pixels per cell
	 * @param extent pixels
	 */
	private record Axis(double step, int extent) {

		/** Adds a value to the pixels that a cell covers, to each in proportion to what is covered of it; a cell behind the last pixel counts there. */
		void spread(int cell, float value, float[] target, int from, int stride) {
			double start = Math.min(cell * step, extent - 1);
			double end = Math.max(Math.min((cell + 1) * step, extent), start + 1e-9);
			for (int pixel = (int) start; pixel < extent && pixel < end; pixel++) {
				double covered = Math.min(end, pixel + 1) - Math.max(start, pixel);
				target[from + pixel * stride] += (float) (value * covered / (end - start));
			}
		}
	}

	/** The number of objects. */
	public double count() {
		return count(new BitSet());
	}

	/** The number of objects in all pixels but some. @param without indices of pixels in rows from the top */
	public double count(BitSet without) {
		double sum = 0;
		for (int i = 0; i < values.length; i++) {
			if (!without.get(i)) sum += values[i];
		}
		return sum;
	}

	/** The largest value. */
	double peak() {
		float peak = 0;
		for (float value : values) {
			peak = Math.max(peak, value);
		}
		return peak;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof DensityMap map && map.width == width && map.height == height && Arrays.equals(map.values, values);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(values);
	}
}

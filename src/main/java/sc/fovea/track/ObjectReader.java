package sc.fovea.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the objects of frames from labels and intensities, in two passes over the pixels. The grid on which objects are compared follows the typical radius in the
 * first frame that has objects, and stays the same afterwards.
 */
final class ObjectReader {

	/** Half the side of the grid in typical radii: room for objects of twice the usual area. */
	private static final double GRID_RADII = 1.6;
	private static final double LEAST_CONTRAST = 1e-6;

	private final int width;
	private double radius;

	/** @param width of a frame in pixels */
	ObjectReader(int width) {
		this.width = width;
	}

	/** The typical radius, pixels; 0 before the first object. */
	double radius() {
		return radius;
	}

	/**
	 * The objects of a frame, by ascending label.
	 *
	 * @param frame from 0
	 * @param labels ids, 0 for background
	 * @param values intensities; empty if there are none
	 * @throws IllegalArgumentException if the sizes do not fit, or an id is negative
	 */
	List<FrameObject> read(int frame, int[] labels, float[] values) {
		if (labels.length % width != 0 || values.length != 0 && values.length != labels.length) {
			throw new IllegalArgumentException("Expected whole rows of " + width + " ids and as many intensities or none, got " + labels.length + " ids and "
				+ values.length + " intensities.");
		}
		Sums sums = new Sums(labels, values, width);
		int[] present = sums.present();
		if (present.length == 0) return List.of();
		if (radius == 0) radius = Math.sqrt(sums.medianArea(present) / Math.PI);
		Grids grids = new Grids(sums, present, radius);
		if (sums.largest > 0) grids.fill(labels, values, width);
		double[] contrasts = Arrays.stream(present).mapToDouble(id -> values.length == 0 ? 1 : sums.contrast(id)).toArray();
		double middle = Arrays.stream(contrasts).sorted().skip(present.length / 2).findFirst().orElseThrow();
		List<FrameObject> objects = new ArrayList<>();
		for (int i = 0; i < present.length; i++) {
			int id = present[i];
			objects.add(new FrameObject(sums.spot(frame, id), grids.appearance(i, contrasts[i]), Math.log(contrasts[i] / middle), sums.isCut[id]));
		}
		return objects;
	}

	/** Sums over the pixels of each id. */
	private static final class Sums {

		private final int largest;
		private final int[] area;
		private final double[] x;
		private final double[] y;
		private final double[] value;
		private final boolean[] isCut;

		Sums(int[] labels, float[] values, int width) {
			int most = 0;
			for (int label : labels) {
				if (label < 0) throw new IllegalArgumentException("Expected ids from 0, got " + label + ".");
				most = Math.max(most, label);
			}
			largest = most;
			area = new int[largest + 1];
			x = new double[largest + 1];
			y = new double[largest + 1];
			value = new double[largest + 1];
			isCut = new boolean[largest + 1];
			for (int i = 0, row = 0; i < labels.length; row++) {
				for (int column = 0; column < width; column++, i++) {
					int id = labels[i];
					area[id]++;
					x[id] += column;
					y[id] += row;
					if (values.length != 0) value[id] += values[i];
				}
			}
			if (values.length == 0) for (int id = 0; id <= largest; id++)
				value[id] = area[id];
			cut(labels, width);
		}

		/** Marks what touches the border of the frame. */
		private void cut(int[] labels, int width) {
			for (int column = 0; column < width; column++) {
				isCut[labels[column]] = true;
				isCut[labels[labels.length - width + column]] = true;
			}
			for (int row = 0; row < labels.length; row += width) {
				isCut[labels[row]] = true;
				isCut[labels[row + width - 1]] = true;
			}
		}

		int[] present() {
			int[] ids = new int[largest];
			int count = 0;
			for (int id = 1; id <= largest; id++) {
				if (area[id] > 0) ids[count++] = id;
			}
			return Arrays.copyOf(ids, count);
		}

		double medianArea(int[] present) {
			return Arrays.stream(present).map(id -> area[id]).sorted().toArray()[present.length / 2];
		}

		double contrast(int id) {
			double background = area[0] == 0 ? 0 : value[0] / area[0];
			return Math.max(LEAST_CONTRAST, Math.abs(value[id] / area[id] - background));
		}

		Spot spot(int frame, int id) {
			return new Spot(frame, id, x[id] / area[id] + 0.5, y[id] / area[id] + 0.5, area[id], value[id] / area[id]);
		}
	}

	/** Cells around each object. */
	private static final class Grids {

		private final int[] index;
		private final double[] left;
		private final double[] top;
		private final double cell;
		private final float[] sums;
		private final int[] counts;

		Grids(Sums objects, int[] present, double radius) {
			index = new int[objects.largest + 1];
			left = new double[present.length];
			top = new double[present.length];
			cell = Math.max(1, 2 * GRID_RADII * radius / Appearance.SIDE);
			sums = new float[present.length * Appearance.CELLS];
			counts = new int[sums.length];
			Arrays.fill(index, -1);
			for (int i = 0; i < present.length; i++) {
				int id = present[i];
				index[id] = i;
				left[i] = objects.x[id] / objects.area[id] + 0.5 - cell * Appearance.SIDE / 2;
				top[i] = objects.y[id] / objects.area[id] + 0.5 - cell * Appearance.SIDE / 2;
			}
		}

		void fill(int[] labels, float[] values, int width) {
			for (int i = 0, row = 0; i < labels.length; row++) {
				for (int column = 0; column < width; column++, i++) {
					int object = index[labels[i]];
					if (object < 0) continue;
					int u = (int) Math.floor((column + 0.5 - left[object]) / cell);
					int v = (int) Math.floor((row + 0.5 - top[object]) / cell);
					if (u < 0 || v < 0 || u >= Appearance.SIDE || v >= Appearance.SIDE) continue;
					int at = object * Appearance.CELLS + v * Appearance.SIDE + u;
					counts[at]++;
					if (values.length != 0) sums[at] += values[i];
				}
			}
		}

		/** A cell is covered if at least half of its pixels are the object's. */
		Appearance appearance(int object, double contrast) {
			int from = object * Appearance.CELLS;
			long[] cover = new long[Appearance.CELLS / Long.SIZE];
			float[] texture = new float[Appearance.CELLS];
			int covered = 0;
			double mean = 0;
			for (int i = 0; i < Appearance.CELLS; i++) {
				if (2 * counts[from + i] < cell * cell) continue;
				cover[i / Long.SIZE] |= 1L << i % Long.SIZE;
				texture[i] = sums[from + i] / counts[from + i];
				mean += texture[i];
				covered++;
			}
			normalise(cover, texture, covered == 0 ? 0 : mean / covered);
			return new Appearance(cover, texture, contrast);
		}

		private static void normalise(long[] cover, float[] texture, double mean) {
			double squares = 0;
			for (int i = 0; i < texture.length; i++) {
				if ((cover[i / Long.SIZE] >>> i % Long.SIZE & 1) == 0) continue;
				texture[i] -= (float) mean;
				squares += texture[i] * texture[i];
			}
			float scale = squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
			for (int i = 0; i < texture.length; i++) {
				texture[i] *= scale;
			}
		}
	}
}

package sc.fovea.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures the objects of a stack. Memory for a few numbers per object, time for 13 comparisons per voxel. */
public final class BodyMeasurements {

	private final List<int[]> slices;
	private final int width;
	private final Voxel voxel;
	private final long[] counts;
	private final int[] first;
	private final int[] last;
	private final double[] surfaces;
	/** Sums of x, y, z and the value for each id, one after the other. */
	private final double[] sums;

	private BodyMeasurements(List<int[]> slices, int width, Voxel voxel) {
		this.slices = slices;
		this.width = width;
		this.voxel = voxel;
		int ids = Renumbering.of(slices).highest() + 1;
		this.counts = new long[ids];
		this.first = new int[ids];
		this.last = new int[ids];
		this.surfaces = new double[ids];
		this.sums = new double[4 * ids];
		Arrays.fill(first, -1);
	}

	/**
	 * Measures all bodies, in the order of their ids.
	 *
	 * @param slices ids of all slices, 0 for background
	 * @param width of a slice in pixels
	 * @param voxel its size
	 * @param values intensities
	 * @throws IllegalArgumentException if an id is negative
	 */
	public static List<Body> of(List<int[]> slices, int width, Voxel voxel, SliceLinks.Values values) {
		BodyMeasurements measurements = new BodyMeasurements(slices, width, voxel);
		for (int z = 0; z < slices.size(); z++) {
			measurements.add(z, values.of(z));
		}
		measurements.addSurfaces(SurfaceDirections.of(voxel));
		return measurements.bodies();
	}

	private void add(int z, float[] values) {
		int[] ids = slices.get(z);
		for (int i = 0; i < ids.length; i++) {
			int id = ids[i];
			if (id == 0) continue;
			if (first[id] < 0) first[id] = z;
			last[id] = z;
			counts[id]++;
			sums[4 * id] += i % width;
			sums[4 * id + 1] += i / width;
			sums[4 * id + 2] += z;
			sums[4 * id + 3] += values[i];
		}
	}

	private void addSurfaces(SurfaceDirections directions) {
		for (int k = 0; k < directions.areas().length; k++) {
			for (int z = 0; z < slices.size(); z++) {
				addEnds(z, directions.steps().get(k), directions.areas()[k]);
			}
		}
	}

	private void addEnds(int z, int[] step, double area) {
		int[] ids = slices.get(z);
		int[] next = z + step[2] < slices.size() ? slices.get(z + step[2]) : new int[0];
		int height = ids.length / width;
		for (int y = 0, i = 0; y < height; y++) {
			boolean isRow = next.length > 0 && y + step[1] >= 0 && y + step[1] < height;
			for (int x = 0; x < width; x++, i++) {
				if (ids[i] == 0) continue;
				boolean isInside = isRow && x + step[0] >= 0 && x + step[0] < width;
				if (!isInside || next[i + step[1] * width + step[0]] != ids[i]) surfaces[ids[i]] += area;
			}
		}
	}

	private List<Body> bodies() {
		List<Body> bodies = new ArrayList<>();
		for (int id = 1; id < counts.length; id++) {
			if (counts[id] > 0) bodies.add(body(id));
		}
		return bodies;
	}

	private Body body(int id) {
		long count = counts[id];
		Body.Centre centre = new Body.Centre(middle(sums[4 * id] / count, voxel.width()), middle(sums[4 * id + 1] / count, voxel.height()),
			middle(sums[4 * id + 2] / count, voxel.depth()));
		Body.Size size = new Body.Size(count * voxel.volume(), surfaces[id]);
		return new Body(id, new Body.Extent(first[id], last[id], count), size, centre, sums[4 * id + 3] / count);
	}

	private static double middle(double index, double side) {
		return (index + 0.5) * side;
	}
}

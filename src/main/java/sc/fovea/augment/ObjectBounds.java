package sc.fovea.augment;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.data.Extent;
import sc.fovea.data.Mask;
import sc.fovea.geometry.Box;

/**
 * Bounds and pixel counts of the objects of masks, slice by slice.
 *
 * @param extent of the masks
 * @param objects by id and slice: left, top, right and bottom column or row, inclusive, and the number of pixels
 */
record ObjectBounds(Extent extent, Map<Long, int[]> objects) {

	private static final int COUNT = 4;

	/** Measures the objects of all masks that hold ids. */
	static ObjectBounds of(List<Mask> masks, Extent extent) {
		ObjectBounds bounds = new ObjectBounds(extent, new HashMap<>());
		for (Mask mask : masks) {
			if (!mask.isSemantic()) {
				bounds.add(mask.labels());
			}
		}
		return bounds;
	}

	private void add(int[] labels) {
		for (int row = 0; row < extent.depth() * extent.height(); row++) {
			int from = row * extent.width();
			for (int x = 0; x < extent.width();) {
				int id = labels[from + x];
				int end = x + 1;
				while (end < extent.width() && labels[from + end] == id) {
					end++;
				}
				if (id > 0) {
					addRun(key(id, row / extent.height()), row % extent.height(), x, end - 1);
				}
				x = end;
			}
		}
	}

	private void addRun(long key, int y, int left, int right) {
		int[] object = objects.computeIfAbsent(key, k -> new int[] { Integer.MAX_VALUE, y, -1, y, 0 });
		object[0] = Math.min(object[0], left);
		object[1] = Math.min(object[1], y);
		object[2] = Math.max(object[2], right);
		object[3] = Math.max(object[3], y);
		object[COUNT] += right - left + 1;
	}

	/** Pixels of an object in a slice. */
	int count(int id, int slice) {
		int[] object = objects.get(key(id, slice));
		return object == null ? 0 : object[COUNT];
	}

	/** The pixels' bounds. @throws IllegalArgumentException if the object has none in the slice */
	Box box(int id, int slice) {
		int[] o = objects.get(key(id, slice));
		if (o == null) {
			throw new IllegalArgumentException("Expected object " + id + " in slice " + slice + ", got no pixel of it.");
		}
		return new Box(o[0], o[1], o[2] + 1 - o[0], o[3] + 1 - o[1]);
	}

	private static long key(int id, int slice) {
		return (long) slice << Integer.SIZE | id;
	}
}

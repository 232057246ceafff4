package sc.fovea.command;

import java.util.function.BiConsumer;
import sc.fovea.command.LabelPlane.PixelBox;

/** The bounding boxes of all ids of a plane, found in two passes over its rows. */
final class ObjectBoxes {

	private static final int BAND = 64;

	private final int first;
	private final int[] left;
	private final int[] top;
	private final int[] right;
	private final int[] bottom;

	private ObjectBoxes(int first, int count) {
		this.first = first;
		left = new int[count];
		top = new int[count];
		right = new int[count];
		bottom = new int[count];
		java.util.Arrays.fill(right, -1);
	}

	/** Finds the boxes of a plane. */
	static ObjectBoxes of(LabelPlane plane) {
		int[] range = {Integer.MAX_VALUE, 0};
		eachBand(plane, (y, ids) -> widen(range, ids));
		ObjectBoxes boxes = range[1] == 0 ? new ObjectBoxes(1, 0) : new ObjectBoxes(range[0], range[1] - range[0] + 1);
		eachBand(plane, (y, ids) -> boxes.add(y, ids, plane.width()));
		return boxes;
	}

	private static void eachBand(LabelPlane plane, BiConsumer<Integer, int[]> action) {
		for (int y = 0; y < plane.height(); y += BAND) {
			int rows = Math.min(BAND, plane.height() - y);
			int[] ids = new int[rows * plane.width()];
			plane.read(y, rows, ids);
			action.accept(y, ids);
		}
	}

	private static void widen(int[] range, int[] ids) {
		for (int id : ids) {
			if (id == 0) continue;
			range[0] = Math.min(range[0], id);
			range[1] = Math.max(range[1], id);
		}
	}

	private void add(int y, int[] ids, int width) {
		for (int i = 0; i < ids.length; i++) {
			if (ids[i] != 0) {
				add(ids[i] - first, i % width, y + i / width);
			}
		}
	}

	private void add(int object, int x, int y) {
		if (right[object] < 0) {
			left[object] = x;
			top[object] = y;
			right[object] = x;
		}
		left[object] = Math.min(left[object], x);
		right[object] = Math.max(right[object], x);
		bottom[object] = y;
	}

	/** Gives every id that occurs, in ascending order, with its box. */
	void forEach(BiConsumer<Integer, PixelBox> action) {
		for (int i = 0; i < left.length; i++) {
			if (right[i] >= 0) {
				action.accept(first + i, new PixelBox(left[i], top[i], right[i] - left[i] + 1, bottom[i] - top[i] + 1));
			}
		}
	}
}

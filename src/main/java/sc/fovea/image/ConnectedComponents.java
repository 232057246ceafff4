package sc.fovea.image;

import java.util.Arrays;

/**
 * Connected parts of a plane, numbered 1, 2, … in the order in which a scan of the rows meets them.
 * <p>
 * Two passes with a union-find forest: Rosenfeld and Pfaltz, "Sequential operations in digital picture processing", J. ACM 13(4), 1966.
 *
 * <pre>{@code
 * ConnectedComponents.of(new byte[] {1, 0, 1}, 3, Connectivity.FOUR).ids(); // {1, 0, 2}
 * }</pre>
 *
 * @param ids   part of each pixel in rows from the top, 0 for background
 * @param count number of parts
 */
public record ConnectedComponents(int[] ids, int count) {

	/** Which pixels are neighbours. */
	public enum Connectivity {
		/** Those that share a side. */
		FOUR,
		/** Those that share a side or a corner. */
		EIGHT
	}

	/**
	 * The parts of a mask.
	 *
	 * @param mask  0 for background, anything else for foreground, in rows from the top
	 * @param width in pixels
	 * @throws IllegalArgumentException if the mask is not made of whole rows
	 */
	public static ConnectedComponents of(byte[] mask, int width, Connectivity connectivity) {
		int[] values = new int[mask.length];
		for (int i = 0; i < values.length; i++)
			values[i] = mask[i] == 0 ? 0 : 1;
		return ofValues(values, width, connectivity);
	}

	/**
	 * The parts of equal value: neighbours belong together if their values are the same. Splits labels whose parts do not touch.
	 *
	 * @param values 0 for background, in rows from the top
	 * @param width  in pixels
	 * @throws IllegalArgumentException if the values are not whole rows
	 */
	public static ConnectedComponents ofValues(int[] values, int width, Connectivity connectivity) {
		if (width < 1 || values.length % width != 0)
			throw new IllegalArgumentException("Whole rows of " + width + " pixels are expected, but there are " + values.length + " pixels.");
		return new Labelling(values, width, connectivity == Connectivity.EIGHT).run();
	}

	private static final class Labelling {

		private final int[] values;
		private final int width;
		private final boolean withCorners;
		private final int[] ids;
		private int[] parents = new int[1024];
		private int used = 1;

		Labelling(int[] values, int width, boolean withCorners) {
			this.values = values;
			this.width = width;
			this.withCorners = withCorners;
			this.ids = new int[values.length];
		}

		ConnectedComponents run() {
			for (int y = 0, i = 0; i < values.length; y++)
				for (int x = 0; x < width; x++, i++)
					if (values[i] != 0) ids[i] = provisional(x, y, i);
			int count = number();
			for (int i = 0; i < ids.length; i++)
				ids[i] = parents[ids[i]];
			return new ConnectedComponents(ids, count);
		}

		/** The number of a neighbour that was met before, or a new one; the numbers of all such neighbours become one. */
		private int provisional(int x, int y, int i) {
			int id = 0;
			if (x > 0) id = join(id, i, i - 1);
			if (y > 0) {
				id = join(id, i, i - width);
				if (withCorners && x > 0) id = join(id, i, i - width - 1);
				if (withCorners && x < width - 1) id = join(id, i, i - width + 1);
			}
			return id == 0 ? add() : id;
		}

		private int join(int id, int i, int neighbour) {
			if (values[neighbour] != values[i]) return id;
			int root = root(ids[neighbour]);
			if (id == 0 || id == root) return root;
			int first = Math.min(id, root);
			parents[Math.max(id, root)] = first;
			return first;
		}

		private int root(int id) {
			int root = id;
			while (parents[root] != root) {
				parents[root] = parents[parents[root]];
				root = parents[root];
			}
			return root;
		}

		private int add() {
			if (used == parents.length) parents = Arrays.copyOf(parents, used * 2);
			parents[used] = used;
			return used++;
		}

		/** Replaces each provisional number by its final one; the smallest of a part comes first, so scan order is kept. */
		private int number() {
			int count = 0;
			for (int id = 1; id < used; id++)
				parents[id] = parents[id] == id ? ++count : parents[parents[id]];
			return count;
		}
	}
}

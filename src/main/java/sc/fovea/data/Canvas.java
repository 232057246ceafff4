package sc.fovea.data;

import java.util.Arrays;

/**
 * A block of the plane in front of the lens: sharp light and the id of the nucleus at every pixel. A pixel belongs to the
 * nucleus that holds its middle.
 */
final class Canvas {

	final int x, y, width, height;
	/** Emitted light relative to the median nucleus' middle. */
	final float[] light;
	private final int[] ids;

	Canvas(int x, int y, int width, int height) {
		this.x = x;
		this.y = y;
		this.width = width;
		this.height = height;
		light = new float[width * height];
		ids = new int[width * height];
	}

	/** Gives a pixel of the plane light and an id; nothing outside of the block. */
	void set(int atX, int atY, float emission, int id) {
		if (atX < x || atY < y || atX >= x + width || atY >= y + height) return;
		light[(atY - y) * width + atX - x] = emission;
		ids[(atY - y) * width + atX - x] = id;
	}

	/** Draws all members of a cluster whose centre is at (centerX, centerY) on the plane. */
	void draw(Cluster cluster, int firstId, double centerX, double centerY) {
		if (outside(centerX, centerY, cluster.reach)) return;
		for (int i = 0; i < cluster.members.size(); i++) {
			Nucleus nucleus = cluster.members.get(i);
			if (outside(centerX + nucleus.x, centerY + nucleus.y, nucleus.reach)) continue;
			draw(new Mask(nucleus, cluster.cuts(i), centerX, centerY), firstId + i);
		}
	}

	private boolean outside(double atX, double atY, double reach) {
		return atX + reach < x || atY + reach < y || atX - reach > x + width || atY - reach > y + height;
	}

	private void draw(Mask mask, int id) {
		int fromX = Math.max(x, mask.x), toX = Math.min(x + width, mask.x + mask.size);
		int fromY = Math.max(y, mask.y), toY = Math.min(y + height, mask.y + mask.size);
		for (int atY = fromY; atY < toY; atY++) {
			int target = (atY - y) * width - x, source = (atY - mask.y) * mask.size - mask.x;
			for (int atX = fromX; atX < toX; atX++) {
				if (!mask.connected[source + atX]) continue;
				light[target + atX] = mask.emission[source + atX];
				ids[target + atX] = id;
			}
		}
	}

	/** The ids without a margin on all four sides. */
	int[] labels(int margin) {
		int innerWidth = width - 2 * margin, innerHeight = height - 2 * margin;
		int[] inner = new int[innerWidth * innerHeight];
		for (int row = 0; row < innerHeight; row++) {
			System.arraycopy(ids, (row + margin) * width + margin, inner, row * innerWidth, innerWidth);
		}
		return inner;
	}

	/**
	 * A whole nucleus on the pixel grid, independent of the block. Pixels that the grid separates from the middle, which can
	 * happen in an acute corner, are left out: the truth is 4-connected.
	 */
	private static final class Mask {

		private final int x, y, size;
		private final float[] emission;
		private final boolean[] inside, connected;

		Mask(Nucleus nucleus, Cluster.Cut[] cuts, double clusterX, double clusterY) {
			double centerX = clusterX + nucleus.x, centerY = clusterY + nucleus.y;
			x = (int) Math.floor(centerX - nucleus.reach);
			y = (int) Math.floor(centerY - nucleus.reach);
			size = (int) Math.ceil(2 * nucleus.reach) + 2;
			emission = new float[size * size];
			inside = new boolean[size * size];
			connected = new boolean[size * size];
			for (int i = 0; i < inside.length; i++) {
				double atX = x + i % size + 0.5, atY = y + i / size + 0.5, dx = atX - centerX, dy = atY - centerY;
				double distance = Math.sqrt(dx * dx + dy * dy);
				if (distance >= nucleus.reach || !owns(cuts, atX - clusterX, atY - clusterY)) continue;
				double depth = distance / nucleus.radius(StrictMath.atan2(dy, dx));
				inside[i] = depth < 1;
				if (inside[i]) emission[i] = (float) nucleus.emission(dx, dy, depth);
			}
			connect(((int) Math.floor(centerY) - y) * size + (int) Math.floor(centerX) - x);
		}

		private static boolean owns(Cluster.Cut[] cuts, double dx, double dy) {
			for (Cluster.Cut cut : cuts) {
				if (!cut.owns(dx, dy)) return false;
			}
			return true;
		}

		/** Marks what is reached from the middle through inside pixels. */
		private void connect(int middle) {
			int[] stack = new int[64];
			int depth = 0;
			stack[depth++] = middle;
			while (depth > 0) {
				int at = stack[--depth];
				if (!inside[at] || connected[at]) continue;
				connected[at] = true;
				if (depth + 4 > stack.length) stack = Arrays.copyOf(stack, 2 * stack.length);
				if (at % size > 0) stack[depth++] = at - 1;
				if (at % size < size - 1) stack[depth++] = at + 1;
				if (at >= size) stack[depth++] = at - size;
				if (at < inside.length - size) stack[depth++] = at + size;
			}
		}
	}
}

package sc.fovea.geometry;

import java.util.Arrays;

/** A growing list of spans of pixels, polygon after polygon, each polygon's by rows downwards and from left to right. */
final class SpanList implements StarRasterizer.SpanConsumer {

	private int[] ys = new int[1024], froms = new int[1024], tos = new int[1024];

	private int size;

	@Override
	public void span(int y, int fromX, int toX) {
		if (size == ys.length)
			grow(size * 2);
		ys[size] = y;
		froms[size] = fromX;
		tos[size++] = toX;
	}

	private void grow(int capacity) {
		ys = Arrays.copyOf(ys, capacity);
		froms = Arrays.copyOf(froms, capacity);
		tos = Arrays.copyOf(tos, capacity);
	}

	int size() {
		return size;
	}

	void truncate(int newSize) {
		size = newSize;
	}

	int y(int i) {
		return ys[i];
	}

	/** Number of pixels of the spans from here to the end. */
	int area(int from) {
		int sum = 0;
		for (int i = from; i < size; i++)
			sum = Math.addExact(sum, tos[i] - froms[i]);
		return sum;
	}

	/** Number of pixels that the polygon at from to to shares with the last one, which starts at last. */
	long overlap(int from, int to, int last) {
		long sum = 0;
		for (int a = from, b = last; a < to && b < size;) {
			if (ys[a] == ys[b]) {
				sum += Math.max(0, Math.min(tos[a], tos[b]) - Math.max(froms[a], froms[b]));
				if (tos[a] < tos[b])
					a++;
				else
					b++;
			}
			else if (ys[a] < ys[b])
				a++;
			else
				b++;
		}
		return sum;
	}

	/** Number of pixels that the polygon at from to to has with their centre in the extent's inner disc. */
	long overlapWithDisc(int from, int to, CandidateExtent disc) {
		double x = disc.x, y = disc.y, square = disc.inner * disc.inner;
		long sum = 0;
		for (int i = from; i < to; i++) {
			double rest = square - (ys[i] - y) * (ys[i] - y);
			if (rest <= 0)
				continue;
			double half = Math.sqrt(rest);
			sum += Math.max(0, Math.min(tos[i], (int) Math.floor(x + half) + 1) - Math.max(froms[i], (int) Math.ceil(x - half)));
		}
		return sum;
	}
}

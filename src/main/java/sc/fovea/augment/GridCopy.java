package sc.fovea.augment;

import java.util.Arrays;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/**
 * Copies a picture through a placement that puts pixels onto pixels: flips, right angles, shifts by whole pixels. Rows that stay rows are copied at once or
 * backwards; rows that become columns are copied in blocks that fit the processor's cache.
 */
final class GridCopy {

	/** Side of a block: 16 floats are a cache line; of so many columns the rows fit the first cache. */
	private static final int BLOCK = 16;

	private final Extent source;
	private final Extent result;
	private final int originX;
	private final int originY;
	private final int a;
	private final int b;
	private final int c;
	private final int d;
	/** Columns and rows of the result that lie in the source; the ends are exclusive. */
	private final int left;
	private final int right;
	private final int top;
	private final int bottom;

	GridCopy(Affine placement, Extent source, Extent result) {
		this.source = source;
		this.result = result;
		originX = (int) Math.rint(placement.sourceX(0.5, 0.5) - 0.5);
		originY = (int) Math.rint(placement.sourceY(0.5, 0.5) - 0.5);
		a = (int) placement.a();
		b = (int) placement.b();
		c = (int) placement.c();
		d = (int) placement.d();
		boolean isUpright = a != 0;
		int[] columns = isUpright ? inside(a, originX, source.width(), result.width()) : inside(c, originY, source.height(), result.width());
		int[] rows = isUpright ? inside(d, originY, source.height(), result.height()) : inside(b, originX, source.width(), result.height());
		left = columns[0];
		right = columns[1];
		top = rows[0];
		bottom = rows[1];
	}

	/** From and to which n the place {@code origin + sign * n} is in 0 to extent. */
	private static int[] inside(int sign, int origin, int extent, int count) {
		int first = sign > 0 ? -origin : origin - extent + 1;
		int from = Math.max(0, Math.min(count, first));
		return new int[] { from, Math.max(from, Math.min(count, first + extent)) };
	}

	private boolean isComplete() {
		return left == 0 && top == 0 && right == result.width() && bottom == result.height();
	}

	private int originOf(int slice) {
		return slice * source.slicePixels() + originY * source.width() + originX;
	}

	private int perColumn() {
		return a + c * source.width();
	}

	private int perRow() {
		return b + d * source.width();
	}

	/** Columns that are copied before the next row. */
	private int block() {
		return c == 0 ? Math.max(1, right - left) : BLOCK;
	}

	/** Copies the labels of all slices; beyond the source they stay. */
	void labels(int[] from, int[] to) {
		for (int z = 0; z < result.depth(); z++) {
			for (int first = left; first < right; first += block()) {
				labels(from, originOf(z), to, z * result.slicePixels(), first);
			}
		}
	}

	private void labels(int[] from, int origin, int[] to, int start, int first) {
		int stride = perColumn();
		int end = Math.min(right, first + block());
		for (int y = top; y < bottom; y++) {
			int at = start + y * result.width();
			int p = origin + y * perRow();
			if (stride == 1) {
				System.arraycopy(from, p + first, to, at + first, end - first);
				continue;
			}
			if (stride == -1) {
				reverse(from, p - first, to, at + first, end - first);
				continue;
			}
			for (int i = first; i < end; i++) {
				to[at + i] = from[p + i * stride];
			}
		}
	}

	private static void reverse(int[] from, int last, int[] to, int at, int count) {
		for (int i = 0; i < count; i++) {
			to[at + i] = from[last - i];
		}
	}

	private static void reverse(float[] from, int last, float[] to, int at, int count) {
		for (int i = 0; i < count; i++) {
			to[at + i] = from[last - i];
		}
	}

	/** Copies the values of all slices; beyond the source the framing decides. */
	void values(Pixels from, Framing framing, float[] to) {
		for (int z = 0; z < result.depth(); z++) {
			for (int first = left; first < right; first += block()) {
				values(from.values(), originOf(z), to, z * result.slicePixels(), first);
			}
			if (!isComplete()) {
				border(from, framing, to, z);
			}
		}
	}

	private void values(float[] from, int origin, float[] to, int start, int first) {
		int channels = result.channels();
		int stride = perColumn();
		int end = Math.min(right, first + block());
		for (int y = top; y < bottom; y++) {
			int at = start + y * result.width();
			int p = origin + y * perRow();
			if (stride == 1) {
				System.arraycopy(from, (p + first) * channels, to, (at + first) * channels, (end - first) * channels);
			}
			else if (channels == 1 && stride == -1) {
				reverse(from, p - first, to, at + first, end - first);
			}
			else if (channels == 1) {
				for (int i = first; i < end; i++) {
					to[at + i] = from[p + i * stride];
				}
			}
			else {
				run(from, (p + first * stride) * channels, to, (at + first) * channels, end - first);
			}
		}
	}

	private void run(float[] from, int first, float[] to, int start, int count) {
		int channels = result.channels();
		int stride = perColumn() * channels;
		if (channels == 3) {
			for (int i = 0, p = first, at = start; i < count; i++, p += stride, at += 3) {
				to[at] = from[p];
				to[at + 1] = from[p + 1];
				to[at + 2] = from[p + 2];
			}
			return;
		}
		for (int i = 0, p = first, at = start; i < count; i++, p += stride, at += channels) {
			for (int k = 0; k < channels; k++) {
				to[at + k] = from[p + k];
			}
		}
	}

	private void border(Pixels from, Framing framing, float[] to, int slice) {
		for (int y = 0; y < result.height(); y++) {
			boolean isCrossing = y >= top && y < bottom;
			for (int x = 0; x < result.width(); x++) {
				if (isCrossing && x == left && right > left) {
					x = right - 1;
				}
				else {
					borderPixel(from, framing, to, new int[] { slice, y, x });
				}
			}
		}
	}

	private void borderPixel(Pixels from, Framing framing, float[] to, int[] place) {
		int channels = result.channels();
		int at = ((place[0] * result.height() + place[1]) * result.width() + place[2]) * channels;
		int x = framing.border().fold(originX + a * place[2] + b * place[1], source.width());
		int y = framing.border().fold(originY + c * place[2] + d * place[1], source.height());
		if (x < 0 || y < 0) {
			Arrays.fill(to, at, at + channels, framing.constant(from.range()));
		}
		else {
			System.arraycopy(from.values(), ((place[0] * source.height() + y) * source.width() + x) * channels, to, at, channels);
		}
	}
}

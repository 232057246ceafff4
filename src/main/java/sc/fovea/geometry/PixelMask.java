package sc.fovea.geometry;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pixels of one object, within a rectangle of whole pixels. An object needs only as much memory as its rectangle has pixels, in bits.
 *
 * <pre>{@code
 * PixelMask.ofPolygon(List.of(new double[] { 1, 1, 4, 1, 4, 3, 1, 3 }), 10, 10).area(); // 6
 * }</pre>
 *
 * @param x left column
 * @param y upper row
 * @param width columns
 * @param height rows
 * @param pixels those that belong to the object, counted in rows from the top of the rectangle; shared
 */
public record PixelMask(int x, int y, int width, int height, BitSet pixels) {

	/** @throws IllegalArgumentException if the rectangle begins before the origin, has a negative side or a pixel lies outside */
	public PixelMask {
		if (x < 0 || y < 0 || width < 0 || height < 0 || pixels.length() > (long) width * height)
			throw new IllegalArgumentException("Expected pixels within a rectangle from 0 on, got " + pixels.length() + " at (" + x + ", " + y + ") of " + width
				+ " x " + height + ".");
	}

	/**
	 * The pixels whose centre lies inside rings, by the even-odd rule: a ring within a ring is a hole. What lies outside of the image is cut off.
	 *
	 * @param rings each x0, y0, x1, y1, … in pixels, closed by itself; finite
	 * @param imageWidth columns of the image
	 * @param imageHeight rows of the image
	 */
	public static PixelMask ofPolygon(List<double[]> rings, int imageWidth, int imageHeight) {
		PixelMask mask = empty(bounds(rings), imageWidth, imageHeight);
		for (double[] ring : rings)
			for (int i = 0, last = ring.length - 2; i <= last; i += 2)
				mask.cross(ring[i == 0 ? last : i - 2], ring[i == 0 ? last + 1 : i - 1], ring[i], ring[i + 1]);
		mask.fill();
		return mask;
	}

	/** The pixels of a box whose edges are rounded outwards, cut off at the image's edges. */
	public static PixelMask ofBox(Box box, int imageWidth, int imageHeight) {
		PixelMask mask = empty(box, imageWidth, imageHeight);
		mask.pixels.set(0, mask.width * mask.height);
		return mask;
	}

	/** The pixels of each id of a label image, by the ids in the order of their first pixels. @param labels in rows; 0 is background @param width of a row */
	public static Map<Integer, PixelMask> ofLabels(int[] labels, int width) {
		Map<Integer, int[]> bounds = new LinkedHashMap<>();
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] == 0) continue;
			int[] b = bounds.computeIfAbsent(labels[i], id -> new int[] { Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0 });
			b[0] = Math.min(b[0], i % width);
			b[1] = Math.min(b[1], i / width);
			b[2] = Math.max(b[2], i % width + 1);
			b[3] = Math.max(b[3], i / width + 1);
		}
		Map<Integer, PixelMask> masks = new LinkedHashMap<>();
		bounds.forEach((id, b) -> masks.put(id, new PixelMask(b[0], b[1], b[2] - b[0], b[3] - b[1], new BitSet())));
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] == 0) continue;
			PixelMask mask = masks.get(labels[i]);
			mask.pixels.set((i / width - mask.y) * mask.width + i % width - mask.x);
		}
		return masks;
	}

	private static Box bounds(List<double[]> rings) {
		double left = Double.POSITIVE_INFINITY, top = left, right = Double.NEGATIVE_INFINITY, bottom = right;
		for (double[] ring : rings)
			for (int i = 0; i + 1 < ring.length; i += 2) {
				left = Math.min(left, ring[i]);
				right = Math.max(right, ring[i]);
				top = Math.min(top, ring[i + 1]);
				bottom = Math.max(bottom, ring[i + 1]);
			}
		return left > right ? new Box(0, 0, 0, 0) : new Box(left, top, right - left, bottom - top);
	}

	private static PixelMask empty(Box box, int imageWidth, int imageHeight) {
		int left = (int) Math.max(0, Math.min(imageWidth, Math.floor(box.x())));
		int top = (int) Math.max(0, Math.min(imageHeight, Math.floor(box.y())));
		int right = (int) Math.max(left, Math.min(imageWidth, Math.ceil(box.right())));
		int bottom = (int) Math.max(top, Math.min(imageHeight, Math.ceil(box.bottom())));
		return new PixelMask(left, top, right - left, bottom - top, new BitSet());
	}

	/** Marks in each row the first pixel centre at or behind an edge: there, inside and outside change places. */
	private void cross(double fromX, double fromY, double toX, double toY) {
		double upper = Math.min(fromY, toY), lower = Math.max(fromY, toY);
		double slope = (toX - fromX) / (toY - fromY);
		int last = (int) Math.min(y + height, Math.ceil(lower - 0.5));
		for (int row = (int) Math.max(y, Math.ceil(upper - 0.5)); row < last; row++) {
			double column = Math.ceil(fromX + (row + 0.5 - fromY) * slope - 0.5) - x;
			if (column < width)
				pixels.flip((row - y) * width + (int) Math.max(0, column));
		}
	}

	/** Turns marks of changes into the pixels between them. */
	private void fill() {
		for (int row = 0, from = 0; row < height; row++, from += width) {
			boolean isInside = false;
			for (int i = from; i < from + width; i++) {
				isInside ^= pixels.get(i);
				pixels.set(i, isInside);
			}
		}
	}

	/** Number of pixels. */
	public int area() {
		return pixels.cardinality();
	}

	/** The smallest box around the pixels; of area 0 if there are none. */
	public Box bounds() {
		int left = width, right = 0, top = height, bottom = 0;
		for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
			left = Math.min(left, i % width);
			right = Math.max(right, i % width + 1);
			top = Math.min(top, i / width);
			bottom = i / width + 1;
		}
		return right == 0 ? new Box(x, y, 0, 0) : new Box(x + left, y + top, right - left, bottom - top);
	}

	/**
	 * Indices of the pixels in an image, ascending.
	 *
	 * @param imageWidth columns of the image
	 */
	public int[] indices(int imageWidth) {
		int[] indices = new int[area()];
		int n = 0;
		for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1))
			indices[n++] = (y + i / width) * imageWidth + x + i % width;
		return indices;
	}

	/** The pixels of all parts together, within a rectangle around them; of nothing if there are none. */
	public static PixelMask union(List<PixelMask> parts) {
		int left = Integer.MAX_VALUE, top = Integer.MAX_VALUE, right = 0, bottom = 0;
		for (PixelMask part : parts) {
			left = Math.min(left, part.x);
			top = Math.min(top, part.y);
			right = Math.max(right, part.x + part.width);
			bottom = Math.max(bottom, part.y + part.height);
		}
		PixelMask all = parts.isEmpty() ? new PixelMask(0, 0, 0, 0, new BitSet()) : new PixelMask(left, top, right - left, bottom - top, new BitSet());
		for (PixelMask part : parts)
			for (int i = part.pixels.nextSetBit(0); i >= 0; i = part.pixels.nextSetBit(i + 1))
				all.pixels.set((part.y - top + i / part.width) * all.width + part.x - left + i % part.width);
		return all;
	}

	/** Whether the other has the same pixels, in whatever rectangle. */
	public boolean covers(PixelMask other) {
		int imageWidth = Math.max(x + width, other.x + other.width);
		return Arrays.equals(indices(imageWidth), other.indices(imageWidth));
	}
}

package sc.fovea.job;

import sc.fovea.explain.Heat;
import sc.fovea.explain.Target;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.DistanceTransform;
import sc.fovea.geometry.PixelMask;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.predict.ScaledSource;
import sc.fovea.tile.Region;
import sc.fovea.tile.TensorSource;

/**
 * Where the map of a view lies in a plane.
 *
 * @param target whose map it is
 * @param width of the plane in pixels
 * @param height of the plane in pixels
 */
record HeatPlane(Target target, int width, int height) {

	/** The map in the pixels of the plane, 0 where the network did not look. Its sum stays, up to what lies beyond the edges. */
	Heat placed(Heat seen) {
		Box frame = target.frame();
		int left = (int) Math.round(frame.x());
		int top = (int) Math.round(frame.y());
		int columns = Math.max(1, (int) Math.round(frame.width()));
		int rows = Math.max(1, (int) Math.round(frame.height()));
		float[] stretched = stretched(seen, columns, rows);
		float[] values = new float[width * height];
		for (int y = Math.max(0, top); y < Math.min(height, top + rows); y++) {
			int from = Math.max(0, left);
			int to = Math.min(width, left + columns);
			if (to > from) System.arraycopy(stretched, (y - top) * columns + from - left, values, y * width + from, to - from);
		}
		return new Heat(width, height, values, seen.error());
	}

	private static float[] stretched(Heat seen, int columns, int rows) {
		if (columns == seen.width() && rows == seen.height()) return seen.values();
		float[] stretched = new float[columns * rows];
		new ScaledSource(new TensorSource(Tensor.of(seen.values(), 1, seen.height(), seen.width(), 1)), new Size(rows, columns))
			.read(new Region(0, 0, columns, rows), stretched);
		float factor = (float) seen.values().length / stretched.length;
		for (int i = 0; i < stretched.length; i++) {
			stretched[i] *= factor;
		}
		return stretched;
	}

	/** The share of what speaks for the score that lies at the object; {@code NaN} if there is none. */
	double inside(Heat map) {
		if (target.mask().isPresent()) return map.positiveShare(grown(target.mask().get()));
		return target.box().map(box -> map.positiveShare(in(box))).orElse(Double.NaN);
	}

	private boolean[] in(Box box) {
		boolean[] inside = new boolean[width * height];
		for (int i = 0; i < inside.length; i++) {
			inside[i] = box.contains(i % width + 0.5, i / width + 0.5);
		}
		return inside;
	}

	/** The object grown by the radius of a disc of its area. */
	private boolean[] grown(PixelMask mask) {
		int[] labels = new int[width * height];
		for (int index : mask.indices(width)) {
			labels[index] = 1;
		}
		float[] distances = DistanceTransform.of(labels, width, height);
		double radius = Math.sqrt(mask.area() / Math.PI);
		boolean[] inside = new boolean[labels.length];
		for (int i = 0; i < inside.length; i++) {
			inside[i] = labels[i] == 1 || distances[i] <= radius;
		}
		return inside;
	}
}

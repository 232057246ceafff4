package sc.fovea.backend.tensorflow;

import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import sc.fovea.net.RoiAlign;

/** Features of regions. */
final class RegionOps {

	private RegionOps() {}

	/**
	 * Region-of-interest align by gathering the four neighbours of every sample. TensorFlow's CropAndResize does not continue the
	 * edge beyond the map, and its samples do not lie at the centres of an even grid. No gradient reaches the regions.
	 */
	static Operand<TFloat32> roiAlign(Site site, RoiAlign layer) {
		Ops tf = site.tf();
		Operand<TFloat32> regions = tf.reshape(tf.stopGradient(site.inputs().get(1)), tf.constant(new int[] { -1, RoiAlign.REGION }));
		int grid = layer.size() * layer.samples();
		Operand<TInt32> extents = Windows.extents(tf, site.input());
		Line rows = line(tf, layer, new Side(column(tf, regions, 2), column(tf, regions, 4), at(tf, extents, 0)));
		Line columns = line(tf, layer, new Side(column(tf, regions, 1), column(tf, regions, 3), at(tf, extents, 1)));
		Operand<TInt32> image = tf.reshape(tf.dtypes.cast(column(tf, regions, 0), TInt32.class), tf.constant(new int[] { -1, 1, 1 }));
		Operand<TFloat32> upper = mixColumns(tf, site.input(), new Row(image, rows.low(), columns));
		Operand<TFloat32> lower = mixColumns(tf, site.input(), new Row(image, rows.high(), columns));
		Operand<TFloat32> share = tf.reshape(rows.share(), tf.constant(new int[] { -1, grid, 1, 1 }));
		return binMeans(site, layer, tf.math.add(upper, tf.math.mul(tf.math.sub(lower, upper), share)));
	}

	/** Mean over the samples of each bin: (R, grid, grid, C) to (R, size, size, C). */
	private static Operand<TFloat32> binMeans(Site site, RoiAlign layer, Operand<TFloat32> samples) {
		if (layer.samples() == 1) {
			return samples;
		}
		Ops tf = site.tf();
		int[] split = { -1, layer.size(), layer.samples(), layer.size(), layer.samples(), site.shape().channels() };
		return tf.math.mean(tf.reshape(samples, tf.constant(split)), tf.constant(new int[] { 2, 4 }), Mean.keepDims(false));
	}

	private static Operand<TFloat32> column(Ops tf, Operand<TFloat32> regions, int index) {
		return tf.slice(regions, tf.constant(new int[] { 0, index }), tf.constant(new int[] { -1, 1 }));
	}

	private static Operand<TInt32> at(Ops tf, Operand<TInt32> extents, int index) {
		return tf.slice(extents, tf.constant(new int[] { index }), tf.constant(new int[] { 1 }));
	}

	/** Sample positions along one axis: (R, grid) of neighbours and of the upper neighbour's share. */
	private static Line line(Ops tf, RoiAlign layer, Side side) {
		int grid = layer.size() * layer.samples();
		float[] centres = new float[grid];
		for (int i = 0; i < grid; i++) {
			centres[i] = (i + 0.5f) / grid;
		}
		Operand<TFloat32> row = tf.reshape(tf.constant(centres), tf.constant(new int[] { 1, grid }));
		Operand<TFloat32> pixels = tf.math.add(side.origin(), tf.math.mul(side.length(), row));
		Operand<TFloat32> place = tf.math.sub(tf.math.div(pixels, tf.constant((float) layer.stride())), tf.constant(0.5f));
		Operand<TInt32> last = tf.math.sub(side.extent(), tf.constant(1));
		Operand<TFloat32> inside = tf.math.maximum(tf.constant(0f), tf.math.minimum(place, tf.dtypes.cast(last, TFloat32.class)));
		Operand<TFloat32> floor = tf.math.floor(inside);
		Operand<TInt32> low = tf.dtypes.cast(floor, TInt32.class);
		return new Line(low, tf.math.minimum(tf.math.add(low, tf.constant(1)), last), tf.math.sub(inside, floor));
	}

	/** Values of one row of neighbours, interpolated along x: (R, grid, grid, C). */
	private static Operand<TFloat32> mixColumns(Ops tf, Operand<TFloat32> features, Row row) {
		Operand<TFloat32> left = neighbours(tf, features, row, row.columns().low());
		Operand<TFloat32> right = neighbours(tf, features, row, row.columns().high());
		Operand<TFloat32> share = tf.expandDims(tf.expandDims(row.columns().share(), tf.constant(1)), tf.constant(3));
		return tf.math.add(left, tf.math.mul(tf.math.sub(right, left), share));
	}

	private static Operand<TFloat32> neighbours(Ops tf, Operand<TFloat32> features, Row row, Operand<TInt32> columns) {
		Operand<TInt32> y = tf.expandDims(row.rows(), tf.constant(2));
		Operand<TInt32> x = tf.expandDims(columns, tf.constant(1));
		Operand<TInt32> zero = tf.math.mul(tf.math.add(y, x), tf.constant(0));
		List<Operand<TInt32>> place = List.of(tf.math.add(row.image(), zero), tf.math.add(y, zero), tf.math.add(x, zero));
		return tf.gatherNd(features, tf.stack(place, Stack.axis(3L)));
	}

	/** One side of the regions (R, 1) in pixels of the image, and the map's extent along it. */
	private record Side(Operand<TFloat32> origin, Operand<TFloat32> length, Operand<TInt32> extent) {}

	/** Neighbours of the samples along one axis, and how much the higher one counts. */
	private record Line(Operand<TInt32> low, Operand<TInt32> high, Operand<TFloat32> share) {}

	/** Image (R, 1, 1), rows (R, grid) and columns that are looked up together. */
	private record Row(Operand<TInt32> image, Operand<TInt32> rows, Line columns) {}
}

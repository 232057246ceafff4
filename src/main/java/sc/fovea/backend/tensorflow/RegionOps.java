package sc.fovea.backend.tensorflow;

import java.util.Arrays;
import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import sc.fovea.net.Padding;
import sc.fovea.net.RegionLayer;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.RoiPooling;
import sc.fovea.net.Size;

/**
 * Features of regions: cells are looked up in the map as a list of cells, and summed up by products of matrices or pooled as images are, for which there are fast
 * operations, and fast gradients. TensorFlow's CropAndResize does not continue the edge beyond the map, and its gradient depends on how threads happen to run. No
 * gradient reaches the regions.
 */
final class RegionOps {

	private final Ops tf;
	private final RegionLayer layer;
	private final Operand<TFloat32> features;
	private final Operand<TFloat32> regions;
	private final Operand<TInt32> extents;
	private final int channels;
	/** The map as a list of cells (N · H · W, C). */
	private final Operand<TFloat32> cells;

	private RegionOps(Site site, RegionLayer layer) {
		this.tf = site.tf();
		this.layer = layer;
		this.features = site.input();
		this.regions = tf.reshape(tf.stopGradient(site.inputs().get(1)), tf.constant(new int[] { -1, RegionLayer.REGION }));
		this.extents = Windows.extents(tf, features);
		this.channels = site.shape().channels();
		this.cells = tf.reshape(features, tf.constant(new int[] { -1, channels }));
	}

	/** Mean of values that are interpolated between the four nearest cells. */
	static Operand<TFloat32> align(Site site, RoiAlign layer) {
		return new RegionOps(site, layer).means();
	}

	/** Maximum of the cells that hold the points. */
	static Operand<TFloat32> pooling(Site site, RoiPooling layer) {
		return new RegionOps(site, layer).maxima();
	}

	/** Points are between two rows and two columns; rows, then columns, are summed up to bins. One row at a time: smaller tensors are faster to get. */
	private Operand<TFloat32> means() {
		List<Neighbours> rows = neighbours(points(2), extent(0));
		Neighbours columns = joined(neighbours(points(1), extent(1)));
		int n = layer.size();
		Operand<TFloat32> strips = tf.math.add(strips(rows.get(0), columns), strips(rows.get(1), columns));
		Operand<TFloat32> single = tf.reshape(strips, tf.constant(new int[] { -1, 2 * grid(), channels }));
		Operand<TFloat32> repeated = tf.tile(columns.bins(), tf.constant(new int[] { 1, n, 1 }));
		Operand<TFloat32> bins = tf.reshape(repeated, tf.constant(new int[] { -1, n, 2 * grid() }));
		return tf.reshape(product(bins, single), tf.constant(new int[] { -1, n, n, channels }));
	}

	/** Bins along y of one of the two rows, for all columns: (R, size, 2 · grid · C). */
	private Operand<TFloat32> strips(Neighbours rows, Neighbours columns) {
		Operand<TFloat32> values = look(rows.cells(), columns.cells());
		return product(rows.bins(), tf.reshape(values, tf.constant(new int[] { -1, grid(), 2 * grid() * channels })));
	}

	private Operand<TFloat32> product(Operand<TFloat32> a, Operand<TFloat32> b) {
		return tf.train.batchMatMul(a, b, TFloat32.class);
	}

	private Operand<TFloat32> maxima() {
		Operand<TFloat32> values = look(cell(points(2), extent(0)), cell(points(1), extent(1)));
		Windows bins = new Windows(Size.of(layer.samples()), Size.of(layer.samples()), Padding.VALID);
		return layer.samples() == 1 ? values : PoolingOps.max(tf, bins, values, Padding.VALID);
	}

	private int grid() {
		return layer.size() * layer.samples();
	}

	private Operand<TFloat32> column(int index) {
		return tf.slice(regions, tf.constant(new int[] { 0, index }), tf.constant(new int[] { -1, 1 }));
	}

	private Operand<TInt32> extent(int axis) {
		return tf.slice(extents, tf.constant(new int[] { axis }), tf.constant(new int[] { 1 }));
	}

	/**
	 * The points along one axis (R, grid), in cells from the map's edge. Divided as late as can be, so that a region in whole pixels has points on the edge between two
	 * cells exactly there.
	 *
	 * @param origin column of x or y, two before that of width or height
	 */
	private Operand<TFloat32> points(int origin) {
		float[] odd = new float[grid()];
		for (int k = 0; k < grid(); k++) {
			odd[k] = 2 * k + 1;
		}
		Operand<TFloat32> row = tf.reshape(tf.constant(odd), tf.constant(new int[] { 1, grid() }));
		Operand<TFloat32> way = tf.math.div(tf.math.mul(column(origin + 2), row), tf.constant(2f * grid()));
		return tf.math.div(tf.math.add(column(origin), way), tf.constant((float) layer.stride()));
	}

	private Operand<TInt32> cell(Operand<TFloat32> points, Operand<TInt32> extent) {
		return tf.dtypes.cast(inside(tf.math.floor(points), extent), TInt32.class);
	}

	/** Not before the first and not behind the last cell's centre. */
	private Operand<TFloat32> inside(Operand<TFloat32> places, Operand<TInt32> extent) {
		Operand<TFloat32> last = tf.dtypes.cast(tf.math.sub(extent, tf.constant(1)), TFloat32.class);
		return tf.math.maximum(tf.constant(0f), tf.math.minimum(places, last));
	}

	/** The cells before and behind each point along one axis. */
	private List<Neighbours> neighbours(Operand<TFloat32> points, Operand<TInt32> extent) {
		Operand<TFloat32> place = inside(tf.math.sub(points, tf.constant(0.5f)), extent);
		Operand<TFloat32> floor = tf.math.floor(place);
		Operand<TInt32> low = tf.dtypes.cast(floor, TInt32.class);
		Operand<TInt32> high = tf.math.minimum(tf.math.add(low, tf.constant(1)), tf.math.sub(extent, tf.constant(1)));
		Operand<TFloat32> share = tf.math.sub(place, floor);
		return List.of(new Neighbours(low, bins(tf.math.sub(tf.constant(1f), share))), new Neighbours(high, bins(share)));
	}

	/** Shares of cells in points (R, grid) as shares in bins (R, size, grid). */
	private Operand<TFloat32> bins(Operand<TFloat32> shares) {
		float[][][] belongs = new float[1][layer.size()][grid()];
		for (int bin = 0; bin < layer.size(); bin++) {
			Arrays.fill(belongs[0][bin], bin * layer.samples(), (bin + 1) * layer.samples(), 1f / layer.samples());
		}
		return tf.math.mul(tf.expandDims(shares, tf.constant(1)), tf.constant(belongs));
	}

	private Neighbours joined(List<Neighbours> sides) {
		Operand<TInt32> cells = tf.concat(List.of(sides.get(0).cells(), sides.get(1).cells()), tf.constant(1));
		return new Neighbours(cells, tf.concat(List.of(sides.get(0).bins(), sides.get(1).bins()), tf.constant(2)));
	}

	/** Cells in some rows (R, n) and columns (R, m) of the regions' images: (R, n, m, C). */
	private Operand<TFloat32> look(Operand<TInt32> rows, Operand<TInt32> columns) {
		Operand<TInt32> image = tf.dtypes.cast(column(0), TInt32.class);
		Operand<TInt32> row = tf.math.add(tf.math.mul(image, extent(0)), rows);
		Operand<TInt32> first = tf.expandDims(tf.math.mul(row, extent(1)), tf.constant(2));
		return tf.gather(cells, tf.math.add(first, tf.expandDims(columns, tf.constant(1))), tf.constant(0));
	}

	/**
	 * Neighbours of the points along one axis.
	 *
	 * @param cells rows or columns of the map (R, n)
	 * @param bins how much each counts in which bin (R, size, n)
	 */
	private record Neighbours(Operand<TInt32> cells, Operand<TFloat32> bins) {}
}

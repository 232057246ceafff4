package sc.fovea.predict;

import java.util.Arrays;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;

import sc.fovea.image.Hyperstack;
import sc.fovea.image.PixelSize;
import sc.fovea.net.Axis;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.tile.ImageSink;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TilePlan;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/**
 * What a network computes at one node for one plane: (x, y, c) on the node's own grid, of which a pixel stands for several of the plane where the network shrinks it, or
 * the model sees it at another scale. Computed tile by tile, whole or where it is visited, with the same values. Usable as long as the {@link OutputMaps} that it
 * came from.
 *
 * <pre>{@code
 * Hyperstack.of(map.lazily(), "XYC", map.pixelSize())   // the map as an image again
 * }</pre>
 */
public final class OutputMap {

	private final TiledInference inference;
	private final String node;
	private final TileSource source;
	private final Progress progress;
	private final long[] size;
	private final PixelSize pixelSize;

	OutputMap(TiledInference inference, String node, TileSource source, Hyperstack image, Progress progress) {
		this.inference = inference;
		this.node = node;
		this.source = source;
		this.progress = progress;
		TilePlan plan = inference.plan(source.width(), source.height());
		int channels = inference.runner().network().shapes().get(node).channels();
		this.size = new long[] { plan.extent(node, Axis.X), plan.extent(node, Axis.Y), channels };
		this.pixelSize = pixelSize(image, plan);
	}

	private PixelSize pixelSize(Hyperstack image, TilePlan plan) {
		PixelSize own = image.pixelSize();
		double columns = perImage(Axis.X, plan.imageWidth(), plan);
		double rows = perImage(Axis.Y, plan.imageHeight(), plan);
		return new PixelSize(own.width() * image.width() / columns, own.height() * image.height() / rows, own.depth(), own.unit());
	}

	/** Pixels of the map, with fractions, for the whole plane along one axis; that of a node that sees the whole is no grid of the plane's pixels. */
	private double perImage(Axis axis, long seen, TilePlan plan) {
		boolean isGrid = new ReceptiveField(inference.runner().network()).seesWhole(node).isEmpty();
		Ratio grid = plan.grid(node, axis);
		return isGrid ? (double) seen * grid.out() / grid.in() : plan.extent(node, axis);
	}

	/** Columns, rows and channels. */
	public long[] dimensions() {
		return size.clone();
	}

	/** The size of a pixel of the map. */
	public PixelSize pixelSize() {
		return pixelSize;
	}

	/**
	 * All of it in memory, (x, y, c).
	 *
	 * @throws IllegalArgumentException if a channel has 2³¹ pixels or more
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	public Img<FloatType> whole() {
		if (size[0] * size[1] > Integer.MAX_VALUE - 8) {
			throw new IllegalArgumentException("Expected a map of fewer than 2147483640 pixels, got " + size[0] + "x" + size[1]
				+ "; write it into an image of cells, or compute it lazily.");
		}
		Img<FloatType> image = new PlanarImgFactory<>(new FloatType()).create(size);
		write(image);
		return image;
	}

	/**
	 * Computes all of it into an image that the caller has, of any storage and type; whole numbers are rounded and clipped to their range.
	 *
	 * @param target (x, y, c) from its minimum on, or (x, y) for one channel, of {@link #dimensions}
	 * @throws IllegalArgumentException if it has another size
	 * @throws java.util.concurrent.CancellationException if it was cancelled; tiles that were ready stay written
	 */
	public void write(RandomAccessibleInterval<? extends RealType<?>> target) {
		long[] given = target.dimensionsAsLongArray();
		boolean fits = Arrays.equals(given, size) || size[2] == 1 && Arrays.equals(given, new long[] { size[0], size[1] });
		if (!fits) {
			throw new IllegalArgumentException(
				"Expected an image (x, y, c) of " + Arrays.toString(size) + " pixels for the map, got " + Arrays.toString(given) + ".");
		}
		inference.run(source, ImageSink.of(inference.runner().network(), node, target), progress);
	}

	/**
	 * The same, (x, y, c), of which each block is computed when it is visited for the first time, on the visiting thread, and forgotten again when memory is short. A
	 * visit may throw what {@link #whole} throws.
	 */
	public RandomAccessibleInterval<FloatType> lazily() {
		return inference.lazily(source, node);
	}
}

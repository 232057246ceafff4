package sc.fovea.tile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import sc.fovea.backend.BackendException;
import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Span;
import sc.fovea.net.Tensor;

/**
 * How an image is cut into tiles for a network: cores that cover the image without overlap, and for each the pixels to read.
 * <p>
 * The image is thought of as continued at its right and lower edge, by mirroring, up to a multiple of the network's alignment. Each tile
 * reads what {@link ReceptiveField#source} says for its core over all outputs, and up to the border exactly where that lies beyond it, so
 * that zero padding happens at the same places as in one run over the whole image: the answers are the same.
 *
 * <pre>{@code
 * TilePlan plan = TilePlan.of(unet, 5000, 3000, new MemoryBudget(512 << 20));
 * plan.tile(0).core();   // 840x752 at (0, 0), for example
 * }</pre>
 */
public final class TilePlan {

	private final Network network;
	private final TileAxis x;
	private final TileAxis y;
	private final Size core;
	private final Map<String, Shape> whole;

	private TilePlan(Network network, TileAxis x, TileAxis y, Size core) {
		this.network = network;
		this.x = x;
		this.y = y;
		this.core = core;
		this.whole = wholeAnswers(network, x, y);
	}

	/**
	 * Plans equal tiles that read as little twice as the budget allows; one tile if the image fits.
	 *
	 * @param network of one input
	 * @param width columns of the image
	 * @param height rows of the image
	 * @param budget memory and work for one tile
	 * @throws IllegalArgumentException if the network has several inputs, the image is empty or a side is above 2³¹ − 1 pixels
	 * @throws sc.fovea.net.ShapeException if the network's input has another fixed size
	 * @throws BackendException if the smallest tile, or the whole image where the network cannot be tiled, exceeds the budget
	 */
	public static TilePlan of(Network network, long width, long height, MemoryBudget budget) {
		if (network.inputs().size() != 1) {
			throw new IllegalArgumentException("Expected a network of one input to tile, got inputs " + network.inputs().keySet() + ".");
		}
		TileAxis x = TileAxis.of(network, Axis.X, width);
		TileAxis y = TileAxis.of(network, Axis.Y, height);
		if (Math.min(width, height) < 1 || Math.max(x.padded(), y.padded()) > Integer.MAX_VALUE) {
			throw new IllegalArgumentException("Expected an image of 1 to 2147483647 pixels along each side, got " + width + "x" + height + ".");
		}
		TileSize size = new TileSize(network, x, y);
		Optional<String> reason = reasonAgainstTiles(network);
		return new TilePlan(network, x, y, reason.isPresent() ? size.whole(reason.get(), budget) : size.best(budget));
	}

	/** Why a network can only see images as a whole; empty if it can be tiled. */
	public static Optional<String> reasonAgainstTiles(Network network) {
		ReceptiveField field = new ReceptiveField(network);
		for (String output : network.outputs()) {
			Optional<String> node = field.seesWhole(output);
			if (node.isPresent()) {
				return Optional.of("node '" + node.get() + "' sees the whole image");
			}
		}
		Map.Entry<String, Shape> input = network.inputs().entrySet().iterator().next();
		boolean free = input.getValue().height() == Shape.ANY && input.getValue().width() == Shape.ANY;
		return free ? Optional.empty() : Optional.of("input '" + input.getKey() + "' has the fixed shape " + input.getValue());
	}

	/** A plan with other cores, rounded up to the alignment. */
	TilePlan withCore(Size size) {
		return new TilePlan(network, x, y, new Size((int) y.up(size.height()), (int) x.up(size.width())));
	}

	/** A plan whose halo is too small by some steps: for the control that it is needed. */
	TilePlan withHaloTrimmed(int steps) {
		return new TilePlan(network, x.trimmedBy(steps), y.trimmedBy(steps), core);
	}

	/** Number of tiles. */
	public long count() {
		return columns() * ((y.padded() + core.height() - 1) / core.height());
	}

	/** A tile by its place in raster order. */
	public Tile tile(long index) {
		if (index < 0 || index >= count()) {
			throw new IndexOutOfBoundsException("Expected a tile below " + count() + ", got " + index + ".");
		}
		return tile(index % columns() * core.width(), index / columns() * core.height(), core);
	}

	/** All tiles, in raster order. */
	List<Tile> all() {
		return LongStream.range(0, count()).mapToObj(this::tile).toList();
	}

	/** A tile by its place among the columns and rows of tiles. */
	Tile tile(long column, long row) {
		return tile(column * core.width(), row * core.height(), core);
	}

	/**
	 * The tile for a rectangle of the image, which is grown to the alignment: a network that reads it gives there what it gives for the whole image. For a network that sees
	 * the whole image it reads all of it.
	 *
	 * @param wanted inside the image
	 */
	public Tile around(Region wanted) {
		Span columns = wanted.columns().alignTo(x.alignment());
		Span rows = wanted.rows().alignTo(y.alignment());
		return tile(columns.from(), rows.from(), new Size(Math.toIntExact(rows.length()), Math.toIntExact(columns.length())));
	}

	/** What a tile reads, (1, H, W, C), of an image that is continued by mirroring as in {@link TiledInference}. */
	public static Tensor pixels(Tile tile, TileSource image) {
		Region read = tile.read();
		Tensor pixels = Tensor.zeros(1, read.height(), read.width(), image.channels());
		new MirroredSource(image).read(read, pixels.data());
		return pixels;
	}

	/** Columns of the image. */
	public long imageWidth() {
		return x.extent();
	}

	/** Rows of the image. */
	public long imageHeight() {
		return y.extent();
	}

	/** Largest core, in pixels. */
	public Size core() {
		return core;
	}

	/** Output pixels per input pixel of an output. */
	public Ratio grid(String output, Axis axis) {
		return axis(axis).grids().get(output);
	}

	/**
	 * Extent of an output's answer for the image, on its own grid: the image's extent times the grid, rounded up; less if the network does
	 * without padding, and 1 behind a global pooling.
	 */
	public long extent(String output, Axis axis) {
		TileAxis along = axis(axis);
		return Math.min(TileAxis.ceil(along.extent(), along.grids().get(output)), whole.get(output).along(axis));
	}

	/** The parts of a tile whose cores are at most as large as the limit, in raster order. */
	List<Tile> split(Tile tile, Size limit) {
		List<Tile> parts = new ArrayList<>();
		Region all = tile.core();
		for (long top = all.y(); top < all.y() + all.height(); top += limit.height()) {
			for (long left = all.x(); left < all.x() + all.width(); left += limit.width()) {
				int height = (int) Math.min(limit.height(), all.y() + all.height() - top);
				int width = (int) Math.min(limit.width(), all.x() + all.width() - left);
				parts.add(tile(left, top, new Size(height, width)));
			}
		}
		return parts;
	}

	/** Half a tile's core in both directions, rounded up to the alignment; not smaller if it is one step or the network cannot be tiled. */
	Size half(Tile tile) {
		return reasonAgainstTiles(network).isPresent()
			? core
			: new Size((int) y.up((tile.height() + 1) / 2), (int) x.up((tile.width() + 1) / 2));
	}

	/** A limit that halves the longer side of tiles like the given one; the same if it is one step or the network cannot be tiled. */
	Size shorter(Tile tile, Size limit) {
		Size half = half(tile);
		boolean isWide = tile.read().width() >= tile.read().height();
		return isWide ? new Size(limit.height(), Math.min(limit.width(), half.width())) : new Size(Math.min(limit.height(), half.height()), limit.width());
	}

	/** The part of a run's answers that belongs to the tile's core. */
	Map<String, Tensor> cut(Tile tile, Map<String, Tensor> answers) {
		Map<String, Tensor> cut = new LinkedHashMap<>();
		for (String output : network.outputs()) {
			Span rows = inside(output, tile.core().rows(), tile.read().y(), Axis.Y);
			Span columns = inside(output, tile.core().columns(), tile.read().x(), Axis.X);
			cut.put(output, Crop.of(answers.get(output), rows, columns));
		}
		return cut;
	}

	private Span inside(String output, Span coreSpan, long readOrigin, Axis axis) {
		long origin = grid(output, axis).map(readOrigin);
		Span span = axis(axis).answer(output, coreSpan, whole.get(output).along(axis));
		return new Span(span.from() - origin, span.to() - origin);
	}

	private Tile tile(long left, long top, Size size) {
		Span columns = new Span(left, Math.min(left + size.width(), x.extent()));
		Span rows = new Span(top, Math.min(top + size.height(), y.extent()));
		return new Tile(Region.of(columns, rows), Region.of(x.read(columns, ends(Axis.X)), y.read(rows, ends(Axis.Y))));
	}

	private Map<String, Long> ends(Axis axis) {
		Map<String, Long> ends = new LinkedHashMap<>();
		whole.forEach((name, shape) -> ends.put(name, (long) shape.along(axis)));
		return ends;
	}

	private long columns() {
		return (x.padded() + core.width() - 1) / core.width();
	}

	private TileAxis axis(Axis axis) {
		return axis == Axis.X ? x : y;
	}

	private static Map<String, Shape> wholeAnswers(Network network, TileAxis x, TileAxis y) {
		Shape declared = network.inputs().values().iterator().next();
		Map<String, Shape> shapes = new LinkedHashMap<>(network.shapes(new Shape((int) y.padded(), (int) x.padded(), declared.channels())));
		shapes.keySet().retainAll(network.outputs());
		return shapes;
	}
}

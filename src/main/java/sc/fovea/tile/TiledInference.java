package sc.fovea.tile;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import sc.fovea.backend.Runner;
import sc.fovea.net.ShapeException;

/**
 * Runs a network over an image of any size, tile by tile; the answer equals that of the whole image at once.
 * <p>
 * When the device is out of memory, tiles are halved and the run goes on at the tile that failed.
 *
 * <pre>{@code
 * new TiledInference(runner, MemoryBudget.automatic()).run(source, sink, Progress.none());
 * }</pre>
 *
 * @param runner a network of one input, ready to run; not closed here
 * @param budget memory for one tile
 */
public record TiledInference(Runner runner, MemoryBudget budget) {

	/** The tiles that a run over an image of this size starts with. @throws IllegalArgumentException as in {@link TilePlan#of} */
	public TilePlan plan(long width, long height) {
		return TilePlan.of(runner.network(), width, height, budget);
	}

	/**
	 * Runs the network over an image.
	 *
	 * @param source the image
	 * @param sink takes the answers
	 * @param progress watches and may stop the run
	 * @throws ShapeException if the image has another number of channels than the network's input
	 * @throws java.util.concurrent.CancellationException if it was stopped; tiles that were delivered stay delivered
	 * @throws sc.fovea.backend.BackendException if the library fails or even the smallest tile does not fit into memory
	 */
	public void run(TileSource source, TileSink sink, Progress progress) {
		requireChannels(source);
		new TilePass(runner, plan(source.width(), source.height()), new MirroredSource(source), sink, progress).run();
	}

	/**
	 * Runs the network over a part of an image; the answers are those of the whole image. For a network that sees the whole image this is all of it.
	 *
	 * @param source the image, of which little more than the part is read
	 * @param part inside of it, grown to {@link #around}
	 * @param sink takes the answers, at their places in the whole image
	 * @throws ShapeException as {@link #run(TileSource, TileSink, Progress)}, with the other exceptions that are named there
	 */
	public void run(TileSource source, Region part, TileSink sink, Progress progress) {
		requireChannels(source);
		Region grown = around(source, part);
		TilePlan plan = plan(source.width(), source.height()).withCore(plan(grown.width(), grown.height()).core());
		new TilePass(runner, plan, plan.split(plan.around(part), plan.core()), new MirroredSource(source), sink, progress).run();
	}

	/** A part of an image grown to the steps of the network, inside the image. */
	public Region around(TileSource source, Region part) {
		return plan(source.width(), source.height()).around(part).core();
	}

	/**
	 * One output over an image, computed block by block when a pixel of the block is visited, and forgotten when memory is short. Each block is computed on the thread
	 * that visits it, one at a time. A visit fails as {@link #run} does, and after the runner was closed.
	 *
	 * @param source the image; it is read by one thread at a time
	 * @param output name of one of the network's outputs
	 * @return (x, y, c) on the output's grid, of the extents {@link TilePlan#extent}
	 * @throws IllegalArgumentException if there is no such output, or as in {@link TilePlan#of}
	 * @throws ShapeException if the image has another number of channels than the network's input
	 */
	public RandomAccessibleInterval<FloatType> lazily(TileSource source, String output) {
		requireChannels(source);
		return new OutputBlocks(runner, plan(source.width(), source.height()), new MirroredSource(source), output).image();
	}

	private void requireChannels(TileSource source) {
		runner.network().inputs().forEach((name, shape) -> {
			if (shape.channels() != source.channels()) {
				throw new ShapeException(name, "an image of " + shape.channels() + " channels", Integer.toString(source.channels()));
			}
		});
	}
}

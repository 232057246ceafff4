package sc.fovea.tile;

import java.util.Map;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.type.numeric.real.FloatType;

import sc.fovea.backend.OutOfMemoryException;
import sc.fovea.backend.Runner;
import sc.fovea.image.SliceCells;
import sc.fovea.net.Axis;
import sc.fovea.net.Ratio;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;

/**
 * An output of a network as an image whose blocks are the tiles of a plan, computed when they are asked for. Unlike in {@link TilePass} all is done on the calling thread:
 * other threads may wait for the same block, and if they were those of the common pool, none would be left to run the network.
 */
final class OutputBlocks {

	private final Runner runner;
	private final TilePlan plan;
	private final TileSource source;
	private final String output;
	private final CellGrid grid;

	OutputBlocks(Runner runner, TilePlan plan, TileSource source, String output) {
		if (!runner.network().outputs().contains(output)) {
			throw new IllegalArgumentException("Expected one of the outputs " + runner.network().outputs() + ", got '" + output + "'.");
		}
		this.runner = runner;
		this.plan = plan;
		this.source = source;
		this.output = output;
		int channels = runner.network().shapes().get(output).channels();
		long[] size = { plan.extent(output, Axis.X), plan.extent(output, Axis.Y), channels };
		this.grid = new CellGrid(size, new int[] { side(Axis.X, plan.core().width()), side(Axis.Y, plan.core().height()), channels });
	}

	/** Of the blocks; a single one is as large as the image. */
	private int side(Axis axis, int core) {
		long extent = plan.extent(output, axis);
		return (int) (plan.count() == 1 ? extent : Math.min(extent, plan.grid(output, axis).map(core)));
	}

	/** (x, y, c). */
	RandomAccessibleInterval<FloatType> image() {
		return SliceCells.image(grid, new FloatType(), this::block);
	}

	private FloatArray block(long index) {
		long[] place = new long[grid.numDimensions()];
		grid.getCellGridPositionFlat(index, place);
		long[] min = new long[grid.numDimensions()];
		int[] size = new int[grid.numDimensions()];
		grid.getCellDimensions(index, min, size);
		Block block = new Block(min[0], min[1], size[0], size[1], new float[size[0] * size[1] * size[2]]);
		compute(plan.tile(place[0], place[1]), block);
		return new FloatArray(block.values);
	}

	/** Runs the network on a tile, in parts if the device has too little memory for the whole of it. */
	private void compute(Tile tile, Block block) {
		Tensor input = Tensor.zeros(1, tile.read().height(), tile.read().width(), source.channels());
		source.read(tile.read(), input.data());
		Map<String, Tensor> answers;
		try {
			answers = runner.run(Map.of(runner.network().inputs().keySet().iterator().next(), input));
		}
		catch (OutOfMemoryException e) {
			Size half = plan.half(tile);
			if (half.width() >= tile.width() && half.height() >= tile.height()) {
				throw e;
			}
			plan.split(tile, half).forEach(part -> compute(part, block));
			return;
		}
		block.put(plan.cut(tile, answers).get(output), tile.originX(ratio(Axis.X)), tile.originY(ratio(Axis.Y)));
	}

	private Ratio ratio(Axis axis) {
		return plan.grid(output, axis);
	}

	/** The values of a block, (c, h, w). @param x first column on the output's grid @param y first row */
	private record Block(long x, long y, int width, int height, float[] values) {

		/** Takes an answer (1, h, w, c) whose first pixel lies at (left, top) of the output. */
		void put(Tensor answer, long left, long top) {
			float[] data = answer.data();
			int channels = answer.channels();
			for (int row = 0, from = 0; row < answer.height(); row++) {
				int to = (int) (top + row - y) * width + (int) (left - x);
				for (int i = 0; i < answer.width(); i++, to++) {
					for (int c = 0; c < channels; c++) {
						values[c * width * height + to] = data[from++];
					}
				}
			}
		}
	}
}

package sc.fovea.task.semantic;

import java.util.Map;

import sc.fovea.net.Ratio;
import sc.fovea.net.Tensor;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.Places;
import sc.fovea.tile.Tile;
import sc.fovea.tile.TileSink;

/** Keeps for each pixel the class of the highest score; of equal scores the first. One byte per pixel. */
public final class ClassSink implements TileSink {

	/** Classes that a byte can tell apart. */
	public static final int MOST_CLASSES = 256;

	private final String output;
	private final Ratio grid;
	private final byte[][] rows;
	private final int width;

	/**
	 * @param output name of the output with a score for each class
	 * @param grid pixels of the output per pixel of the image
	 * @param width of the image
	 * @param height of the image
	 */
	public ClassSink(String output, Ratio grid, int width, int height) {
		this.output = output;
		this.grid = grid;
		this.width = extent(width);
		this.rows = new byte[extent(height)][this.width];
	}

	private int extent(int pixels) {
		return (int) (((long) pixels * grid.out() + grid.in() - 1) / grid.in());
	}

	@Override
	public void accept(Tile tile, Map<String, Tensor> answers) {
		Tensor scores = answers.get(output);
		int x0 = (int) tile.originX(grid);
		int y0 = (int) tile.originY(grid);
		for (int y = 0, at = 0; y < scores.height(); y++) {
			byte[] row = rows[y0 + y];
			for (int x = 0; x < scores.width(); x++, at += scores.channels()) {
				row[x0 + x] = (byte) largest(scores.data(), at, scores.channels());
			}
		}
	}

	private static int largest(float[] scores, int at, int count) {
		int best = 0;
		for (int c = 1; c < count; c++) {
			best = scores[at + c] > scores[at + best] ? c : best;
		}
		return best;
	}

	/**
	 * Writes the classes, stretched to the target's size, and returns the highest class that occurs.
	 *
	 * @param scale pixels of the image that the network saw per pixel of the target
	 */
	public int draw(LabelRows target, double scale) {
		double cells = scale * grid.out() / grid.in();
		int[] columns = Places.of(0, target.width(), cells, width);
		int[] ids = new int[target.width()];
		int highest = 0;
		for (int y = 0; y < target.height(); y++) {
			byte[] row = rows[Places.of(y, 1, cells, rows.length)[0]];
			for (int x = 0; x < ids.length; x++) {
				ids[x] = row[columns[x]] & 0xff;
				highest = Math.max(highest, ids[x]);
			}
			target.write(y, 1, ids);
		}
		return highest;
	}
}

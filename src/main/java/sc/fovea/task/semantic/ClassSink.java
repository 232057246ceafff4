package sc.fovea.task.semantic;

import java.util.Map;

import sc.fovea.net.Ratio;
import sc.fovea.net.Tensor;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.Places;
import sc.fovea.tile.Region;
import sc.fovea.tile.Tile;
import sc.fovea.tile.TileSink;

/** Keeps for each pixel the class of the highest score; of equal scores the first. One byte per pixel. */
public final class ClassSink implements TileSink {

	/** Classes that a byte can tell apart. */
	public static final int MOST_CLASSES = 256;

	private final String output;
	private final Ratio grid;
	/** Size of the output for the whole image. */
	private final int width;
	private final int height;
	/** Where the rows that are kept begin on the output's grid. */
	private final int left;
	private final int top;
	private final byte[][] rows;

	/**
	 * @param output name of the output with a score for each class
	 * @param grid pixels of the output per pixel of the image
	 * @param width of the image
	 * @param height of the image
	 */
	public ClassSink(String output, Ratio grid, int width, int height) {
		this(output, grid, width, height, new Region(0, 0, width, height));
	}

	/** @param part of the image of which classes are kept; it begins where a cell of the output does */
	ClassSink(String output, Ratio grid, int width, int height, Region part) {
		this.output = output;
		this.grid = grid;
		this.width = extent(width);
		this.height = extent(height);
		this.left = (int) grid.map(part.x());
		this.top = (int) grid.map(part.y());
		this.rows = new byte[extent((int) part.rows().to()) - top][extent((int) part.columns().to()) - left];
	}

	private int extent(int pixels) {
		return (int) (((long) pixels * grid.out() + grid.in() - 1) / grid.in());
	}

	@Override
	public void accept(Tile tile, Map<String, Tensor> answers) {
		Tensor scores = answers.get(output);
		int x0 = (int) tile.originX(grid) - left;
		int y0 = (int) tile.originY(grid) - top;
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
		int[] columns = columns(0, target.width(), scale);
		int[] ids = new int[target.width()];
		int highest = 0;
		for (int y = 0; y < target.height(); y++) {
			byte[] row = rows[row(y, scale) - top];
			for (int x = 0; x < ids.length; x++) {
				ids[x] = row[columns[x] - left] & 0xff;
				highest = Math.max(highest, ids[x]);
			}
			target.write(y, 1, ids);
		}
		return highest;
	}

	/** Classes of a block of the target, (H, W), as unsigned bytes. @param scale as for {@link #draw} */
	byte[] classes(Region block, double scale) {
		int[] columns = columns(Math.toIntExact(block.x()), block.width(), scale);
		byte[] classes = new byte[Math.toIntExact(block.area())];
		for (int y = 0, at = 0; y < block.height(); y++) {
			byte[] row = rows[row(Math.toIntExact(block.y() + y), scale) - top];
			for (int x = 0; x < block.width(); x++, at++) {
				classes[at] = row[columns[x] - left];
			}
		}
		return classes;
	}

	/** Columns of the output under those of the target. */
	int[] columns(int from, int count, double scale) {
		return Places.of(from, count, cells(scale), width);
	}

	/** The row of the output under one of the target. */
	int row(int y, double scale) {
		return Places.of(y, 1, cells(scale), height)[0];
	}

	private double cells(double scale) {
		return scale * grid.out() / grid.in();
	}
}

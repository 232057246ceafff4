package sc.fovea.task.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import sc.fovea.backend.BackendException;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Ratio;
import sc.fovea.net.Tensor;
import sc.fovea.tile.Tile;
import sc.fovea.tile.TileSink;

/**
 * Collects boxes from the answers of a network. Of each block of {@code block}² cells only the best box of each class is taken: neighbouring cells describe the
 * same object, and a large image would otherwise give more boxes than fit into memory. Blocks lie on the image's own grid and tiles on multiples of them, so the
 * choice does not depend on the tiles.
 */
final class BoxSink implements TileSink {

	/** A logarithm that no box of an image reaches, in either direction. */
	private static final double LARGEST = Math.log(1e6);
	private static final int SIDES = 4;

	private final Boxes settings;
	private final int block;
	private final Box image;
	private final List<ScoredBox> boxes = new ArrayList<>();

	/** @param block cells along each side of which one box is taken */
	BoxSink(Boxes settings, int block, long width, long height) {
		this.settings = settings;
		this.block = block;
		this.image = new Box(0, 0, width, height);
	}

	/** What was found, in the pixels that the network sees; within the image. */
	List<ScoredBox> boxes() {
		return boxes;
	}

	@Override
	public void accept(Tile tile, Map<String, Tensor> answers) {
		Ratio grid = new Ratio(1, settings.grid());
		Tensor scores = answers.get(settings.heads().scores());
		Tensor distances = answers.get(settings.heads().distances());
		checkFinite(settings.heads().scores(), scores, tile);
		checkFinite(settings.heads().distances(), distances, tile);
		for (int y = 0; y < scores.height(); y += block) {
			for (int x = 0; x < scores.width(); x += block) {
				for (int c = 0; c < scores.channels(); c++) {
					int best = bestOfBlock(scores, x, y, c);
					if (scores.data()[best * scores.channels() + c] >= settings.thresholds().score()) {
						add(scores, distances, new Cell(best, c, tile.originX(grid), tile.originY(grid)));
					}
				}
			}
		}
	}

	/** Weights are finite, but sums may overflow; an image without objects would then be a wrong answer. */
	private static void checkFinite(String output, Tensor answer, Tile tile) {
		float sum = 0;
		for (float value : answer.data()) {
			sum += value * 0;
		}
		if (sum != 0) {
			throw new BackendException("Expected finite numbers of output '" + output + "', got NaN or infinity in the tile " + tile.core() + ".");
		}
	}

	private int bestOfBlock(Tensor scores, int x, int y, int category) {
		int width = scores.width();
		int right = Math.min(x + block, width);
		int bottom = Math.min(y + block, scores.height());
		int best = y * width + x;
		for (int row = y; row < bottom; row++) {
			for (int cell = row * width + x; cell < row * width + right; cell++) {
				best = scores.data()[cell * scores.channels() + category] > scores.data()[best * scores.channels() + category] ? cell : best;
			}
		}
		return best;
	}

	/** A cell of a tile, a class, and the tile's place on the grid. */
	private record Cell(int index, int category, long originX, long originY) {}

	private void add(Tensor scores, Tensor distances, Cell cell) {
		double x = (cell.originX() + cell.index() % scores.width() + 0.5) * settings.grid();
		double y = (cell.originY() + cell.index() / scores.width() + 0.5) * settings.grid();
		double left = distance(distances, cell, 0), top = distance(distances, cell, 1);
		Box box = new Box(x - left, y - top, left + distance(distances, cell, 2), top + distance(distances, cell, 3)).intersection(image);
		if (box.area() > 0) {
			boxes.add(new ScoredBox(box, scores.data()[cell.index() * scores.channels() + cell.category()], cell.category()));
		}
	}

	private double distance(Tensor distances, Cell cell, int side) {
		double logarithm = distances.data()[cell.index() * SIDES + side];
		return settings.grid() * Math.exp(Math.max(-LARGEST, Math.min(LARGEST, logarithm)));
	}
}

package sc.fovea.task.instance;

import java.util.Map;
import java.util.Optional;

import sc.fovea.backend.BackendException;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.net.Ratio;
import sc.fovea.net.Tensor;
import sc.fovea.predict.BitMask;
import sc.fovea.tile.Region;
import sc.fovea.tile.Tile;
import sc.fovea.tile.TileSink;

/**
 * Collects candidates and the foreground mask from the answers of a star-convex network.
 * <p>
 * Of each block of {@code block}² cells only the best candidate is taken: neighbouring cells describe the same object, and an
 * image of 16,384² would otherwise give more candidates than fit into memory. Blocks lie on the image's own grid and tiles on
 * multiples of them, so the choice does not depend on the tiles.
 */
public final class StarSink implements TileSink {

	private static final int LANES = 512;
	/** What a network may answer without the polygon becoming empty or reaching beyond every image. */
	private static final float SHORTEST = 0.5f;
	private static final float LONGEST = 1e6f;

	private final StarConvexInstances settings;
	private final int block;
	private final int columns;
	private final int rows;
	private final PassedCandidates candidates;
	private final Region part;
	private final Optional<BitMask> foreground;
	private final float[] distances;
	/** Pixels of the tiles that came, and the row below the lowest of them. */
	private long area;
	private long bottom;

	/** Of a whole image. @param many candidates that are kept before those are left out that are dropped in any case */
	StarSink(StarConvexInstances settings, int block, int width, int height, int many) {
		this(settings, block, width, height, new Region(0, 0, width, height), many);
	}

	/** Of a part of an image, with all candidates. @param part of which the mask is kept */
	StarSink(StarConvexInstances settings, int block, int width, int height, Region part) {
		this(settings, block, width, height, part, Integer.MAX_VALUE);
	}

	private StarSink(StarConvexInstances settings, int block, int width, int height, Region part, int many) {
		this.part = part;
		this.settings = settings;
		this.block = block;
		this.columns = (width + settings.grid() - 1) / settings.grid();
		this.rows = (height + settings.grid() - 1) / settings.grid();
		this.candidates = new PassedCandidates(settings.suppression(), settings.rays(), many);
		this.foreground = settings.heads().foreground().isEmpty() ? Optional.empty() : Optional.of(new BitMask(part.width(), part.height()));
		this.distances = new float[settings.rays()];
	}

	StarCandidates candidates() {
		return candidates.candidates();
	}

	/** Whether candidates may have been left out wrongly, since another reached farther up than any before. */
	boolean isDisturbed() {
		return candidates.isDisturbed();
	}

	Optional<BitMask> foreground() {
		return foreground;
	}

	@Override
	public void accept(Tile tile, Map<String, Tensor> answers) {
		settings.outputs().forEach(output -> checkFinite(output, answers.get(output), tile));
		Ratio grid = new Ratio(1, settings.grid());
		Tensor probability = answers.get(settings.heads().probability());
		collect(probability, answers.get(settings.heads().distances()), tile.originX(grid), tile.originY(grid));
		foreground.ifPresent(mask -> copy(answers.get(settings.heads().foreground()), mask, (int) (tile.x() - part.x()), (int) (tile.y() - part.y())));
		pass(tile.core());
	}

	/** Tiles do not overlap: they fill all rows down to the lowest if they have as many pixels as these. */
	private void pass(Region core) {
		area += core.area();
		bottom = Math.max(bottom, core.rows().to());
		if (area == (bottom - part.y()) * part.width()) candidates.passed(bottom);
	}

	/** Weights are finite, but sums may overflow; an image without objects would then be a wrong answer. */
	private static void checkFinite(String output, Tensor answer, Tile tile) {
		if (!isFinite(answer.data())) {
			throw new BackendException("Expected finite numbers of output '" + output + "', got NaN or infinity in the tile " + tile.core() + ".");
		}
	}

	/** 0 times a finite number is 0, else NaN; added up in lanes, of which a processor does several at a time. */
	private static boolean isFinite(float[] values) {
		float[] sums = new float[LANES];
		for (int from = 0; from < values.length; from += LANES) {
			int count = Math.min(LANES, values.length - from);
			for (int i = 0; i < count; i++) {
				sums[i] += values[from + i] * 0;
			}
		}
		float sum = 0;
		for (float lane : sums) {
			sum += lane;
		}
		return sum == 0;
	}

	private void copy(Tensor answer, BitMask mask, int x, int y) {
		float threshold = (float) settings.thresholds().foreground();
		for (int row = 0; row < answer.height(); row++) {
			mask.setRow(x, y + row, answer.width(), answer.data(), row * answer.width(), threshold);
		}
	}

	private void collect(Tensor probability, Tensor distance, long originX, long originY) {
		int border = settings.border().orElse(0);
		int left = (int) Math.max(0, border - originX);
		int top = (int) Math.max(0, border - originY);
		int right = (int) Math.min(probability.width(), columns - border - originX);
		int bottom = (int) Math.min(probability.height(), rows - border - originY);
		for (int y = top - top % block; y < bottom; y += block) {
			for (int x = left - left % block; x < right; x += block) {
				int best = best(probability, Math.max(x, left), Math.min(x + block, right), Math.max(y, top), Math.min(y + block, bottom));
				if (probability.data()[best] >= settings.thresholds().probability()) {
					add(probability, distance, best, originX, originY);
				}
			}
		}
	}

	/** The most probable cell of a block, which is not empty. */
	private static int best(Tensor probability, int left, int right, int top, int bottom) {
		int width = probability.width();
		float[] p = probability.data();
		int best = top * width + left;
		for (int row = top; row < bottom; row++) {
			for (int i = row * width + left; i < row * width + right; i++) {
				best = p[i] > p[best] ? i : best;
			}
		}
		return best;
	}

	/** The polygon's centre is the middle of the cell's first pixel, where training measured it. */
	private void add(Tensor probability, Tensor distance, int cell, long originX, long originY) {
		double x = (originX + cell % probability.width()) * settings.grid() + 0.5;
		double y = (originY + cell / probability.width()) * settings.grid() + 0.5;
		int rays = settings.rays();
		for (int k = 0; k < rays; k++) {
			distances[k] = Math.max(SHORTEST, Math.min(LONGEST, distance.data()[cell * rays + k]));
		}
		candidates.add(x, y, probability.data()[cell], distances);
	}
}

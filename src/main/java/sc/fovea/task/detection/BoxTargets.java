package sc.fovea.task.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import sc.fovea.architecture.BoxHeads;
import sc.fovea.backend.Loss;
import sc.fovea.data.LabelledBox;
import sc.fovea.geometry.Box;
import sc.fovea.net.Tensor;
import sc.fovea.train.Targets;
import sc.fovea.train.loop.Score;
import sc.fovea.train.sample.Patch;

/**
 * Targets of detection for {@link BoxHeads}, on a grid of {@code grid} pixels.
 * <p>
 * A cell whose middle lies at (x, y) from the centre of a box of width w and height h has the score exp(−r² / 2σ²) for its class, with r² = (2x / w)² + (2y / h)² and
 * σ = 0.4, divided by the score of the cell that holds the centre, so that the best cell of a box always has 1 (as the heat maps of CenterNet, Zhou et al. 2019,
 * arXiv:1904.07850); of several boxes the highest score counts. Cells from a score of 0.15 on learn the logarithms of the distances to the edges of the box that
 * gave it. Cells of a small box weigh more, so that small objects count as much as large ones. Where nobody annotated, nothing is learned.
 *
 * @param classes names, by number
 * @param grid pixels per cell along each axis
 */
public record BoxTargets(List<String> classes, int grid) implements Targets {

	private static final String SCORES = "scores_target";
	private static final String WEIGHT = "scores_weight";
	private static final String DISTANCES = "box_distances_target";
	private static final String DISTANCES_WEIGHT = "box_distances_weight";

	private static final double SIGMA = 0.4;
	private static final double LEAST = 0.15;
	/** The shortest distance that is learned, in cells: the middle of a cell may lie outside of a tiny box. */
	private static final double SHORTEST = 0.1;
	/** Sum of scores of a box whose cells weigh 1 more than the background. */
	private static final double USUAL = 30;
	private static final double HEAVIEST = 8;
	private static final int SIDES = 4;

	/** Copies the names. */
	public BoxTargets {
		classes = List.copyOf(classes);
	}

	/** Boxes are whole where the edge of a patch cuts them. */
	@Override
	public int margin() {
		return 0;
	}

	@Override
	public List<Loss> losses() {
		return List.of(new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, BoxHeads.SCORES_LOGIT, SCORES, WEIGHT, 1),
			new Loss(Loss.Kind.ABSOLUTE_ERROR, BoxHeads.DISTANCES, DISTANCES, DISTANCES_WEIGHT, 0.5));
	}

	/** @throws IllegalArgumentException if a box is of an unknown class */
	@Override
	public Map<String, Tensor> of(List<Patch> patches) {
		int n = patches.size();
		int cells = patches.get(0).size() / grid;
		Map<String, Tensor> targets = Map.of(SCORES, Tensor.zeros(n, cells, cells, classes.size()), WEIGHT, Tensor.zeros(n, cells, cells, 1),
			DISTANCES, Tensor.zeros(n, cells, cells, SIDES), DISTANCES_WEIGHT, Tensor.zeros(n, cells, cells, 1));
		for (int i = 0; i < n; i++) {
			new Filling(targets, i * cells * cells, cells).fill(patches.get(i));
		}
		return targets;
	}

	/** The targets of one patch. */
	private final class Filling {

		private final float[] scores;
		private final float[] weights;
		private final float[] distances;
		private final float[] distanceWeights;
		private final int offset;
		private final int cells;
		/** Score by which a cell was given its box. */
		private final double[] owned;

		Filling(Map<String, Tensor> targets, int offset, int cells) {
			scores = targets.get(SCORES).data();
			weights = targets.get(WEIGHT).data();
			distances = targets.get(DISTANCES).data();
			distanceWeights = targets.get(DISTANCES_WEIGHT).data();
			this.offset = offset;
			this.cells = cells;
			owned = new double[cells * cells];
		}

		void fill(Patch patch) {
			Arrays.fill(weights, offset, offset + cells * cells, 1);
			for (LabelledBox labelled : patch.boxes()) {
				add(labelled.box(), category(labelled.label()));
			}
			for (int cell = 0; cell < cells * cells; cell++) {
				if (!patch.isKnown(cell % cells * grid, cell / cells * grid, grid)) {
					weights[offset + cell] = 0;
					distanceWeights[offset + cell] = 0;
				}
			}
		}

		private int category(String label) {
			int category = classes.indexOf(label);
			if (category < 0) throw new IllegalArgumentException("Expected boxes of the classes " + classes + ", got '" + label + "'.");
			return category;
		}

		private void add(Box box, int category) {
			double best = score(box, middle(Math.floor(box.centerX() / grid)), middle(Math.floor(box.centerY() / grid)));
			double sum = 2 * Math.PI * SIGMA * SIGMA * box.area() / (4.0 * grid * grid);
			double heavy = Math.min(HEAVIEST, USUAL / Math.max(1, sum));
			int right = Math.min(cells - 1, (int) Math.ceil(box.right() / grid));
			int bottom = Math.min(cells - 1, (int) Math.ceil(box.bottom() / grid));
			for (int row = Math.max(0, (int) Math.floor(box.y() / grid)); row <= bottom; row++) {
				for (int column = Math.max(0, (int) Math.floor(box.x() / grid)); column <= right; column++) {
					double score = Math.min(1, score(box, middle(column), middle(row)) / best);
					learn(row * cells + column, box, new Learned(category, score, heavy));
				}
			}
		}

		private double middle(double cell) {
			return (cell + 0.5) * grid;
		}

		private static double score(Box box, double x, double y) {
			double dx = 2 * (x - box.centerX()) / box.width();
			double dy = 2 * (y - box.centerY()) / box.height();
			return Math.exp(-(dx * dx + dy * dy) / (2 * SIGMA * SIGMA));
		}

		private void learn(int cell, Box box, Learned learned) {
			int at = (offset + cell) * classes.size() + learned.category();
			scores[at] = Math.max(scores[at], (float) learned.score());
			weights[offset + cell] = Math.max(weights[offset + cell], (float) (1 + learned.score() * learned.heavy()));
			if (learned.score() >= LEAST && learned.score() > owned[cell]) {
				owned[cell] = learned.score();
				distanceWeights[offset + cell] = (float) (learned.score() * learned.heavy());
				double x = middle(cell % cells);
				double y = middle(cell / cells);
				double[] sides = { x - box.x(), y - box.y(), box.right() - x, box.bottom() - y };
				for (int side = 0; side < SIDES; side++) {
					distances[(offset + cell) * SIDES + side] = (float) Math.log(Math.max(SHORTEST, sides[side] / grid));
				}
			}
		}
	}

	/** What a cell learns of a box: class, score, and weight beside that of the background. */
	private record Learned(int category, double score, double heavy) {}
}

package sc.fovea.task.instance;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fovea.architecture.StarHeads;
import sc.fovea.backend.Loss;
import sc.fovea.geometry.DistanceTransform;
import sc.fovea.geometry.StarDistances;
import sc.fovea.geometry.StarRays;
import sc.fovea.net.Tensor;
import sc.fovea.train.Targets;
import sc.fovea.train.sample.Patch;

/**
 * Targets of star-convex instance segmentation (arXiv:1806.03535) for {@link StarHeads}.
 * <p>
 * On a grid of {@code grid} pixels: the object probability, largest over the pixels of a cell, so that an object smaller than a cell is not lost; the
 * distances from the cell's first pixel to the edge of its object; and the distances' weight, probability · 10 / (3 + mean distance), so that small objects
 * count as much as large ones. At full resolution: foreground or not, with
 * {@link EdgeWeights} that do the same for outlines. What nobody annotated counts as being outside of the image, and has no weight anywhere.
 *
 * @param rays number of directions
 * @param grid pixels per cell along each axis
 * @param margin pixels of labels around a patch: half the diameter of a large object, so that one that the patch's edge cuts in half is still whole
 * @param hasForeground whether the network has a head for the foreground
 */
public record StarTargets(int rays, int grid, int margin, boolean hasForeground) implements Targets {

	/** Enough for objects up to about 100 pixels across that the patch's edge cuts in half. */
	public static final int MARGIN = 48;

	private static final String PROBABILITY = "probability_target";
	private static final String PROBABILITY_WEIGHT = "probability_weight";
	private static final String DISTANCES = "distances_target";
	private static final String WEIGHT = "distances_weight";
	private static final String FOREGROUND = "foreground_target";
	private static final String FOREGROUND_WEIGHT = "foreground_weight";

	/** For a network with a head for the foreground. */
	public StarTargets(int rays, int grid, int margin) {
		this(rays, grid, margin, true);
	}

	/** With a margin of 48 pixels. */
	public StarTargets(int rays, int grid) {
		this(rays, grid, MARGIN);
	}

	@Override
	public List<Loss> losses() {
		List<Loss> objects = List.of(new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, StarHeads.PROBABILITY_LOGIT, PROBABILITY, PROBABILITY_WEIGHT, 1),
			new Loss(Loss.Kind.ABSOLUTE_ERROR, StarHeads.DISTANCES, DISTANCES, WEIGHT, 0.1));
		Loss edges = new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, StarHeads.FOREGROUND_LOGIT, FOREGROUND, FOREGROUND_WEIGHT, 2);
		return hasForeground ? List.of(objects.get(0), objects.get(1), edges) : objects;
	}

	@Override
	public Map<String, Tensor> of(List<Patch> patches) {
		int n = patches.size();
		int size = patches.get(0).size();
		int cells = size / grid;
		Map<String, Tensor> targets = new HashMap<>(
			Map.of(PROBABILITY, Tensor.zeros(n, cells, cells, 1), PROBABILITY_WEIGHT, Tensor.zeros(n, cells, cells, 1), DISTANCES,
				Tensor.zeros(n, cells, cells, rays),
				WEIGHT, Tensor.zeros(n, cells, cells, 1), FOREGROUND, Tensor.zeros(n, size, size, 1), FOREGROUND_WEIGHT, Tensor.zeros(n, size, size, 1)));
		for (int i = 0; i < n; i++) {
			Patch known = patches.get(i).known();
			fillForeground(known, targets.get(FOREGROUND).data(), i * size * size);
			EdgeWeights.fill(known, targets.get(FOREGROUND_WEIGHT).data(), i * size * size);
			fillGrid(known, targets, i * cells * cells);
			Arrays.fill(targets.get(PROBABILITY_WEIGHT).data(), i * cells * cells, (i + 1) * cells * cells, 1);
			if (known != patches.get(i)) {
				forget(patches.get(i), targets, i * cells * cells);
			}
		}
		if (!hasForeground) {
			targets.keySet().removeAll(Set.of(FOREGROUND, FOREGROUND_WEIGHT));
		}
		return targets;
	}

	/** Takes the weight of cells and pixels that are not annotated. */
	private void forget(Patch patch, Map<String, Tensor> targets, int offset) {
		int size = patch.size();
		int cells = size / grid;
		float[] foreground = targets.get(FOREGROUND_WEIGHT).data();
		for (int i = 0; i < size * size; i++) {
			if (!patch.isKnown(i % size, i / size, 1)) {
				foreground[offset * grid * grid + i] = 0;
			}
		}
		for (int i = 0; i < cells * cells; i++) {
			if (!patch.isKnown(i % cells * grid, i / cells * grid, grid)) {
				targets.get(PROBABILITY_WEIGHT).data()[offset + i] = 0;
				targets.get(WEIGHT).data()[offset + i] = 0;
			}
		}
	}

	private static void fillForeground(Patch patch, float[] target, int offset) {
		int side = patch.labelSide();
		for (int y = 0, t = offset; y < patch.size(); y++) {
			int row = (y + patch.margin()) * side + patch.margin();
			for (int x = 0; x < patch.size(); x++, t++) {
				target[t] = patch.labels()[row + x] != 0 ? 1 : 0;
			}
		}
	}

	private void fillGrid(Patch patch, Map<String, Tensor> targets, int offset) {
		int side = patch.labelSide();
		int cells = patch.size() / grid;
		float[] probability = DistanceTransform.objectProbability(patch.labels(), side, side);
		for (int cy = 0, cell = offset; cy < cells; cy++) {
			for (int cx = 0; cx < cells; cx++, cell++) {
				int x = patch.margin() + cx * grid;
				int y = patch.margin() + cy * grid;
				targets.get(PROBABILITY).data()[cell] = largest(probability, side, x, y);
				if (patch.labels()[y * side + x] != 0) {
					fillDistances(patch, targets, new Cell(cell, x, y, probability[y * side + x]));
				}
			}
		}
	}

	/** A cell with the pixel that it is measured at. */
	private record Cell(int index, int x, int y, float probability) {}

	private void fillDistances(Patch patch, Map<String, Tensor> targets, Cell cell) {
		float[] distances = targets.get(DISTANCES).data();
		int offset = cell.index() * rays;
		StarDistances.at(patch.labels(), patch.labelSide(), patch.labelSide(), cell.x(), cell.y(), StarRays.of(rays), distances, offset);
		float sum = 0;
		for (int k = offset; k < offset + rays; k++) {
			sum += distances[k];
		}
		targets.get(WEIGHT).data()[cell.index()] = cell.probability() * 10 / (3 + sum / rays);
	}

	private float largest(float[] probability, int side, int x, int y) {
		float largest = 0;
		for (int dy = 0; dy < grid; dy++) {
			for (int dx = 0; dx < grid; dx++) {
				largest = Math.max(largest, probability[(y + dy) * side + x + dx]);
			}
		}
		return largest;
	}
}

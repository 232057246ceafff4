package org.example.counting;

import java.util.List;
import java.util.Map;

import sc.fovea.backend.Loss;
import sc.fovea.net.Tensor;
import sc.fovea.train.Targets;
import sc.fovea.train.sample.Patch;

/**
 * Targets of counting: Σ exp(−d²/(2σ²)) over the objects, d from an object's centre to the middle of a pixel of the map (Lempitsky and Zisserman 2010). The error is
 * squared, because the mean is what makes it least: the map is then right on average, and so is its sum. Where a pixel of the map is not annotated, it has no weight.
 *
 * @param settings grid and σ
 * @param margin pixels of labels around a patch: an object whose Gaussian reaches the patch is seen whole
 */
record DensityTargets(ObjectDensity settings, int margin) implements Targets {

	private static final String TARGET = "density_target";
	private static final String WEIGHT = "density_weight";

	/** Standard deviations after which a Gaussian counts as nothing: less than 0.04 % of its integral lies behind. */
	static final double REACH = 4;

	@Override
	public List<Loss> losses() {
		return List.of(new Loss(Loss.Kind.SQUARED_ERROR, DensityHead.DENSITY, TARGET, WEIGHT, 1));
	}

	@Override
	public Map<String, Tensor> of(List<Patch> patches) {
		int cells = patches.get(0).size() / settings.grid();
		Tensor target = Tensor.zeros(patches.size(), cells, cells, 1);
		Tensor weight = Tensor.zeros(patches.size(), cells, cells, 1);
		for (int i = 0; i < patches.size(); i++) {
			Plane plane = new Plane(cells, i * cells * cells, settings.grid());
			plane.weigh(patches.get(i), weight.data());
			for (Centres.Centre centre : Centres.ofLabels(patches.get(i).labels(), patches.get(i).labelSide())) {
				plane.add(centre.x() - patches.get(i).margin(), centre.y() - patches.get(i).margin(), settings.sigma(), target.data());
			}
		}
		return Map.of(TARGET, target, WEIGHT, weight);
	}

	/**
	 * The map of one patch within a batch.
	 *
	 * @param cells along each axis
	 * @param offset of the first
	 * @param grid pixels of the patch per cell
	 */
	private record Plane(int cells, int offset, int grid) {

		/** Adds the Gaussian around a place in pixels of the patch, which may lie outside of it. */
		void add(double x, double y, double sigma, float[] target) {
			for (int row = first(y, sigma); row <= last(y, sigma); row++) {
				for (int column = first(x, sigma); column <= last(x, sigma); column++) {
					double dx = (column + 0.5) * grid - x;
					double dy = (row + 0.5) * grid - y;
					target[offset + row * cells + column] += (float) Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
				}
			}
		}

		private int first(double centre, double sigma) {
			return (int) Math.max(0, Math.floor((centre - REACH * sigma) / grid));
		}

		private int last(double centre, double sigma) {
			return (int) Math.min(cells - 1, Math.floor((centre + REACH * sigma) / grid));
		}

		void weigh(Patch patch, float[] weight) {
			for (int i = 0; i < cells * cells; i++) {
				weight[offset + i] = patch.isKnown(i % cells * grid, i / cells * grid, grid) ? 1 : 0;
			}
		}
	}
}

package sc.fovea.volume;

import java.util.ArrayList;
import java.util.List;

/**
 * Directions from a voxel to its neighbours, and what an object's end in each of them adds to its surface.
 * <p>
 * Cauchy and Crofton: the surface of a body is four times the mean over all directions of the area of its shadow, each chord counted. A line along a direction
 * passes through every voxel, one for each V / d of the area across it, where V is a voxel's volume and d the length of the step; its chords end where the next
 * voxel is another's. The mean is that of the 13 directions between neighbours, each weighted by the part of the sphere that is nearer to it than to the others,
 * which allows for voxels that are not cubes (Ohser and Mücklich, Statistical Analysis of Microstructures in Materials Science, 2000).
 *
 * @param steps x, y and z of each direction in voxels; the opposite ones are left out
 * @param areas what one end adds to the surface
 */
record SurfaceDirections(List<int[]> steps, double[] areas) {

	private static final int POINTS = 20_000;
	private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

	static SurfaceDirections of(Voxel voxel) {
		List<int[]> steps = halfOfNeighbours();
		double[] shares = shares(steps, voxel);
		for (int k = 0; k < shares.length; k++) {
			shares[k] *= 4 * voxel.volume() / length(steps.get(k), voxel);
		}
		return new SurfaceDirections(steps, shares);
	}

	private static List<int[]> halfOfNeighbours() {
		List<int[]> steps = new ArrayList<>();
		for (int i = 14; i < 27; i++) {
			steps.add(new int[] { i % 3 - 1, i / 3 % 3 - 1, i / 9 - 1 });
		}
		return steps;
	}

	/** Shares of the sphere, by points that lie on it evenly in a spiral. */
	private static double[] shares(List<int[]> steps, Voxel voxel) {
		double[] shares = new double[steps.size()];
		for (int i = 0; i < POINTS; i++) {
			double z = 1 - (2 * i + 1.0) / POINTS;
			double radius = Math.sqrt(1 - z * z);
			double[] point = { radius * Math.cos(i * GOLDEN_ANGLE), radius * Math.sin(i * GOLDEN_ANGLE), z };
			shares[nearest(point, steps, voxel)] += 1.0 / POINTS;
		}
		return shares;
	}

	private static int nearest(double[] point, List<int[]> steps, Voxel voxel) {
		int nearest = 0;
		double best = -1;
		for (int k = 0; k < steps.size(); k++) {
			int[] step = steps.get(k);
			double along = point[0] * step[0] * voxel.width() + point[1] * step[1] * voxel.height() + point[2] * step[2] * voxel.depth();
			double cosine = Math.abs(along) / length(step, voxel);
			if (cosine > best) {
				best = cosine;
				nearest = k;
			}
		}
		return nearest;
	}

	private static double length(int[] step, Voxel voxel) {
		return Math.hypot(Math.hypot(step[0] * voxel.width(), step[1] * voxel.height()), step[2] * voxel.depth());
	}
}

package sc.fovea.volume;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the voxels of an object of a stack hold, in one channel.
 *
 * @param id number of the object in the labels
 * @param voxels how many
 * @param mean of their values
 * @param deviation standard deviation of a sample, √(Σ (v − mean)² / (n − 1)); 0 for one voxel
 * @param lowest value
 * @param highest value
 */
public record BodyValues(int id, long voxels, double mean, double deviation, double lowest, double highest) {

	/** Mean times voxels. */
	public double sum() {
		return mean * voxels;
	}

	/**
	 * Those of all objects, in the order of their ids. The sums are kept by Welford's method, so that large values with small differences keep their digits.
	 *
	 * @param slices ids of all slices, 0 for background
	 * @param values of the channel
	 * @throws IllegalArgumentException if an id is negative
	 */
	public static List<BodyValues> of(List<int[]> slices, SliceLinks.Values values) {
		Sums sums = new Sums(Renumbering.of(slices).highest() + 1);
		for (int z = 0; z < slices.size(); z++) {
			sums.add(slices.get(z), values.of(z));
		}
		return IntStream.range(1, sums.counts.length).filter(id -> sums.counts[id] > 0).mapToObj(sums::values).toList();
	}

	/** Running numbers by id. */
	private static final class Sums {

		private final long[] counts;
		private final double[] means;
		private final double[] squares;
		private final double[] lowest;
		private final double[] highest;

		Sums(int ids) {
			this.counts = new long[ids];
			this.means = new double[ids];
			this.squares = new double[ids];
			this.lowest = new double[ids];
			this.highest = new double[ids];
			Arrays.fill(lowest, Double.POSITIVE_INFINITY);
			Arrays.fill(highest, Double.NEGATIVE_INFINITY);
		}

		void add(int[] ids, float[] values) {
			for (int i = 0; i < ids.length; i++) {
				int id = ids[i];
				if (id == 0) continue;
				double value = values[i];
				double off = value - means[id];
				counts[id]++;
				means[id] += off / counts[id];
				squares[id] += off * (value - means[id]);
				lowest[id] = Math.min(lowest[id], value);
				highest[id] = Math.max(highest[id], value);
			}
		}

		BodyValues values(int id) {
			double variance = counts[id] > 1 ? squares[id] / (counts[id] - 1) : 0;
			return new BodyValues(id, counts[id], means[id], Math.sqrt(variance), lowest[id], highest[id]);
		}
	}
}

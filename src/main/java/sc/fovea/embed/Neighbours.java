package sc.fovea.embed;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The nearest neighbours of each row, by the Euclidean distance.
 *
 * @param indices of the neighbours of each row, nearest first
 * @param distances likewise
 */
public record Neighbours(int[][] indices, double[][] distances) {

	/** @param count of neighbours of each, at most all others */
	public static Neighbours of(double[][] rows, int count) {
		int kept = Math.max(0, Math.min(count, rows.length - 1));
		int[][] indices = new int[rows.length][];
		double[][] distances = new double[rows.length][];
		IntStream.range(0, rows.length).parallel().forEach(i -> {
			double[] all = new double[rows.length];
			for (int j = 0; j < rows.length; j++) {
				all[j] = distance(rows[i], rows[j]);
			}
			List<Integer> nearest = IntStream.range(0, rows.length).filter(j -> j != i).boxed().sorted(Comparator.comparingDouble((Integer j) -> all[j]))
				.limit(kept)
				.toList();
			indices[i] = nearest.stream().mapToInt(j -> j).toArray();
			distances[i] = nearest.stream().mapToDouble(j -> all[j]).toArray();
		});
		return new Neighbours(indices, distances);
	}

	private static double distance(double[] a, double[] b) {
		double sum = 0;
		for (int c = 0; c < a.length; c++) {
			sum += (a[c] - b[c]) * (a[c] - b[c]);
		}
		return Math.sqrt(sum);
	}
}

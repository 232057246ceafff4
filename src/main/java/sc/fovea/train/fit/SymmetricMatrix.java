package sc.fovea.train.fit;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A small symmetric matrix.
 *
 * @param rows of it
 */
public record SymmetricMatrix(double[][] rows) {

	private static final int SWEEPS = 50;
	private static final double NEGLIGIBLE = 1e-15;

	/**
	 * Eigenvalues and eigenvectors.
	 *
	 * @param values from the largest to the smallest
	 * @param vectors of length 1, in the same order; the largest number of each, by amount, is positive
	 */
	public record Eigen(double[] values, double[][] vectors) {}

	/** By rotations that make one number beside the diagonal 0 after the other (Jacobi 1846). */
	public Eigen eigen() {
		int n = rows.length;
		double[][] a = IntStream.range(0, n).mapToObj(i -> rows[i].clone()).toArray(double[][]::new);
		double[][] vectors = new double[n][n];
		IntStream.range(0, n).forEach(i -> vectors[i][i] = 1);
		for (int sweep = 0; sweep < SWEEPS; sweep++) {
			for (int p = 0; p < n; p++) {
				for (int q = p + 1; q < n; q++) {
					rotate(a, vectors, p, q);
				}
			}
		}
		int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> -a[i][i])).mapToInt(i -> i).toArray();
		return new Eigen(IntStream.of(order).mapToDouble(i -> a[i][i]).toArray(),
			IntStream.of(order).mapToObj(i -> positive(vectors[i])).toArray(double[][]::new));
	}

	/** Makes a[p][q] 0. The rows of vectors turn along. */
	private static void rotate(double[][] a, double[][] vectors, int p, int q) {
		if (Math.abs(a[p][q]) <= NEGLIGIBLE * Math.sqrt(Math.abs(a[p][p] * a[q][q]))) return;
		double cotangent = (a[q][q] - a[p][p]) / (2 * a[p][q]);
		double tangent = (cotangent < 0 ? -1 : 1) / (Math.abs(cotangent) + Math.sqrt(cotangent * cotangent + 1));
		double cosine = 1 / Math.sqrt(tangent * tangent + 1);
		double sine = tangent * cosine;
		for (int k = 0; k < a.length; k++) {
			double kp = a[k][p];
			a[k][p] = cosine * kp - sine * a[k][q];
			a[k][q] = sine * kp + cosine * a[k][q];
		}
		for (double[][] rotated : new double[][][] { a, vectors }) {
			for (int k = 0; k < a.length; k++) {
				double pk = rotated[p][k];
				rotated[p][k] = cosine * pk - sine * rotated[q][k];
				rotated[q][k] = sine * pk + cosine * rotated[q][k];
			}
		}
	}

	private static double[] positive(double[] vector) {
		double largest = 0;
		for (double value : vector) {
			largest = Math.abs(value) > Math.abs(largest) ? value : largest;
		}
		double sign = largest < 0 ? -1 : 1;
		return IntStream.range(0, vector.length).mapToDouble(i -> sign * vector[i]).toArray();
	}
}

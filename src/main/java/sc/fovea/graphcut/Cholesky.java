package sc.fovea.graphcut;

/** The lower triangle L with L · Lᵀ = A of small symmetric matrices. */
final class Cholesky {

	/** Least square of a diagonal element, where rounding would make it 0 or less. */
	private static final double LEAST = 1e-12;

	private Cholesky() {}

	/** @param matrix its lower triangle is read */
	static double[][] of(double[][] matrix) {
		int size = matrix.length;
		double[][] factor = new double[size][size];
		for (int row = 0; row < size; row++) {
			for (int column = 0; column <= row; column++) {
				double rest = matrix[row][column];
				for (int k = 0; k < column; k++) {
					rest -= factor[row][k] * factor[column][k];
				}
				factor[row][column] = row == column ? Math.sqrt(Math.max(LEAST, rest)) : rest / factor[column][column];
			}
		}
		return factor;
	}

	/** The inverse of a lower triangle. */
	static double[][] inverse(double[][] factor) {
		int size = factor.length;
		double[][] inverse = new double[size][size];
		for (int column = 0; column < size; column++) {
			inverse[column][column] = 1 / factor[column][column];
			for (int row = column + 1; row < size; row++) {
				double sum = 0;
				for (int k = column; k < row; k++) {
					sum += factor[row][k] * inverse[k][column];
				}
				inverse[row][column] = -sum / factor[row][row];
			}
		}
		return inverse;
	}
}

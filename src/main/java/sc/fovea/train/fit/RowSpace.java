package sc.fovea.train.fit;

/**
 * Coordinates of rows in the space that they span, for rows that are longer than they are many: a penalised linear fit lies in that space, so that it can be found with
 * fewer numbers. With the Gram matrix G = X·Xᵀ = L·Lᵀ (Cholesky) the rows of L are the coordinates, and w = Xᵀ·L⁻ᵀ·w′ takes a fit back.
 */
final class RowSpace {

	/** Added to the diagonal, relative to its mean, since rows may depend on each other. */
	private static final double JITTER = 1e-7;

	private final float[][] rows;
	private final double[][] lower;

	/** @param rows of the same length */
	RowSpace(float[][] rows) {
		this.rows = rows;
		this.lower = cholesky(gram(rows));
	}

	private static double[][] gram(float[][] rows) {
		double[][] gram = new double[rows.length][rows.length];
		double trace = 0;
		for (int i = 0; i < rows.length; i++) {
			for (int j = 0; j <= i; j++) {
				gram[i][j] = dot(rows[i], rows[j]);
			}
			trace += gram[i][i];
		}
		for (int i = 0; i < rows.length; i++) {
			gram[i][i] += JITTER * Math.max(trace / rows.length, Double.MIN_NORMAL);
		}
		return gram;
	}

	private static double dot(float[] a, float[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += (double) a[i] * b[i];
		}
		return sum;
	}

	/** In place; the upper half is not used. */
	private static double[][] cholesky(double[][] matrix) {
		for (int i = 0; i < matrix.length; i++) {
			for (int j = 0; j <= i; j++) {
				double sum = matrix[i][j];
				for (int k = 0; k < j; k++) {
					sum -= matrix[i][k] * matrix[j][k];
				}
				matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL)) : sum / matrix[j][j];
			}
		}
		return matrix;
	}

	/** The coordinates of each row. */
	float[][] coordinates() {
		float[][] coordinates = new float[lower.length][lower.length];
		for (int i = 0; i < lower.length; i++) {
			for (int j = 0; j <= i; j++) {
				coordinates[i][j] = (float) lower[i][j];
			}
		}
		return coordinates;
	}

	/** A fit (coordinates, classes) as a fit (row length, classes). */
	double[] back(double[] fit, int classes) {
		double[] solved = fit.clone();
		for (int i = lower.length - 1; i >= 0; i--) {
			for (int c = 0; c < classes; c++) {
				double sum = solved[i * classes + c];
				for (int k = i + 1; k < lower.length; k++) {
					sum -= lower[k][i] * solved[k * classes + c];
				}
				solved[i * classes + c] = sum / lower[i][i];
			}
		}
		double[] back = new double[rows[0].length * classes];
		for (int i = 0; i < rows.length; i++) {
			for (int f = 0; f < rows[i].length; f++) {
				for (int c = 0; c < classes; c++) {
					back[f * classes + c] += rows[i][f] * solved[i * classes + c];
				}
			}
		}
		return back;
	}
}

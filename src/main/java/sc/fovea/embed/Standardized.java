package sc.fovea.embed;

/** Rows whose columns all count alike. */
public final class Standardized {

	private Standardized() {}

	/**
	 * Each column with a mean of 0 and a standard deviation of 1; a column of one value becomes 0.
	 *
	 * @param rows equally long
	 * @throws IllegalArgumentException if there is no row, they differ in length, or a number is not finite
	 */
	public static double[][] of(float[][] rows) {
		check(rows);
		double[][] standard = new double[rows.length][rows[0].length];
		for (int c = 0; c < rows[0].length; c++) {
			double mean = 0;
			for (float[] row : rows) {
				mean += row[c] / (double) rows.length;
			}
			double variance = 0;
			for (float[] row : rows) {
				variance += (row[c] - mean) * (row[c] - mean) / rows.length;
			}
			double factor = variance > 0 ? 1 / Math.sqrt(variance) : 0;
			for (int i = 0; i < rows.length; i++) {
				standard[i][c] = (rows[i][c] - mean) * factor;
			}
		}
		return standard;
	}

	private static void check(float[][] rows) {
		if (rows.length == 0) throw new IllegalArgumentException("Expected at least one vector, got none.");
		for (float[] row : rows) {
			if (row.length != rows[0].length) {
				throw new IllegalArgumentException("Expected vectors of " + rows[0].length + " numbers, got one of " + row.length + ".");
			}
			for (float value : row) {
				if (!Float.isFinite(value)) throw new IllegalArgumentException("Expected finite numbers in vectors, got " + value + ".");
			}
		}
	}
}

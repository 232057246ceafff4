package sc.fovea.embed;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Principal components: the directions in which rows vary most, uncorrelated. The eigenvectors are those of XᵀX or of XXᵀ, whichever is smaller, which have the same
 * eigenvalues. The sign of a component is such that its largest coordinate is positive.
 *
 * @param points coordinates of each row along the components, (rows, components)
 * @param shares of the whole variance that lie along each component
 */
public record PrincipalComponents(double[][] points, double[] shares) {

	/**
	 * The first components.
	 *
	 * @param rows any; their means are taken off
	 * @param count of components at most
	 * @throws IllegalArgumentException if there is no row
	 */
	public static PrincipalComponents of(double[][] rows, int count) {
		if (rows.length == 0) throw new IllegalArgumentException("Expected at least one vector, got none.");
		RealMatrix x = new Array2DRowRealMatrix(centred(rows), false);
		boolean isTall = rows.length >= rows[0].length;
		RealMatrix gram = isTall ? x.transpose().multiply(x) : x.multiply(x.transpose());
		// Of a symmetric matrix without negative eigenvalues the same as its eigenvectors, whose own iteration fails where channels are dead.
		SingularValueDecomposition eigen = new SingularValueDecomposition(gram);
		double[] values = eigen.getSingularValues();
		double all = 0;
		for (double value : values) {
			all += Math.max(0, value);
		}
		int kept = Math.min(count, values.length);
		double[][] points = new double[rows.length][kept];
		double[] shares = new double[kept];
		for (int k = 0; k < kept; k++) {
			double[] vector = eigen.getU().getColumn(k);
			double length = Math.sqrt(Math.max(0, values[k]));
			double[] along = isTall ? x.operate(vector) : vector;
			double sign = sign(along);
			for (int i = 0; i < rows.length; i++) {
				points[i][k] = sign * along[i] * (isTall ? 1 : length);
			}
			shares[k] = all > 0 ? Math.max(0, values[k]) / all : 0;
		}
		return new PrincipalComponents(points, shares);
	}

	private static double sign(double[] values) {
		double largest = 0;
		for (double value : values) {
			largest = Math.abs(value) > Math.abs(largest) ? value : largest;
		}
		return largest < 0 ? -1 : 1;
	}

	private static double[][] centred(double[][] rows) {
		double[][] centred = new double[rows.length][rows[0].length];
		for (int c = 0; c < rows[0].length; c++) {
			double mean = 0;
			for (double[] row : rows) {
				mean += row[c] / rows.length;
			}
			for (int i = 0; i < rows.length; i++) {
				centred[i][c] = rows[i][c] - mean;
			}
		}
		return centred;
	}
}

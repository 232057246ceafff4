package sc.fovea.train.fit;

import java.util.List;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

import sc.fovea.detect.BoxCoder;

/**
 * Learns how to move regions of a class onto their objects, from features of the regions (R-CNN, Girshick et al. 2014, arXiv:1311.2524, appendix C): ridge regression,
 * the W and b that minimise
 *
 * <pre>
 * Σ ‖t − (Wᵀ·x + b)‖² + λ·‖W‖²
 * </pre>
 *
 * with t the {@link BoxCoder}'s offsets, solved by Cholesky's decomposition of Σ (x − x̄)·(x − x̄)ᵀ + λ·I. The mean offset is not penalised.
 *
 * @param penalty λ, above 0; 1,000 in the paper for rows of a mean length of 20
 */
public record RidgeBoxes(double penalty) {

	private static final int OFFSETS = 4;

	/** @throws IllegalArgumentException if the penalty is not above 0 */
	public RidgeBoxes {
		if (!(penalty > 0)) {
			throw new IllegalArgumentException("Expected a penalty above 0, got " + penalty + ".");
		}
	}

	/**
	 * A fully connected layer.
	 *
	 * @param kernel (features, 4)
	 * @param bias of x, y, width and height
	 */
	public record Fit(double[][] kernel, double[] bias) {

		/** Offsets for a row of features. */
		double[] offsets(float[] row) {
			double[] offsets = bias.clone();
			for (int i = 0; i < row.length; i++) {
				for (int o = 0; o < OFFSETS; o++) {
					offsets[o] += row[i] * kernel[i][o];
				}
			}
			return offsets;
		}
	}

	/**
	 * The solution.
	 *
	 * @param rows features of regions, at least one
	 * @param targets offsets of the true box of each
	 * @throws IllegalArgumentException if there is no row, or not one target for each
	 */
	public Fit fit(List<float[]> rows, List<BoxCoder.Offsets> targets) {
		if (rows.isEmpty() || rows.size() != targets.size()) {
			throw new IllegalArgumentException("Expected rows, and as many targets, got " + rows.size() + " and " + targets.size() + ".");
		}
		int dimensions = rows.get(0).length;
		double[] mean = new double[dimensions];
		double[] meanTarget = new double[OFFSETS];
		for (int r = 0; r < rows.size(); r++) {
			for (int i = 0; i < dimensions; i++) {
				mean[i] += (double) rows.get(r)[i] / rows.size();
			}
			double[] target = array(targets.get(r));
			for (int o = 0; o < OFFSETS; o++) {
				meanTarget[o] += target[o] / rows.size();
			}
		}
		double[][] kernel = solve(products(rows, mean), moments(rows, targets, mean));
		return new Fit(kernel, bias(kernel, mean, meanTarget));
	}

	private double[][] solve(double[][] products, double[][] moments) {
		RealMatrix symmetric = new Array2DRowRealMatrix(products, false);
		return new CholeskyDecomposition(symmetric).getSolver().solve(new Array2DRowRealMatrix(moments, false)).getData();
	}

	/** Σ (x − x̄)·(x − x̄)ᵀ + λ·I, from the lower half. Centred first, since the difference of two large sums would lose digits. */
	private double[][] products(List<float[]> rows, double[] mean) {
		int dimensions = mean.length;
		double[][] products = new double[dimensions][dimensions];
		double[] centred = new double[dimensions];
		for (float[] row : rows) {
			centre(row, mean, centred);
			for (int i = 0; i < dimensions; i++) {
				double factor = centred[i];
				double[] line = products[i];
				for (int j = 0; j <= i; j++) {
					line[j] += factor * centred[j];
				}
			}
		}
		for (int i = 0; i < dimensions; i++) {
			products[i][i] += penalty;
			for (int j = 0; j < i; j++) {
				products[j][i] = products[i][j];
			}
		}
		return products;
	}

	/** Σ (x − x̄)·tᵀ; the mean of t falls out. */
	private static double[][] moments(List<float[]> rows, List<BoxCoder.Offsets> targets, double[] mean) {
		double[][] moments = new double[mean.length][OFFSETS];
		double[] centred = new double[mean.length];
		for (int r = 0; r < rows.size(); r++) {
			centre(rows.get(r), mean, centred);
			double[] target = array(targets.get(r));
			for (int i = 0; i < mean.length; i++) {
				for (int o = 0; o < OFFSETS; o++) {
					moments[i][o] += centred[i] * target[o];
				}
			}
		}
		return moments;
	}

	private static void centre(float[] row, double[] mean, double[] centred) {
		for (int i = 0; i < mean.length; i++) {
			centred[i] = row[i] - mean[i];
		}
	}

	private static double[] bias(double[][] kernel, double[] mean, double[] meanTarget) {
		double[] bias = meanTarget.clone();
		for (int i = 0; i < mean.length; i++) {
			for (int o = 0; o < OFFSETS; o++) {
				bias[o] -= mean[i] * kernel[i][o];
			}
		}
		return bias;
	}

	private static double[] array(BoxCoder.Offsets offsets) {
		return new double[] { offsets.x(), offsets.y(), offsets.width(), offsets.height() };
	}
}

package sc.fovea.train.fit;

import java.util.List;
import java.util.Random;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;

/**
 * A linear support vector machine: the w and b that minimise
 *
 * <pre>
 * ½·‖w‖² + ½·(b / B)² + C·p·Σ max(0, 1 − (w·x + b)) over positives + C·Σ max(0, 1 + (w·x + b)) over negatives
 * </pre>
 *
 * by LIBLINEAR's dual coordinate descent (Hsieh et al. 2008, doi:10.1145/1390156.1390208). The same rows in the same order give the same machine.
 *
 * @param cost C, above 0
 * @param positiveWeight p, above 0
 * @param bias B, above 0: the larger it is, the freer is b
 */
public record LinearSvm(double cost, double positiveWeight, double bias) {

	private static final double TOLERANCE = 0.01;
	private static final int MOST_ITERATIONS = 1000;
	private static final long SEED = 1;

	static {
		Linear.disableDebugOutput();
	}

	/** @throws IllegalArgumentException if a number is not above 0 */
	public LinearSvm {
		if (!(cost > 0 && positiveWeight > 0 && bias > 0)) {
			throw new IllegalArgumentException("Expected a cost, weight and bias above 0, got " + cost + ", " + positiveWeight + " and " + bias + ".");
		}
	}

	/** C = 0.001, p = 2, B = 10, as R-CNN takes them for rows of a mean length of 20. */
	public static LinearSvm standard() {
		return new LinearSvm(0.001, 2, 10);
	}

	/**
	 * A plane between positives and negatives.
	 *
	 * @param weights w
	 * @param offset b
	 */
	public record Plane(double[] weights, double offset) {

		/** w·x + b: 1 or more for a positive beyond the margin, −1 or less for a negative. */
		public double value(float[] row) {
			double value = offset;
			for (int i = 0; i < row.length; i++) {
				value += weights[i] * row[i];
			}
			return value;
		}
	}

	/** The machine. @throws IllegalArgumentException if there are no positives or no negatives */
	public Plane fit(List<float[]> positives, List<float[]> negatives) {
		if (positives.isEmpty() || negatives.isEmpty()) {
			throw new IllegalArgumentException("Expected positives and negatives, got " + positives.size() + " and " + negatives.size() + ".");
		}
		Parameter parameter = new Parameter(SolverType.L2R_L1LOSS_SVC_DUAL, cost, MOST_ITERATIONS, TOLERANCE);
		parameter.setWeights(new double[] { positiveWeight }, new int[] { 1 });
		parameter.setRandom(new Random(SEED));
		double[] found = Linear.train(problem(positives, negatives), parameter).getFeatureWeights();
		int dimensions = positives.get(0).length;
		double[] weights = new double[dimensions];
		System.arraycopy(found, 0, weights, 0, dimensions);
		return new Plane(weights, found[dimensions] * bias);
	}

	/** Positives come first: the sign of the answer is that of the first row. */
	private Problem problem(List<float[]> positives, List<float[]> negatives) {
		Problem problem = new Problem();
		problem.l = positives.size() + negatives.size();
		problem.n = positives.get(0).length + 1;
		problem.bias = bias;
		problem.x = new Feature[problem.l][];
		problem.y = new double[problem.l];
		for (int i = 0; i < problem.l; i++) {
			boolean isPositive = i < positives.size();
			problem.x[i] = features(isPositive ? positives.get(i) : negatives.get(i - positives.size()));
			problem.y[i] = isPositive ? 1 : -1;
		}
		return problem;
	}

	/** The values that are not 0, and the bias; columns are numbered from 1. */
	private Feature[] features(float[] row) {
		int count = 0;
		for (float value : row) {
			count += value != 0 ? 1 : 0;
		}
		Feature[] features = new Feature[count + 1];
		for (int i = 0, next = 0; i < row.length; i++) {
			if (row[i] != 0) features[next++] = new FeatureNode(i + 1, row[i]);
		}
		features[count] = new FeatureNode(row.length + 1, bias);
		return features;
	}
}

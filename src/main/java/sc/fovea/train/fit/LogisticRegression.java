package sc.fovea.train.fit;

import java.util.Arrays;

/**
 * Multinomial logistic regression with an L2 penalty: minimises Σ vᵢ·(−ln softmax(W·xᵢ + b)[yᵢ]) / Σ vᵢ + λ/2·‖W‖², with weights v by which every class counts the
 * same. The features are standardised first (mean 0, deviation 1); the answer is given for the features as they are. Convex, so that there is one solution.
 *
 * @param classes number of classes
 * @param penalty λ, above 0
 */
public record LogisticRegression(int classes, double penalty) {

	private static final int MOST_STEPS = 200;
	/** Features per image from which on the space of the images is small enough to be worth its computation. */
	private static final int WORTHWHILE = 4;
	private static final double TOLERANCE = 1e-4;

	/**
	 * A fully connected layer.
	 *
	 * @param kernel (features, classes)
	 * @param bias one for each class
	 */
	public record Line(double[] kernel, double[] bias) {

		/** Natural logarithms of the probabilities of the classes. */
		public double[] logarithms(float[] features) {
			double[] scores = bias.clone();
			for (int f = 0; f < features.length; f++) {
				for (int c = 0; c < scores.length; c++) {
					scores[c] += features[f] * kernel[f * scores.length + c];
				}
			}
			double largest = Arrays.stream(scores).max().orElse(0);
			double sum = 0;
			for (double score : scores) {
				sum += Math.exp(score - largest);
			}
			for (int c = 0; c < scores.length; c++) {
				scores[c] -= largest + Math.log(sum);
			}
			return scores;
		}
	}

	/**
	 * The solution.
	 *
	 * @param features of each image
	 * @param truth class of each, from 0; a class that does not occur gets a small probability
	 */
	public Line fit(float[][] features, int[] truth) {
		return fit(features, Truth.of(truth, classes));
	}

	/**
	 * The solution for images that count the same, of which each is of several classes in part: −Σ qᶜ·ln softmax(W·x + b)ᶜ in place of the logarithm of one class.
	 *
	 * @param features of each image
	 * @param shares of the classes of each, which sum to 1
	 */
	public Line fit(float[][] features, double[][] shares) {
		double[] same = new double[shares.length];
		Arrays.fill(same, 1.0 / shares.length);
		return fit(features, new Truth(shares, same));
	}

	private Line fit(float[][] features, Truth truth) {
		Standard standard = Standard.of(features);
		return standard.undo(solve(standard.apply(features), truth), classes);
	}

	/** Shares of the classes of each image, and how much it counts. */
	private record Truth(double[][] shares, double[] weights) {

		/** One class for each image; every class counts the same. */
		static Truth of(int[] numbers, int classes) {
			long[] counts = new long[classes];
			Arrays.stream(numbers).forEach(n -> counts[n]++);
			long present = Arrays.stream(counts).filter(n -> n > 0).count();
			double[][] shares = new double[numbers.length][classes];
			double[] weights = new double[numbers.length];
			for (int i = 0; i < numbers.length; i++) {
				shares[i][numbers[i]] = 1;
				weights[i] = 1.0 / (counts[numbers[i]] * present);
			}
			return new Truth(shares, weights);
		}
	}

	private double[] solve(float[][] rows, Truth truth) {
		if (rows.length * WORTHWHILE >= rows[0].length) return minimise(rows, truth);
		RowSpace space = new RowSpace(rows);
		double[] fit = minimise(space.coordinates(), truth);
		double[] solution = Arrays.copyOf(space.back(Arrays.copyOf(fit, rows.length * classes), classes), (rows[0].length + 1) * classes);
		System.arraycopy(fit, rows.length * classes, solution, rows[0].length * classes, classes);
		return solution;
	}

	private double[] minimise(float[][] rows, Truth truth) {
		return new Lbfgs(MOST_STEPS, TOLERANCE).minimise(new Objective(rows, truth, classes, penalty), new double[(rows[0].length + 1) * classes]);
	}

	/** Mean and deviation of each feature; a constant feature counts as 0. */
	private record Standard(double[] mean, double[] factor) {

		static Standard of(float[][] features) {
			double[] mean = new double[features[0].length];
			double[] factor = new double[mean.length];
			for (float[] row : features) {
				for (int f = 0; f < mean.length; f++) {
					mean[f] += (double) row[f] / features.length;
				}
			}
			for (float[] row : features) {
				for (int f = 0; f < mean.length; f++) {
					factor[f] += (row[f] - mean[f]) * (row[f] - mean[f]) / features.length;
				}
			}
			for (int f = 0; f < mean.length; f++) {
				factor[f] = factor[f] > 1e-12 ? 1 / Math.sqrt(factor[f]) : 0;
			}
			return new Standard(mean, factor);
		}

		float[][] apply(float[][] features) {
			float[][] standard = new float[features.length][mean.length];
			for (int i = 0; i < features.length; i++) {
				for (int f = 0; f < mean.length; f++) {
					standard[i][f] = (float) ((features[i][f] - mean[f]) * factor[f]);
				}
			}
			return standard;
		}

		/** The line for features as they are. */
		Line undo(double[] solution, int classes) {
			double[] kernel = Arrays.copyOf(solution, mean.length * classes);
			double[] bias = Arrays.copyOfRange(solution, mean.length * classes, solution.length);
			for (int i = 0; i < kernel.length; i++) {
				kernel[i] *= factor[i / classes];
				bias[i % classes] -= kernel[i] * mean[i / classes];
			}
			return new Line(kernel, bias);
		}
	}

	/** What is minimised, over kernel and then bias. */
	private static final class Objective implements Lbfgs.Function {

		private final float[][] features;
		private final Truth truth;
		private final int classes;
		private final double penalty;

		Objective(float[][] features, Truth truth, int classes, double penalty) {
			this.features = features;
			this.truth = truth;
			this.classes = classes;
			this.penalty = penalty;
		}

		@Override
		public double at(double[] x, double[] gradient) {
			int kernel = x.length - classes;
			double value = 0;
			for (int i = 0; i < kernel; i++) {
				value += penalty / 2 * x[i] * x[i];
				gradient[i] = penalty * x[i];
			}
			Arrays.fill(gradient, kernel, x.length, 0);
			Line line = new Line(x, Arrays.copyOfRange(x, kernel, x.length));
			for (int i = 0; i < features.length; i++) {
				value += add(line.logarithms(features[i]), i, gradient);
			}
			return value;
		}

		/** Adds an image to the gradient. @return its loss */
		private double add(double[] logarithms, int image, double[] gradient) {
			double weight = truth.weights()[image];
			double[] shares = truth.shares()[image];
			double[] error = new double[classes];
			double loss = 0;
			for (int c = 0; c < classes; c++) {
				error[c] = weight * (Math.exp(logarithms[c]) - shares[c]);
				gradient[gradient.length - classes + c] += error[c];
				loss -= shares[c] == 0 ? 0 : weight * shares[c] * logarithms[c];
			}
			float[] row = features[image];
			for (int f = 0, i = 0; f < row.length; f++) {
				for (int c = 0; c < classes; c++, i++) {
					gradient[i] += row[f] * error[c];
				}
			}
			return loss;
		}
	}
}

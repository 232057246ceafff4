package sc.fovea.alike;

import java.util.List;
import java.util.function.Function;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Ridge regression with weights: the W and b that minimise Σ vᵢ ‖tᵢ − (Wᵀ·xᵢ + b)‖² / Σ vᵢ + λ·‖W‖², with each feature divided by a given deviation and by √d, so that λ means the same for any
 * number of features d. The mean target is not penalised.
 */
final class LinearFit {

	private final int inputs;
	private final int outputs;
	private final float[] kernel;
	private final float[] bias;

	private LinearFit(int inputs, int outputs, float[] kernel, float[] bias) {
		this.inputs = inputs;
		this.outputs = outputs;
		this.kernel = kernel;
		this.bias = bias;
	}

	/**
	 * One thing that is known.
	 *
	 * @param features of it
	 * @param target of it
	 * @param weight above 0
	 */
	record Sample(float[] features, float[] target, float weight) {}

	/**
	 * The solution.
	 *
	 * @param samples at least one
	 * @param deviations of the features; those of 0 are left out
	 * @param penalty λ, above 0
	 */
	static LinearFit of(List<Sample> samples, float[] deviations, double penalty) {
		double[] scale = scale(deviations);
		double total = samples.stream().mapToDouble(Sample::weight).sum();
		double[] mean = mean(samples, Sample::features);
		double[] target = mean(samples, Sample::target);
		double[][] products = new double[scale.length][scale.length];
		double[][] moments = new double[scale.length][target.length];
		double[] x = new double[scale.length];
		for (Sample sample : samples) {
			for (int j = 0; j < x.length; j++) {
				x[j] = (sample.features()[j] - mean[j]) * scale[j];
			}
			add(x, sample, target, products, moments);
		}
		for (int j = 0; j < products.length; j++) {
			products[j][j] += penalty * total;
			for (int k = 0; k < j; k++) {
				products[k][j] = products[j][k];
			}
		}
		double[][] solved = new CholeskyDecomposition(new Array2DRowRealMatrix(products, false)).getSolver()
			.solve(new Array2DRowRealMatrix(moments, false)).getData();
		return of(solved, scale, mean, target);
	}

	private static double[] scale(float[] deviations) {
		double[] scale = new double[deviations.length];
		for (int j = 0; j < scale.length; j++) {
			scale[j] = deviations[j] > 0 ? 1 / (deviations[j] * Math.sqrt(scale.length)) : 0;
		}
		return scale;
	}

	/** With the weights of the samples. */
	private static double[] mean(List<Sample> samples, Function<Sample, float[]> values) {
		double[] mean = new double[values.apply(samples.get(0)).length];
		double total = 0;
		for (Sample sample : samples) {
			float[] row = values.apply(sample);
			total += sample.weight();
			for (int j = 0; j < mean.length; j++) {
				mean[j] += (double) sample.weight() * row[j];
			}
		}
		for (int j = 0; j < mean.length; j++) {
			mean[j] /= total;
		}
		return mean;
	}

	private static void add(double[] x, Sample sample, double[] mean, double[][] products, double[][] moments) {
		for (int j = 0; j < x.length; j++) {
			double factor = sample.weight() * x[j];
			if (factor == 0) continue;
			double[] line = products[j];
			for (int k = 0; k <= j; k++) {
				line[k] += factor * x[k];
			}
			for (int k = 0; k < mean.length; k++) {
				moments[j][k] += factor * (sample.target()[k] - mean[k]);
			}
		}
	}

	private static LinearFit of(double[][] solved, double[] scale, double[] mean, double[] target) {
		int m = target.length;
		float[] kernel = new float[scale.length * m];
		float[] bias = new float[m];
		for (int k = 0; k < m; k++) {
			double constant = target[k];
			for (int j = 0; j < scale.length; j++) {
				double factor = solved[j][k] * scale[j];
				kernel[j * m + k] = (float) factor;
				constant -= factor * mean[j];
			}
			bias[k] = (float) constant;
		}
		return new LinearFit(scale.length, m, kernel, bias);
	}

	/** Predicts. @param features of a thing from an offset on @param target receives what is predicted */
	void apply(float[] features, int offset, float[] target) {
		System.arraycopy(bias, 0, target, 0, outputs);
		for (int j = 0; j < inputs; j++) {
			float x = features[offset + j];
			if (x == 0) continue;
			int at = j * outputs;
			for (int k = 0; k < outputs; k++) {
				target[k] += x * kernel[at + k];
			}
		}
	}
}

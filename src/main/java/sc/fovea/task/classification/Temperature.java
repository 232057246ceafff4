package sc.fovea.task.classification;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Temperature scaling (Guo et al. 2017, arXiv:1706.04599): scores z of a network, divided by a temperature, become probabilities softmax(z / T) that say how often an
 * answer is right. Of probabilities p it is p^(1/T) / Σ p^(1/T), since p = softmax(z). The most probable class stays the same; above 1 answers become less sure.
 *
 * <pre>{@code
 * Temperature temperature = Temperature.fit(answers, truths).orElse(new Temperature(1));
 * Classification calibrated = temperature.of(answers.get(0));
 * }</pre>
 *
 * @param value T
 */
public record Temperature(double value) {

	/** Beyond these probabilities are all alike, or all 0 and 1, in any number of digits that is shown. */
	private static final double LOWEST = 0.05;
	private static final double HIGHEST = 20;
	/** A probability of 0 has no logarithm; 32-bit softmax of any score ends here. */
	private static final double LEAST = 1e-38;
	/** Halvings of the range of 1/T, to 1e-11 of it. */
	private static final int HALVINGS = 40;

	/** @throws IllegalArgumentException if it is not in 0.05–20 */
	public Temperature {
		if (!(value >= LOWEST && value <= HIGHEST)) {
			throw new IllegalArgumentException("Expected a temperature of " + LOWEST + " to " + HIGHEST + ", got " + value + ".");
		}
	}

	/**
	 * The temperature with the highest likelihood of the truth. The negative log-likelihood Σ (log Σ exp(β z_c) − β z_truth) is convex in β = 1/T, so that its only zero of
	 * the derivative Σ (E_p[z] − z_truth) is found by halving.
	 *
	 * @param answers with probabilities as the network gives them
	 * @param truths number of the true class of each
	 * @return empty if every answer is right, or there is none: the surer, the more likely the truth then, and no temperature follows
	 */
	public static Optional<Temperature> fit(List<Classification> answers, int[] truths) {
		boolean isWrong = false;
		double[][] logarithms = new double[answers.size()][];
		for (int i = 0; i < truths.length; i++) {
			isWrong |= answers.get(i).number() != truths[i];
			logarithms[i] = logarithms(answers.get(i));
		}
		if (!isWrong) return Optional.empty();
		double low = 1 / HIGHEST;
		double high = 1 / LOWEST;
		for (int i = 0; i < HALVINGS; i++) {
			double middle = (low + high) / 2;
			if (slope(logarithms, truths, middle) > 0) {
				high = middle;
			}
			else {
				low = middle;
			}
		}
		return Optional.of(new Temperature(Math.max(LOWEST, Math.min(HIGHEST, 2 / (low + high)))));
	}

	/** Derivative of the negative log-likelihood by β. */
	private static double slope(double[][] logarithms, int[] truths, double beta) {
		double slope = 0;
		for (int i = 0; i < truths.length; i++) {
			double[] shares = softmax(logarithms[i], beta);
			for (int c = 0; c < shares.length; c++) {
				slope += shares[c] * logarithms[i][c];
			}
			slope -= logarithms[i][truths[i]];
		}
		return slope;
	}

	private static double[] logarithms(Classification answer) {
		return answer.probabilities().stream().mapToDouble(p -> Math.log(Math.max(LEAST, p))).toArray();
	}

	private static double[] softmax(double[] logarithms, double beta) {
		double largest = Double.NEGATIVE_INFINITY;
		for (double logarithm : logarithms) {
			largest = Math.max(largest, logarithm);
		}
		double[] shares = new double[logarithms.length];
		double sum = 0;
		for (int c = 0; c < shares.length; c++) {
			shares[c] = Math.exp(beta * (logarithms[c] - largest));
			sum += shares[c];
		}
		for (int c = 0; c < shares.length; c++) {
			shares[c] /= sum;
		}
		return shares;
	}

	/** The answer with probabilities at this temperature. */
	public Classification of(Classification answer) {
		double[] shares = softmax(logarithms(answer), 1 / value);
		return new Classification(answer.classes(), Arrays.stream(shares).boxed().toList());
	}
}

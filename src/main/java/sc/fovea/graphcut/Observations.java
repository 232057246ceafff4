package sc.fovea.graphcut;

import java.util.Arrays;

/**
 * Points that a colour model is made of, or asked about: number i is {@code values[i · dimensions … (i + 1) · dimensions − 1]}.
 *
 * @param dimensions numbers of a point, at least 1: of a colour 3, of a grey value 1
 * @param values all points, one after the other; shared
 * @param weights how much each point counts, at least 0; shared
 */
public record Observations(int dimensions, float[] values, float[] weights) {

	/** @throws IllegalArgumentException if the numbers of values and weights do not fit each other, a value is not finite or a weight negative */
	public Observations {
		if (dimensions < 1 || values.length != (long) dimensions * weights.length) {
			throw new IllegalArgumentException("Expected " + dimensions + " values for each of " + weights.length + " points, got " + values.length + ".");
		}
		for (float value : values) {
			if (!Float.isFinite(value)) throw new IllegalArgumentException("Expected finite values, got " + value + ".");
		}
		for (float weight : weights) {
			if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY))
				throw new IllegalArgumentException("Expected finite weights of at least 0, got " + weight
					+ ".");
		}
	}

	/** Points that count the same. @throws IllegalArgumentException if the values are not whole points or not finite */
	public static Observations of(int dimensions, float[] values) {
		float[] weights = new float[dimensions < 1 ? 0 : values.length / dimensions];
		Arrays.fill(weights, 1);
		return new Observations(dimensions, values, weights);
	}

	/** Number of points. */
	public int count() {
		return weights.length;
	}

	/** Sum of the weights. */
	public double total() {
		double total = 0;
		for (float weight : weights) {
			total += weight;
		}
		return total;
	}
}

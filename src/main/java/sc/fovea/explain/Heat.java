package sc.fovea.explain;

import java.util.List;

/**
 * How much each pixel of an image contributes to a score; above 0 for it, below 0 against it.
 *
 * @param width columns
 * @param height rows
 * @param values (H, W)
 * @param error of integrated gradients: the difference between the sum of the contributions and the change of the score that they must add up to, as a share of that
 *        change; {@code NaN} for methods without such a sum
 */
public record Heat(int width, int height, float[] values, double error) {

	/** @throws IllegalArgumentException if there is not one value for each pixel */
	public Heat {
		if (values.length != Math.multiplyExact(width, height)) {
			throw new IllegalArgumentException("Expected " + width + "x" + height + " values, got " + values.length + ".");
		}
	}

	/** The mean of maps of one size; the largest error. @throws IllegalArgumentException if there is none, or their sizes differ */
	public static Heat mean(List<Heat> maps) {
		Heat first = maps.stream().findFirst().orElseThrow(() -> new IllegalArgumentException("Expected at least one map, got none."));
		float[] sum = new float[first.values.length];
		for (Heat map : maps) {
			if (map.width != first.width || map.height != first.height) {
				throw new IllegalArgumentException(
					"Expected maps of one size, got " + first.width + "x" + first.height + " and " + map.width + "x" + map.height + ".");
			}
			for (int i = 0; i < sum.length; i++) {
				sum[i] += map.values[i] / maps.size();
			}
		}
		return new Heat(first.width, first.height, sum, maps.stream().mapToDouble(Heat::error).max().orElse(Double.NaN));
	}

	/**
	 * The share of what speaks for the score that lies at chosen pixels.
	 *
	 * @param inside whether a pixel counts, (H, W)
	 * @return 0 to 1; {@code NaN} if nothing speaks for it
	 */
	public double positiveShare(boolean[] inside) {
		double all = 0;
		double in = 0;
		for (int i = 0; i < values.length; i++) {
			if (values[i] > 0) {
				all += values[i];
				in += inside[i] ? values[i] : 0;
			}
		}
		return in / all;
	}
}

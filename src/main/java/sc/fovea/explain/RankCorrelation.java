package sc.fovea.explain;

import java.util.Arrays;

/**
 * Spearman's rank correlation: the correlation of ranks, equal values sharing their mean rank. Adebayo et al. 2018 (arXiv:1810.03292) compare maps by it.
 *
 * <pre>{@code
 * RankCorrelation.of(new float[] { 1, 2, 3 }, new float[] { 10, 20, 15 }); // 0.5
 * }</pre>
 */
public final class RankCorrelation {

	private RankCorrelation() {}

	/** Between −1 and 1; {@code NaN} if all values of one are equal. @throws IllegalArgumentException if there are not equally many, at least two */
	public static double of(float[] a, float[] b) {
		if (a.length != b.length || a.length < 2) {
			throw new IllegalArgumentException("Expected equally many values, at least two, got " + a.length + " and " + b.length + ".");
		}
		double[] x = ranks(a);
		double[] y = ranks(b);
		double mean = (a.length - 1) / 2.0;
		double xy = 0;
		double xx = 0;
		double yy = 0;
		for (int i = 0; i < x.length; i++) {
			xy += (x[i] - mean) * (y[i] - mean);
			xx += (x[i] - mean) * (x[i] - mean);
			yy += (y[i] - mean) * (y[i] - mean);
		}
		return xy / Math.sqrt(xx * yy);
	}

	/** Ranks from 0. Each value is sorted with its index in one number: the order of floats as integers above, the index below. */
	private static double[] ranks(float[] values) {
		long[] order = new long[values.length];
		for (int i = 0; i < values.length; i++) {
			int bits = Float.floatToIntBits(values[i] == 0 ? 0f : values[i]);
			int ordered = bits >= 0 ? bits : bits ^ 0x7fffffff;
			order[i] = (long) ordered << 32 | i;
		}
		Arrays.sort(order);
		double[] ranks = new double[values.length];
		for (int from = 0, to; from < order.length; from = to) {
			to = from + 1;
			while (to < order.length && order[to] >> 32 == order[from] >> 32) {
				to++;
			}
			for (int i = from; i < to; i++) {
				ranks[(int) order[i]] = (from + to - 1) / 2.0;
			}
		}
		return ranks;
	}
}

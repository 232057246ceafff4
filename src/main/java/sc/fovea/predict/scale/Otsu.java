package sc.fovea.predict.scale;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The threshold that makes the variance between both sides largest (Otsu, IEEE Trans. SMC 9, 1979), on 256 bins of the values from −0.2 to 1.2. */
final class Otsu {

	private static final int BINS = 256;
	private static final double LOWEST = -0.2;
	private static final double WIDTH = 1.4 / BINS;

	private Otsu() {}

	/** The threshold for all values together; empty if they fall into one bin. */
	static OptionalDouble threshold(float[]... values) {
		long[] counts = new long[BINS];
		Arrays.stream(values).forEach(part -> count(part, counts));
		double sum = 0;
		for (int b = 0; b < BINS; b++) {
			sum += (double) b * counts[b];
		}
		int best = best(counts, Arrays.stream(counts).sum(), sum);
		return best < 0 ? OptionalDouble.empty() : OptionalDouble.of(LOWEST + (best + 1) * WIDTH);
	}

	private static void count(float[] values, long[] counts) {
		for (float value : values) {
			counts[(int) Math.max(0, Math.min(BINS - 1, (value - LOWEST) / WIDTH))]++;
		}
	}

	/** The last bin below the threshold, or −1. */
	private static int best(long[] counts, long total, double sum) {
		int best = -1;
		double largest = 0;
		double below = 0;
		long count = 0;
		for (int b = 0; b < BINS - 1; b++) {
			count += counts[b];
			below += (double) b * counts[b];
			if (count == 0 || count == total) continue;
			double apart = below / count - (sum - below) / (total - count);
			double variance = (double) count * (total - count) * apart * apart;
			if (variance > largest) {
				largest = variance;
				best = b;
			}
		}
		return best;
	}
}

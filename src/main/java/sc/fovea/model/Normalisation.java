package sc.fovea.model;

import java.util.List;
import java.util.OptionalDouble;

/** How pixel values x become the values y that a network was trained on. */
public sealed interface Normalisation {

	/** @throws IllegalArgumentException if it cannot be applied to images of so many channels */
	default void check(int channels) {}

	/**
	 * y = (x − p_low) / (p_high − p_low), with the percentiles of each image and each channel.
	 *
	 * @param low percentile that becomes 0, in percent
	 * @param high percentile that becomes 1, in percent
	 * @param outliers the share of the pixels, in percent, that may lie at the limits of the numbers, far from all others (scale bars, hot pixels,
	 *        saturated dust, borders without data): they are taken as not there and filled from around; empty where every pixel counts, as in models
	 *        that were trained before this was known
	 */
	record Percentile(double low, double high, OptionalDouble outliers) implements Normalisation {

		/** The share that is taken as not there at most; dust and scale bars are below it, and more is likely to be objects. */
		public static final double OUTLIERS = 5;

		/** @throws IllegalArgumentException unless 0 ≤ low &lt; high ≤ 100 and 0 &lt; outliers &lt; 50 */
		public Percentile {
			if (!(low >= 0 && low < high && high <= 100)) {
				throw new IllegalArgumentException("Expected percentiles 0 <= low < high <= 100, got " + low + " and " + high + ".");
			}
			double share = outliers.orElse(OUTLIERS);
			if (!(share > 0 && share < 50)) {
				throw new IllegalArgumentException("Expected a share of outliers above 0 and below 50 percent, got " + share + ".");
			}
		}

		/** Every pixel counts. */
		public Percentile(double low, double high) {
			this(low, high, OptionalDouble.empty());
		}

		/** Pixels at the limits, far from all others, do not count: up to {@value #OUTLIERS} percent. */
		public static Percentile robust(double low, double high) {
			return new Percentile(low, high, OptionalDouble.of(OUTLIERS));
		}
	}

	/**
	 * y = scale · x + offset, the same for every image: for pixels whose values mean something.
	 *
	 * @param scale factor, not 0
	 * @param offset added after the factor
	 */
	record Fixed(double scale, double offset) implements Normalisation {

		/** @throws IllegalArgumentException if the scale is 0 or one of the two not finite */
		public Fixed {
			if (scale == 0 || !Double.isFinite(scale) || !Double.isFinite(offset)) {
				throw new IllegalArgumentException("Expected a finite scale other than 0 and a finite offset, got " + scale + " and " + offset + ".");
			}
		}
	}

	/**
	 * y = (x − mean) / deviation, with constants for each channel, as networks pretrained on natural images need it.
	 *
	 * @param mean one for each channel
	 * @param deviation one for each channel, above 0
	 */
	record MeanDeviation(List<Double> mean, List<Double> deviation) implements Normalisation {

		/** Copies its parts. @throws IllegalArgumentException if the lengths differ, or a value is not finite or a deviation not above 0 */
		public MeanDeviation {
			mean = List.copyOf(mean);
			deviation = List.copyOf(deviation);
			boolean valid = mean.stream().allMatch(Double::isFinite) && deviation.stream().allMatch(d -> d > 0 && Double.isFinite(d));
			if (mean.size() != deviation.size() || !valid) {
				throw new IllegalArgumentException(
					"Expected as many finite means as deviations above 0, got " + mean + " and " + deviation + ".");
			}
		}

		@Override
		public void check(int channels) {
			if (mean.size() != channels) {
				throw new IllegalArgumentException("Expected mean and deviation for " + channels + " channels, got " + mean.size() + ".");
			}
		}
	}

	/**
	 * y = (x − mean) / (deviation + epsilon), with mean and standard deviation of each image and each channel, as many networks of PyTorch expect it.
	 *
	 * @param epsilon added to the deviation, above 0
	 */
	record Standard(double epsilon) implements Normalisation {

		/** @throws IllegalArgumentException if epsilon is not above 0 and finite */
		public Standard {
			if (!(epsilon > 0 && Double.isFinite(epsilon))) {
				throw new IllegalArgumentException("Expected an epsilon above 0, got " + epsilon + ".");
			}
		}
	}

	/** y = x. */
	record None() implements Normalisation {}
}

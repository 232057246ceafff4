package sc.fovea.predict;

import java.util.Arrays;
import java.util.OptionalDouble;

import sc.fovea.model.Normalisation;

/**
 * What the values of a channel are like.
 * <p>
 * Values at a limit of the numbers (0, or 2^n − 1 from 255 on; of other values the smallest and the largest where it occurs {@value #REPEATED} times) are
 * taken as not there where they are few and far from all others: above, their distance from the percentiles of the rest is more than {@value #GAP} of the
 * distance between those; below, {@value #LOW_GAP}. So a scale bar of 65535 in an image of 200 to 4000 is left out, and the saturated middle of a nucleus, whose rim leads up to
 * it, is not. The breakdown point of a
 * quantile (Huber, Robust Statistics, 1981) is its distance from the end, 0.2 % for the 99.8th percentile, which dust exceeds.
 *
 * @param percentiles of the values that are there, in the order that was asked for
 * @param median of the values that are there
 * @param below values up to this one are not there
 * @param above values from this one on are not there
 * @param missing number of values that are not finite
 * @param outliers number of values that are left out as far from all others
 */
record ChannelIntensities(double[] percentiles, double median, double below, double above, long missing, long outliers) {

	/** Values of floating point have no limit: the end counts as one where it occurs so often. */
	static final int REPEATED = 3;
	static final double GAP = 0.5;
	/** A border without data is known by the emptiness between it and the darkest pixels: black ground that is cut off at 0 has 1, 2 and 3 too. */
	static final double LOW_GAP = 0.1;
	/** Percentile of the darkest pixels: a thousandth of them may be hit by noise. */
	private static final double DARKEST = 0.1;

	/** Whether all values are there. */
	boolean isWhole() {
		return missing == 0 && outliers == 0;
	}

	/** With what maps its values. */
	Intensities.Channel mapped(float scale, float offset) {
		return new Intensities.Channel(scale, offset, below, above, median);
	}

	/**
	 * @param values those that are finite, at least one
	 * @param areWhole whether they are whole numbers from 0 on
	 * @param missing how many are not finite
	 * @param wanted percentiles, and the share of outliers
	 */
	static ChannelIntensities of(Ranks values, boolean areWhole, long missing, Normalisation.Percentile wanted, double... percent) {
		OptionalDouble share = wanted.outliers();
		long most = share.isPresent() ? (long) (share.getAsDouble() / 100 * values.size()) : 0;
		long low = most > 0 && isLowLimit(values, areWhole) ? limited(values.lowestCount(), most) : 0;
		long high = most > 0 && isHighLimit(values, areWhole) ? limited(values.highestCount(), most) : 0;
		Ranks rest = values.without(low, high);
		double bottom = rest.percentile(wanted.low());
		double top = rest.percentile(wanted.high());
		boolean dropLow = low > 0 && rest.percentile(DARKEST) - values.value(0) > LOW_GAP * (top - bottom) && top > bottom;
		boolean dropHigh = high > 0 && values.value(values.size() - 1) - top > GAP * (top - bottom) && top > bottom;
		Ranks kept = values.without(dropLow ? low : 0, dropHigh ? high : 0);
		return new ChannelIntensities(Arrays.stream(percent).map(kept::percentile).toArray(), kept.percentile(50),
			dropLow ? values.value(0) : Double.NEGATIVE_INFINITY, dropHigh ? values.value(values.size() - 1) : Double.POSITIVE_INFINITY, missing,
			values.size() - kept.size());
	}

	private static long limited(long count, long most) {
		return count <= most ? count : 0;
	}

	private static boolean isLowLimit(Ranks values, boolean areWhole) {
		return areWhole ? values.value(0) == 0 : values.lowestCount() >= REPEATED;
	}

	private static boolean isHighLimit(Ranks values, boolean areWhole) {
		long largest = (long) values.value(values.size() - 1);
		return areWhole ? largest >= 255 && (largest & largest + 1) == 0 : values.highestCount() >= REPEATED;
	}
}

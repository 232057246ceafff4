package sc.fovea.geometry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Match counts at the ten IoU thresholds 0.50, 0.55, …, 0.95, pooled over images: counts are added, so large images weigh more.
 *
 * <pre>{@code
 * AveragePrecision pooled = AveragePrecision.NONE;
 * for (…) pooled = pooled.plus(InstanceMatching.of(truth, predicted));
 * pooled.at(0.5); pooled.mean();
 * }</pre>
 *
 * @param counts the counts at each threshold, from 0.50 to 0.95
 */
public record AveragePrecision(List<MatchCounts> counts) {

	private static final int THRESHOLDS = 10;

	/** Of no image yet: every score is 1. */
	public static final AveragePrecision NONE = new AveragePrecision(Collections.nCopies(THRESHOLDS, MatchCounts.NONE));

	/**
	 * Checks and copies the counts.
	 *
	 * @throws IllegalArgumentException if there are not ten
	 */
	public AveragePrecision {
		if (counts.size() != THRESHOLDS)
			throw new IllegalArgumentException("Expected counts at " + THRESHOLDS + " thresholds, got " + counts.size());
		counts = List.copyOf(counts);
	}

	/** The counts of one image. */
	public static AveragePrecision of(InstanceMatching matching) {
		List<MatchCounts> counts = new ArrayList<>();
		for (int i = 0; i < THRESHOLDS; i++)
			counts.add(matching.counts(threshold(i)));
		return new AveragePrecision(counts);
	}

	/** The counts with those of more images. */
	public AveragePrecision plus(AveragePrecision other) {
		List<MatchCounts> sums = new ArrayList<>();
		for (int i = 0; i < THRESHOLDS; i++)
			sums.add(counts.get(i).plus(other.counts.get(i)));
		return new AveragePrecision(sums);
	}

	/** The counts with those of one more image. */
	public AveragePrecision plus(InstanceMatching matching) {
		return plus(of(matching));
	}

	/**
	 * The pooled counts at one threshold.
	 *
	 * @param iouThreshold 0.50, 0.55, … or 0.95
	 * @throws IllegalArgumentException if it is another number
	 */
	public MatchCounts countsAt(double iouThreshold) {
		return counts.get(position(iouThreshold));
	}

	/**
	 * TP / (TP + FP + FN) at one threshold.
	 *
	 * @param iouThreshold 0.50, 0.55, … or 0.95
	 * @throws IllegalArgumentException if it is another number
	 */
	public double at(double iouThreshold) {
		return countsAt(iouThreshold).averagePrecision();
	}

	/** The mean over all ten thresholds. */
	public double mean() {
		return mean(threshold(0), threshold(THRESHOLDS - 1));
	}

	/**
	 * The mean over the thresholds from one to the other, both included.
	 *
	 * @param from 0.50, 0.55, … or 0.95
	 * @param to the same or a larger one
	 * @throws IllegalArgumentException if one is another number or to is below from
	 */
	public double mean(double from, double to) {
		int first = position(from), last = position(to);
		if (last < first)
			throw new IllegalArgumentException("Expected thresholds from a smaller to a larger one, got " + from + " to " + to);
		double sum = 0;
		for (int i = first; i <= last; i++)
			sum += counts.get(i).averagePrecision();
		return sum / (last - first + 1);
	}

	private static double threshold(int position) {
		return (50 + 5 * position) / 100.0;
	}

	private static int position(double iouThreshold) {
		int position = (int) Math.round((iouThreshold - 0.5) / 0.05);
		if (position < 0 || position >= THRESHOLDS || Math.abs(threshold(position) - iouThreshold) > 1e-9)
			throw new IllegalArgumentException("Expected an IoU threshold of 0.50, 0.55, … or 0.95, got " + iouThreshold);
		return position;
	}
}

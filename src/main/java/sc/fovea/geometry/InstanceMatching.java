package sc.fovea.geometry;

import java.util.Arrays;

/**
 * The overlaps of the objects of two label images, from which matches are counted. A label other than 0 is an object; ids may be sparse.
 *
 * <pre>{@code
 * int[] truth = { 1, 1, 0, 7 }, predicted = { 5, 5, 5, 0 };
 * InstanceMatching.of(truth, predicted).counts(0.5); // 1 true positive (IoU 2/3), 0 false positives, 1 false negative
 * }</pre>
 *
 * @param truths number of true objects
 * @param predictions number of predicted objects
 * @param pairs the pairs of objects that share a pixel
 */
public record InstanceMatching(int truths, int predictions, Pairs pairs) {

	/**
	 * Pairs of objects that share a pixel.
	 *
	 * @param truth number of the true object of each pair, from 0
	 * @param predicted number of the predicted object of each pair, from 0
	 * @param iou intersection over union of each pair, above 0 to 1
	 */
	public record Pairs(int[] truth, int[] predicted, double[] iou) {}

	/**
	 * Compares two label images.
	 *
	 * @param truth label of each pixel; negative where nobody annotated, which {@link KnownLabels} takes out
	 * @param predicted label of each pixel
	 * @throws IllegalArgumentException if the images differ in size
	 */
	public static InstanceMatching of(int[] truth, int[] predicted) {
		if (truth.length != predicted.length)
			throw new IllegalArgumentException("Expected as many predicted labels as true ones, " + truth.length + ", got " + predicted.length);
		KnownLabels known = KnownLabels.of(truth, predicted);
		return ofKnown(known.truth(), known.predicted());
	}

	private static InstanceMatching ofKnown(int[] truth, int[] predicted) {
		LabelIndex truths = new LabelIndex(), predictions = new LabelIndex(), both = new LabelIndex();
		truths.of(0);
		predictions.of(0);
		int[] t = truths.of(truth), p = predictions.of(predicted);
		int[] common = new int[64];
		for (int i = 0, pair = 0; i < t.length; i++) {
			if (i == 0 || t[i] != t[i - 1] || p[i] != p[i - 1])
				pair = both.of((long) t[i] << 32 | p[i]);
			if (pair >= common.length)
				common = Arrays.copyOf(common, 2 * pair);
			common[pair]++;
		}
		return new InstanceMatching(truths.size() - 1, predictions.size() - 1,
			pairs(both.keys(), common, sums(t, truths.size()), sums(p, predictions.size())));
	}

	private static int[] sums(int[] numbers, int size) {
		int[] sums = new int[size];
		for (int number : numbers)
			sums[number]++;
		return sums;
	}

	private static Pairs pairs(long[] keys, int[] common, int[] truthAreas, int[] predictedAreas) {
		int[] truth = new int[keys.length], predicted = new int[keys.length];
		double[] iou = new double[keys.length];
		int n = 0;
		for (int i = 0; i < keys.length; i++) {
			int t = (int) (keys[i] >>> 32), p = (int) keys[i];
			if (t == 0 || p == 0)
				continue;
			truth[n] = t - 1;
			predicted[n] = p - 1;
			iou[n++] = common[i] / ((double) truthAreas[t] + predictedAreas[p] - common[i]);
		}
		return new Pairs(Arrays.copyOf(truth, n), Arrays.copyOf(predicted, n), Arrays.copyOf(iou, n));
	}

	/**
	 * Counts one-to-one matches with an IoU above the threshold. From 0.5 on no object can have two such partners; below, as many pairs as
	 * possible are matched (a largest bipartite matching, not a greedy one).
	 *
	 * @param iouThreshold 0 to 1; a pair matches if its IoU is greater
	 * @throws IllegalArgumentException if the threshold is not in 0 to 1
	 */
	public MatchCounts counts(double iouThreshold) {
		if (!(iouThreshold >= 0 && iouThreshold <= 1))
			throw new IllegalArgumentException("The IoU threshold must be in 0 to 1, got " + iouThreshold);
		int matched = iouThreshold >= 0.5 ? pairsAbove(iouThreshold) : LargestMatching.size(this, iouThreshold);
		return new MatchCounts(matched, predictions - matched, truths - matched);
	}

	private int pairsAbove(double iouThreshold) {
		int n = 0;
		for (double iou : pairs.iou)
			if (iou > iouThreshold)
				n++;
		return n;
	}

	/**
	 * The panoptic quality of Kirillov et al. 2019 (arXiv:1801.00868): the sum of the IoUs of the matches above 0.5, divided by TP + FP / 2 +
	 * FN / 2; 1 if there are no objects at all.
	 */
	public double panopticQuality() {
		if (truths + predictions == 0)
			return 1;
		double sum = 0;
		for (double iou : pairs.iou)
			if (iou > 0.5)
				sum += iou;
		return sum / ((truths + predictions) / 2.0);
	}
}

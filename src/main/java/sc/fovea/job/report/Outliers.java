package sc.fovea.job.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Images that are not like the others: whose modified z-score 0.6745 (x − median) / MAD is beyond 3.5 (Iglewicz and Hoaglin, How to Detect and Handle Outliers,
 * 1993), in the number of objects or the mean of a measurement. MAD is the median of the distances from the median.
 */
final class Outliers {

	/** As in the book. */
	private static final double BEYOND = 3.5;
	private static final double NORMAL = 0.6745;
	/** Fewer say nothing of what is usual: one of nine at most is beyond what the other eight are. */
	private static final int FEWEST = 9;

	private final Map<String, List<Reason>> reasons = new LinkedHashMap<>();

	/**
	 * Why an image is one.
	 *
	 * @param what was measured
	 * @param value of the image
	 * @param usual median of all images
	 * @param score modified z-score
	 */
	record Reason(String what, double value, double usual, double score) {

		String words() {
			return String.format(Locale.ROOT, "%s %.4g, usually %.4g (score %+.1f)", what, value, usual, score);
		}
	}

	/** An image, with the strongest reason first. */
	record Outlier(String image, List<Reason> reasons) {}

	/** Looks at a number of each image. */
	void look(String what, Map<String, Double> values) {
		if (values.size() < FEWEST) return;
		double middle = median(values.values().stream().mapToDouble(Double::doubleValue).toArray());
		double spread = median(values.values().stream().mapToDouble(value -> Math.abs(value - middle)).toArray());
		if (spread == 0) return;
		values.forEach((image, value) -> {
			double score = NORMAL * (value - middle) / spread;
			if (Math.abs(score) > BEYOND) reasons.computeIfAbsent(image, name -> new ArrayList<>()).add(new Reason(what, value, middle, score));
		});
	}

	/** The middle one, or the mean of the middle two. */
	static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int n = sorted.length;
		return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
	}

	/** Those that were found, the furthest out first. */
	List<Outlier> found() {
		Comparator<Reason> strongest = Comparator.comparingDouble(reason -> -Math.abs(reason.score()));
		return reasons.entrySet().stream().map(entry -> new Outlier(entry.getKey(), entry.getValue().stream().sorted(strongest).toList()))
			.sorted(Comparator.comparingDouble(outlier -> -Math.abs(outlier.reasons().get(0).score()))).toList();
	}
}

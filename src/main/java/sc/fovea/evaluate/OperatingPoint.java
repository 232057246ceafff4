package sc.fovea.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The score from which boxes should be kept, so that as few as possible are wrong and as few as possible are missed.
 *
 * @param score threshold, a multiple of 0.01
 * @param f1 the mean over the classes of F1 = 2·TP / (found + true) at this threshold and an IoU of 0.5; a class without true boxes does not count
 */
public record OperatingPoint(double score, double f1) {

	private static final int STEPS = 100;

	/**
	 * The threshold of the highest mean F1; of several that are as good, the one in their middle. Boxes below the lowest score that was looked at are unknown: the
	 * evaluation should hold all that may be kept.
	 *
	 * <pre>{@code
	 * OperatingPoint best = OperatingPoint.best(evaluation, 0.05); // best.score() 0.43, best.f1() 0.91
	 * }</pre>
	 *
	 * @param least the lowest score to look at, 0 to 1
	 * @throws IllegalArgumentException if no class has true boxes
	 */
	public static OperatingPoint best(DetectionEvaluation evaluation, double least) {
		List<RankedMatches> classes = IntStream.range(0, evaluation.classes().size()).mapToObj(evaluation::matches).filter(m -> m.truths() > 0).toList();
		if (classes.isEmpty()) throw new IllegalArgumentException("Expected true boxes to choose a threshold by, got none.");
		int first = (int) Math.ceil(least * STEPS - 1e-9);
		double[] means = IntStream.rangeClosed(first, STEPS).mapToDouble(step -> mean(classes, step / (double) STEPS)).toArray();
		int begin = 0;
		int end = 0;
		for (int i = 1; i < means.length; i++) {
			if (means[i] > means[begin]) {
				begin = i;
				end = i;
			}
			else if (means[i] == means[begin] && end == i - 1) {
				end = i;
			}
		}
		return new OperatingPoint((first + (begin + end) / 2) / (double) STEPS, means[begin]);
	}

	private static double mean(List<RankedMatches> classes, double threshold) {
		return classes.stream().mapToDouble(matches -> f1(matches, threshold)).average().orElseThrow();
	}

	private static double f1(RankedMatches matches, double threshold) {
		int found = 0;
		int right = 0;
		for (RankedMatches.Match match : matches.ranked()) {
			if (match.score() < threshold) break;
			found++;
			right += match.isRight() ? 1 : 0;
		}
		return 2.0 * right / (found + matches.truths());
	}
}

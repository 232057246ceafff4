package sc.fovea.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The score from which boxes should be kept, so that few are missed and few are wrong. It is judged by F2 = 5·TP / (found + 4·true), for which a missed object is as bad
 * as four wrong boxes (van Rijsbergen 1979): objects that nobody annotated count as wrong boxes, and there are many of them in most data; F1 would drop objects that
 * are plainly there.
 *
 * @param score threshold, a multiple of 0.01
 * @param f2 the mean of F2 over the classes at this threshold and an IoU of 0.5; a class without true boxes does not count
 */
public record OperatingPoint(double score, double f2) {

	private static final int STEPS = 100;

	/**
	 * The threshold of the highest mean F2; of several that are as good, the one in their middle. Boxes below the lowest score that was looked at are unknown: the
	 * evaluation should hold all that may be kept.
	 *
	 * <pre>{@code
	 * OperatingPoint best = OperatingPoint.best(evaluation, 0.05); // best.score() 0.43, best.f2() 0.91
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
		return classes.stream().mapToDouble(matches -> f2(matches, threshold)).average().orElseThrow();
	}

	private static double f2(RankedMatches matches, double threshold) {
		int found = 0;
		int right = 0;
		for (RankedMatches.Match match : matches.ranked()) {
			if (match.score() < threshold) break;
			found++;
			right += match.isRight() ? 1 : 0;
		}
		return 5.0 * right / (found + 4.0 * matches.truths());
	}
}

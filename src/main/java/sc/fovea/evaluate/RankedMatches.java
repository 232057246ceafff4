package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Found boxes of one class over all images, by descending score, each right or wrong; of equal scores in the order of the images. From them come the curve of
 * precision over recall and its area.
 *
 * @param ranked best first
 * @param truths true boxes that should be found
 */
public record RankedMatches(List<Match> ranked, int truths) {

	private static final Comparator<Match> BEST_FIRST = Comparator.comparingDouble((Match m) -> -m.score());
	private static final int RECALLS = 101;

	/**
	 * A found box that counts.
	 *
	 * @param score of the box
	 * @param isRight whether it matches a true box that no better one matches
	 */
	public record Match(double score, boolean isRight) {}

	/**
	 * The best boxes, down to one of them, taken together.
	 *
	 * @param score of the last
	 * @param precision share of them that are right
	 * @param recall share of the true boxes that they match
	 */
	public record Point(double score, double precision, double recall) {}

	/** Sorts the matches. */
	public RankedMatches {
		ranked = ranked.stream().sorted(BEST_FIRST).toList();
	}

	/** How many boxes are right. */
	public int right() {
		return (int) ranked.stream().filter(Match::isRight).count();
	}

	/** Share of the true boxes that are matched; not a number if there are none. */
	public double recall() {
		return truths == 0 ? Double.NaN : (double) right() / truths;
	}

	/** Precision and recall after each box; recall is not a number if there are no true boxes. */
	public List<Point> curve() {
		List<Point> points = new ArrayList<>();
		int right = 0;
		for (Match match : ranked) {
			right += match.isRight() ? 1 : 0;
			points.add(new Point(match.score(), right / (points.size() + 1.0), truths == 0 ? Double.NaN : (double) right / truths));
		}
		return points;
	}

	/**
	 * Average precision of Pascal VOC since 2010: the area under the curve, after precision at each recall was raised to the highest at that or a higher recall.
	 * Not a number if there are no true boxes.
	 */
	public double averagePrecision() {
		if (truths == 0) return Double.NaN;
		double[] precision = envelope();
		double area = 0;
		int right = 0;
		for (int i = 0; i < precision.length; i++) {
			if (ranked.get(i).isRight()) {
				right++;
				area += precision[i];
			}
		}
		return right == 0 ? 0 : area / truths;
	}

	/** Average precision of COCO: the mean of {@link #precisionAtRecalls}. Not a number if there are no true boxes. */
	public double interpolatedPrecision() {
		return truths == 0 ? Double.NaN : Arrays.stream(atRecalls()).sum() / RECALLS;
	}

	/** The highest precision at the recall or a higher one, for each of 101 recalls 0, 0.01, …, 1; 0 where it is not reached. */
	public List<Double> precisionAtRecalls() {
		return Arrays.stream(atRecalls()).boxed().toList();
	}

	private double[] atRecalls() {
		double[] precision = envelope();
		List<Point> curve = curve();
		double[] values = new double[RECALLS];
		for (int step = 0, i = 0; step < RECALLS; step++) {
			while (i < precision.length && !(curve.get(i).recall() >= step * 0.01))
				i++;
			values[step] = i < precision.length ? precision[i] : 0;
		}
		return values;
	}

	/** For each place of the ranking the highest precision there or later. */
	private double[] envelope() {
		double[] precision = curve().stream().mapToDouble(Point::precision).toArray();
		for (int i = precision.length - 2; i >= 0; i--) {
			precision[i] = Math.max(precision[i], precision[i + 1]);
		}
		return precision;
	}
}

package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Receiver operating characteristic: the share of positives that are found (true positive rate) over the share of negatives that are taken for positives (false positive
 * rate), for every threshold of a score.
 *
 * @param points from (0, 0) to (1, 1); a line between two stands for equal scores
 */
public record RocCurve(List<Point> points) {

	/**
	 * A point.
	 *
	 * @param threshold scores from it on count as positive; infinite for none
	 * @param falsePositives rate, 0–1
	 * @param truePositives rate, 0–1
	 */
	public record Point(double threshold, double falsePositives, double truePositives) {}

	/** Copies the points. */
	public RocCurve {
		points = List.copyOf(points);
	}

	/**
	 * The curve of scores; rates are not numbers where there are no positives or no negatives.
	 *
	 * @param scores higher for what is more likely positive
	 * @param positives which are
	 */
	public static RocCurve of(double[] scores, boolean[] positives) {
		long positive = IntStream.range(0, positives.length).filter(i -> positives[i]).count();
		long negative = positives.length - positive;
		List<Integer> order = IntStream.range(0, scores.length).boxed().sorted(Comparator.comparingDouble((Integer i) -> -scores[i])).toList();
		List<Point> points = new ArrayList<>();
		points.add(new Point(Double.POSITIVE_INFINITY, 0.0 / negative, 0.0 / positive));
		long found = 0;
		for (int i = 0; i < order.size(); i++) {
			found += positives[order.get(i)] ? 1 : 0;
			boolean isLastOfEqual = i + 1 == order.size() || scores[order.get(i + 1)] != scores[order.get(i)];
			if (isLastOfEqual) {
				points.add(new Point(scores[order.get(i)], (double) (i + 1 - found) / negative, (double) found / positive));
			}
		}
		return new RocCurve(points);
	}

	/** Area under the curve by trapezoids: the probability that a positive has a higher score than a negative, equal ones counting half (Hanley and McNeil 1982). */
	public double area() {
		double area = 0;
		for (int i = 1; i < points.size(); i++) {
			Point a = points.get(i - 1);
			Point b = points.get(i);
			area += (b.falsePositives() - a.falsePositives()) * (a.truePositives() + b.truePositives()) / 2;
		}
		return area;
	}

	/** Highest share of positives that is found at a false positive rate, with straight lines between points; not a number if there is no curve. */
	public double truePositives(double falsePositives) {
		double best = Double.NaN;
		for (int i = 0; i < points.size(); i++) {
			Point b = points.get(i);
			if (b.falsePositives() <= falsePositives) {
				best = b.truePositives();
			}
			else if (i > 0 && points.get(i - 1).falsePositives() <= falsePositives) {
				Point a = points.get(i - 1);
				double share = (falsePositives - a.falsePositives()) / (b.falsePositives() - a.falsePositives());
				best = a.truePositives() + share * (b.truePositives() - a.truePositives());
			}
		}
		return best;
	}
}

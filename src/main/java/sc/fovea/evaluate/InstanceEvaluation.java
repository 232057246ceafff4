package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import sc.fovea.geometry.AveragePrecision;
import sc.fovea.geometry.InstanceMatching;
import sc.fovea.geometry.MatchCounts;

/**
 * How well objects were found and outlined, at the ten IoU thresholds 0.50, 0.55, …, 0.95. A predicted and a true object match if their intersection over
 * union is above the threshold; from 0.5 on no object has two such partners.
 *
 * <pre>{@code
 * InstanceEvaluation both = InstanceEvaluation.of(truth1, predicted1).plus(InstanceEvaluation.of(truth2, predicted2));
 * both.at(0.5).counts().f1();
 * }</pre>
 *
 * @param matches counts at each threshold
 * @param iouSums sum of the intersections over union of the matches at each threshold
 * @param sizes the true objects by area
 */
public record InstanceEvaluation(AveragePrecision matches, List<Double> iouSums, SizeStrata sizes) implements Evaluation<InstanceEvaluation> {

	private static final int THRESHOLDS = 10;
	private static final double LOOSEST = 0.5;

	/** Copies the sums. @throws IllegalArgumentException if there are not ten */
	public InstanceEvaluation {
		iouSums = List.copyOf(iouSums);
		if (iouSums.size() != THRESHOLDS) throw new IllegalArgumentException("Expected " + THRESHOLDS + " sums, got " + iouSums.size() + ".");
	}

	/**
	 * Compares two label images.
	 *
	 * @param truth id of each pixel, 0 for background, negative where nobody annotated
	 * @param predicted likewise
	 * @throws IllegalArgumentException if the images differ in size
	 */
	public static InstanceEvaluation of(int[] truth, int[] predicted) {
		InstanceMatching matching = InstanceMatching.of(truth, predicted);
		List<Double> sums = new ArrayList<>();
		for (int i = 0; i < THRESHOLDS; i++) {
			sums.add(sumAbove(threshold(i), matching.pairs().iou()));
		}
		double[] partners = partners(matching.truths(), matching.pairs().truth(), matching.pairs().iou());
		return new InstanceEvaluation(AveragePrecision.of(matching), sums, SizeStrata.of(ObjectIndex.of(truth).areas(), partners));
	}

	private static double sumAbove(double threshold, double[] ious) {
		double sum = 0;
		for (double iou : ious) {
			sum += iou > threshold ? iou : 0;
		}
		return sum;
	}

	/** By number of an object the intersection over union with its partner; 0 if it has none above 0.5. */
	static double[] partners(int objects, int[] numbers, double[] ious) {
		double[] partners = new double[objects];
		for (int i = 0; i < ious.length; i++) {
			if (ious[i] > LOOSEST) partners[numbers[i]] = ious[i];
		}
		return partners;
	}

	private static double threshold(int position) {
		return (50 + 5 * position) / 100.0;
	}

	@Override
	public InstanceEvaluation plus(InstanceEvaluation other) {
		List<Double> sums = new ArrayList<>();
		for (int i = 0; i < THRESHOLDS; i++) {
			sums.add(iouSums.get(i) + other.iouSums.get(i));
		}
		return new InstanceEvaluation(matches.plus(other.matches), sums, sizes.plus(other.sizes));
	}

	/** The scores at all thresholds, from 0.50 to 0.95. */
	public List<InstanceScore> scores() {
		return IntStream.range(0, THRESHOLDS).mapToObj(i -> new InstanceScore(threshold(i), matches.counts().get(i), iouSums.get(i))).toList();
	}

	/**
	 * The scores at one threshold.
	 *
	 * @param iouThreshold 0.50, 0.55, … or 0.95
	 * @throws IllegalArgumentException if it is another number
	 */
	public InstanceScore at(double iouThreshold) {
		matches.countsAt(iouThreshold); // refuses other numbers
		return scores().get((int) Math.round((iouThreshold - LOOSEST) * 20));
	}

	/** The mean of AP over all thresholds. */
	@Override
	public double score() {
		return matches.mean();
	}

	@Override
	public Map<String, Number> numbers() {
		InstanceScore loosest = at(LOOSEST);
		MatchCounts counts = loosest.counts();
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("true_objects", counts.truePositives() + counts.falseNegatives());
		numbers.put("predicted_objects", counts.truePositives() + counts.falsePositives());
		numbers.put("matched@0.5", counts.truePositives());
		numbers.put("false@0.5", counts.falsePositives());
		numbers.put("missed@0.5", counts.falseNegatives());
		numbers.put("AP@0.5", counts.averagePrecision());
		numbers.put("AP@0.75", matches.at(0.75));
		numbers.put("AP@0.5:0.95", score());
		numbers.put("precision@0.5", counts.precision());
		numbers.put("recall@0.5", counts.recall());
		numbers.put("F1@0.5", counts.f1());
		numbers.put("PQ", loosest.panopticQuality());
		numbers.put("mean_matched_IoU", loosest.meanMatchedIou());
		return numbers;
	}

	@Override
	public Map<String, Table> tables() {
		Map<String, Table> tables = new LinkedHashMap<>();
		tables.put("evaluation", thresholds());
		tables.put("objects_by_size", sizes.table());
		return tables;
	}

	private Table thresholds() {
		List<List<Object>> rows = new ArrayList<>();
		for (InstanceScore score : scores()) {
			MatchCounts c = score.counts();
			rows.add(List.of(score.iouThreshold(), c.truePositives(), c.falsePositives(), c.falseNegatives(), c.averagePrecision(), c.precision(),
				c.recall(), c.f1(), score.panopticQuality(), score.meanMatchedIou()));
		}
		return new Table(List.of("IoU", "TP", "FP", "FN", "AP", "precision", "recall", "F1", "PQ", "mean_matched_IoU"), rows);
	}

	@Override
	public Chart chart() {
		Map<String, List<Double>> lines = new LinkedHashMap<>();
		lines.put("AP", line(score -> score.counts().averagePrecision()));
		lines.put("F1", line(score -> score.counts().f1()));
		lines.put("PQ", line(InstanceScore::panopticQuality));
		return new Chart("Objects by IoU threshold", "IoU threshold", line(InstanceScore::iouThreshold), lines);
	}

	private List<Double> line(ToDoubleFunction<InstanceScore> value) {
		return scores().stream().mapToDouble(value).boxed().toList();
	}
}

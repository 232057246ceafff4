package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import sc.fovea.geometry.ScoredBox;

/**
 * How well boxes were found: average precision of a class and mean average precision (mAP), as Pascal VOC counts (Everingham et al. 2010): each found box, best first, belongs to the true box of its class and image with the
 * highest intersection over union (IoU). From an IoU of 0.5 on it is right, unless a better one was there before; where the true box need not be found, it is neither
 * right nor wrong. Scores of all images are ranked together.
 *
 * <pre>{@code
 * DetectionEvaluation evaluation = new DetectionEvaluation(List.of("RBC", "WBC"), List.of(new DetectedImage("smear1", truths, found)));
 * evaluation.meanAveragePrecision(); // mAP at IoU 0.5
 * evaluation.coco();                 // COCO's twelve numbers
 * }</pre>
 *
 * @param classes names, by number
 * @param images what should be found and what was
 */
public record DetectionEvaluation(List<String> classes, List<DetectedImage> images) implements Evaluation<DetectionEvaluation> {

	private static final double IOU = 0.5;

	/** Copies the lists. @throws IllegalArgumentException if a box is of a class that has no name */
	public DetectionEvaluation {
		classes = List.copyOf(classes);
		images = List.copyOf(images);
		for (DetectedImage image : images) {
			int highest = IntStream.concat(image.truths().stream().mapToInt(TrueBox::category), image.found().stream().mapToInt(ScoredBox::category)).max()
				.orElse(-1);
			if (highest >= classes.size()) {
				throw new IllegalArgumentException("Expected classes from 0 to " + (classes.size() - 1) + ", got " + highest + " in '" + image.name() + "'.");
			}
		}
	}

	/** @throws IllegalArgumentException if the classes differ */
	@Override
	public DetectionEvaluation plus(DetectionEvaluation other) {
		if (!classes.equals(other.classes)) {
			throw new IllegalArgumentException("Expected the classes " + classes + ", got " + other.classes + ".");
		}
		List<DetectedImage> all = new ArrayList<>(images);
		all.addAll(other.images);
		return new DetectionEvaluation(classes, all);
	}

	/** The found boxes of a class by score, at an IoU of 0.5. */
	public RankedMatches matches(int category) {
		return matches(category, IOU);
	}

	/** The found boxes of a class by score. @param iou least intersection over union of a match */
	public RankedMatches matches(int category, double iou) {
		List<RankedMatches.Match> matches = new ArrayList<>();
		int truths = 0;
		for (DetectedImage image : images) {
			List<TrueBox> wanted = image.truths(category);
			truths += (int) wanted.stream().filter(t -> !t.isOptional()).count();
			add(image.found(category), wanted, iou, matches);
		}
		return new RankedMatches(matches, truths);
	}

	private static void add(List<ScoredBox> found, List<TrueBox> wanted, double iou, List<RankedMatches.Match> matches) {
		boolean[] taken = new boolean[wanted.size()];
		for (ScoredBox box : found) {
			int best = -1;
			double highest = 0;
			for (int i = 0; i < taken.length; i++) {
				double overlap = wanted.get(i).overlap(box.box());
				if (overlap > highest) {
					highest = overlap;
					best = i;
				}
			}
			boolean isMatch = best >= 0 && highest >= iou;
			if (!isMatch || !wanted.get(best).isOptional()) {
				matches.add(new RankedMatches.Match(box.score(), isMatch && !taken[best]));
			}
			if (isMatch) {
				taken[best] = true;
			}
		}
	}

	/** Mean average precision: the mean over the classes of the average precision at IoU 0.5; a class without true boxes does not count. Not a number if no class has one. */
	public double meanAveragePrecision() {
		return meanAveragePrecision(IOU);
	}

	/** The same at another IoU. */
	public double meanAveragePrecision(double iou) {
		return IntStream.range(0, classes.size()).mapToDouble(c -> matches(c, iou).averagePrecision()).filter(ap -> !Double.isNaN(ap)).average()
			.orElse(Double.NaN);
	}

	/** COCO's twelve numbers by name; not a number where there are no true boxes. */
	public Map<String, Double> coco() {
		return new CocoScores(images, classes.size()).numbers();
	}

	/** COCO's average precision of a class over the IoUs 0.50, 0.55, …, 0.95. */
	public double cocoPrecision(int category) {
		return new CocoScores(images, classes.size()).averagePrecision(category);
	}

	/** {@link #meanAveragePrecision()}; where nothing should be found 1 if nothing was, else 0. */
	@Override
	public double score() {
		double mean = meanAveragePrecision();
		boolean isClean = images.stream().allMatch(image -> image.found().isEmpty());
		return Double.isNaN(mean) ? isClean ? 1 : 0 : mean;
	}

	@Override
	public Map<String, Number> numbers() {
		List<RankedMatches> all = IntStream.range(0, classes.size()).mapToObj(this::matches).toList();
		int truths = all.stream().mapToInt(RankedMatches::truths).sum();
		int right = all.stream().mapToInt(RankedMatches::right).sum();
		int counted = all.stream().mapToInt(m -> m.ranked().size()).sum();
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("true_objects", truths);
		numbers.put("predicted_objects", images.stream().mapToInt(image -> image.found().size()).sum());
		numbers.put("matched@0.5", right);
		numbers.put("false@0.5", counted - right);
		numbers.put("missed@0.5", truths - right);
		numbers.put("mAP@0.5", meanAveragePrecision());
		numbers.put("mAP@0.7", meanAveragePrecision(0.7));
		numbers.put("mAP@0.75", meanAveragePrecision(0.75));
		coco().forEach((name, value) -> numbers.put("COCO_" + name, value));
		return numbers;
	}

	@Override
	public Map<String, Table> tables() {
		Map<String, Table> tables = new LinkedHashMap<>();
		tables.put("evaluation", classTable());
		tables.put("precision_recall", curveTable());
		return tables;
	}

	private Table classTable() {
		List<List<Object>> rows = new ArrayList<>();
		for (int c = 0; c < classes.size(); c++) {
			RankedMatches at50 = matches(c);
			int right = at50.right();
			int counted = at50.ranked().size();
			rows.add(List.of(classes.get(c), at50.truths(), counted, right, counted == 0 ? Double.NaN : (double) right / counted, at50.recall(),
				at50.averagePrecision(), matches(c, 0.75).averagePrecision(), cocoPrecision(c)));
		}
		return new Table(List.of("class", "true_objects", "predicted_objects", "matched@0.5", "precision@0.5", "recall@0.5", "AP@0.5", "AP@0.75",
			"COCO_AP@0.5:0.95"), rows);
	}

	/** A row for each found box that counts, best first within its class. */
	private Table curveTable() {
		List<List<Object>> rows = new ArrayList<>();
		for (int c = 0; c < classes.size(); c++) {
			String name = classes.get(c);
			matches(c).curve().forEach(point -> rows.add(List.of(name, point.score(), point.recall(), point.precision())));
		}
		return new Table(List.of("class", "score", "recall", "precision"), rows);
	}

	/** Precision over recall of each class at IoU 0.5, raised to the highest at that or a higher recall. */
	@Override
	public Chart chart() {
		Map<String, List<Double>> lines = new LinkedHashMap<>();
		for (int c = 0; c < classes.size(); c++) {
			lines.put(classes.get(c), matches(c).precisionAtRecalls());
		}
		return new Chart("Precision over recall at IoU 0.5", "Recall", IntStream.rangeClosed(0, 100).mapToObj(i -> i / 100.0).toList(), lines);
	}
}

package sc.fovea.task.detection.region;

import sc.fovea.data.LabelledBox;
import java.util.stream.IntStream;
import sc.fovea.train.loop.Example;
import sc.fovea.train.IllustratedValidation;
import java.util.function.Consumer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import sc.fovea.data.Sample;
import sc.fovea.evaluate.DetectedImage;
import sc.fovea.evaluate.DetectionEvaluation;
import sc.fovea.evaluate.OperatingPoint;
import sc.fovea.evaluate.TrueBox;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Weights;
import sc.fovea.train.loop.Score;

/**
 * Scores weights by the boxes that a user will see: average precision as Pascal VOC counts it, over all samples together. The score is the mean over the classes
 * at IoUs of 0.5 and 0.75: what is found counts, and how well its box fits. Boxes down to a score of 0.05 are counted, whatever the threshold of the model. The threshold that would suit the weights best is a metric, too.
 *
 * @param classes names
 * @param opening makes weights ready to find boxes
 * @param samples to score on
 * @param viewer of examples
 */
public record DetectionValidation(List<String> classes, Function<Weights, SampleDetector> opening, List<Sample> samples, Consumer<List<Example>> viewer)
	implements
		IllustratedValidation {

	/** Name of the mean over the classes of the average precision at IoU 0.5. */
	public static final String MEAN = "mAP@0.5";

	/** Name of the mean over the classes of F2 at IoU 0.5, with the best threshold. */
	public static final String F2 = "F2@0.5";
	/** Name of that threshold. */
	public static final String THRESHOLD = "threshold";

	/** From which score on boxes are counted. */
	public static final double LEAST_SCORE = 0.05;

	/** @throws IllegalArgumentException if there is no annotated box in the samples */
	public DetectionValidation {
		if (samples.stream().allMatch(s -> s.boxes().isEmpty())) {
			throw new IllegalArgumentException("Expected an annotated box in the images to judge by, got none in " + samples.stream().map(Sample::name).toList()
				+ "; annotate more images or choose another seed.");
		}
	}

	/** The score from which on boxes are kept that suits weights best, or what it was before where nothing was right at any. @param before 0–1 */
	public static double threshold(Score score, double before) {
		return score.metrics().getOrDefault(F2, 0.0) > 0 ? score.metrics().get(THRESHOLD) : before;
	}

	/** Without a viewer. */
	public DetectionValidation(List<String> classes, Function<Weights, SampleDetector> opening, List<Sample> samples) {
		this(classes, opening, samples, examples -> {});
	}

	@Override
	public Function<Weights, Score> shownTo(Consumer<List<Example>> newViewer) {
		return new DetectionValidation(classes, opening, samples, newViewer);
	}

	@Override
	public Score apply(Weights weights) {
		DetectionEvaluation evaluation = evaluation(weights);
		Map<String, Double> metrics = new LinkedHashMap<>();
		double mean = evaluation.meanAveragePrecision();
		metrics.put(MEAN, mean);
		double strict = evaluation.meanAveragePrecision(0.75);
		metrics.put("mAP@0.75", strict);
		for (int c = 0; c < classes.size(); c++) {
			double precision = evaluation.matches(c).averagePrecision();
			if (!Double.isNaN(precision)) metrics.put("AP@0.5 " + classes.get(c), precision);
		}
		OperatingPoint point = OperatingPoint.best(evaluation, LEAST_SCORE);
		metrics.put(F2, point.f2());
		metrics.put(THRESHOLD, point.score());
		viewer
			.accept(IntStream.range(0, Math.min(Example.MOST, samples.size())).mapToObj(i -> example(samples.get(i), evaluation.images().get(i), point.score()))
				.toList());
		return new Score((mean + strict) / 2, metrics);
	}

	/** With the boxes that a model of these weights would keep. */
	private Example example(Sample sample, DetectedImage image, double threshold) {
		List<LabelledBox> found = image.found().stream().filter(box -> box.score() >= threshold)
			.map(box -> LabelledBox.of(classes.get(box.category()), box.box())).toList();
		return new Example(sample, Example.Marks.of(sample.boxes()), Example.Marks.of(found));
	}

	/** What is found in the samples, and what should be. */
	public DetectionEvaluation evaluation(Weights weights) {
		List<DetectedImage> images = new ArrayList<>();
		try (SampleDetector detector = opening.apply(weights)) {
			for (Sample sample : samples) {
				List<ScoredBox> found = detector.find(sample).stream().filter(box -> isKnown(sample, box.box())).toList();
				images.add(new DetectedImage(sample.name(), truths(sample), found));
			}
		}
		return new DetectionEvaluation(classes, images);
	}

	private List<TrueBox> truths(Sample sample) {
		return sample.boxes().stream().map(box -> TrueBox.of(box.box(), classes.indexOf(box.label()))).toList();
	}

	/** Whether the middle of a box is annotated. */
	private static boolean isKnown(Sample sample, Box box) {
		int x = (int) Math.min(sample.width() - 1, box.centerX());
		int y = (int) Math.min(sample.height() - 1, box.centerY());
		return sample.labels()[y * sample.width() + x] != Sample.IGNORED;
	}
}

package sc.fovea.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.data.Sample;
import sc.fovea.evaluate.DetectedImage;
import sc.fovea.evaluate.DetectionEvaluation;
import sc.fovea.evaluate.OperatingPoint;
import sc.fovea.evaluate.TrueBox;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.model.TaskSettings.Boxes;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.task.BoxDetection;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TiledInference;

/**
 * Scores weights by the boxes that a user will see: average precision as Pascal VOC counts it, over all samples together. The score is the mean over the classes
 * at an IoU of 0.5. Boxes down to a score of 0.05 are counted, whatever the threshold of the model. The threshold that would suit the weights best is a metric, too.
 *
 * @param backend runs the network
 * @param network with the heads that the settings name
 * @param settings of the task
 * @param samples to score on
 */
public record DetectionValidation(Backend backend, Network network, Boxes settings, List<Sample> samples) implements Function<Weights, Score> {

	/** Name of the deciding metric: the mean over the classes of the average precision at IoU 0.5. */
	public static final String MEAN = "mAP@0.5";

	/** Name of the mean over the classes of F2 at IoU 0.5, with the best threshold. */
	public static final String F2 = "F2@0.5";
	/** Name of that threshold. */
	public static final String THRESHOLD = "threshold";

	private static final double LEAST_SCORE = 0.05;

	@Override
	public Score apply(Weights weights) {
		DetectionEvaluation evaluation = evaluation(weights);
		Map<String, Double> metrics = new LinkedHashMap<>();
		double mean = evaluation.meanAveragePrecision();
		metrics.put(MEAN, mean);
		metrics.put("mAP@0.75", evaluation.meanAveragePrecision(0.75));
		for (int c = 0; c < settings.classes().size(); c++) {
			double precision = evaluation.matches(c).averagePrecision();
			if (!Double.isNaN(precision)) metrics.put("AP@0.5 " + settings.classes().get(c), precision);
		}
		OperatingPoint point = OperatingPoint.best(evaluation, LEAST_SCORE);
		metrics.put(F2, point.f2());
		metrics.put(THRESHOLD, point.score());
		return new Score(mean, metrics);
	}

	/** What is found in the samples, and what should be. */
	public DetectionEvaluation evaluation(Weights weights) {
		Boxes all = new Boxes(settings.classes(), settings.grid(), settings.heads(), new Boxes.Thresholds(LEAST_SCORE, settings.thresholds().maximumIou()));
		List<DetectedImage> images = new ArrayList<>();
		try (Runner runner = backend.runner(network, weights)) {
			BoxDetection detection = new BoxDetection(new TiledInference(runner, MemoryBudget.automatic()), all);
			for (Sample sample : samples) {
				List<ScoredBox> found = detection.detect(new SampleSource(sample), Progress.none());
				images.add(new DetectedImage(sample.name(), truths(sample), found.stream().filter(box -> isKnown(sample, box.box())).toList()));
			}
		}
		return new DetectionEvaluation(settings.classes(), images);
	}

	private List<TrueBox> truths(Sample sample) {
		return sample.boxes().stream().map(box -> TrueBox.of(box.box(), settings.classes().indexOf(box.label()))).toList();
	}

	/** Whether the middle of a box is annotated. */
	private static boolean isKnown(Sample sample, Box box) {
		int x = (int) Math.min(sample.width() - 1, box.centerX());
		int y = (int) Math.min(sample.height() - 1, box.centerY());
		return sample.labels()[y * sample.width() + x] != Sample.IGNORED;
	}
}

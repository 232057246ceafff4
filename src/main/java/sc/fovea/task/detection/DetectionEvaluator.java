package sc.fovea.task.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.LabelHints;
import sc.fovea.annotation.LeftOut;
import sc.fovea.annotation.Skip;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.evaluate.DetectedImage;
import sc.fovea.evaluate.DetectionEvaluation;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.evaluate.ImageResult;
import sc.fovea.evaluate.Reference;
import sc.fovea.evaluate.TrueBox;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.image.ChosenChannel;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.predict.Detector;
import sc.fovea.predict.ProgressPart;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.Progress;

/**
 * Compares the boxes that a model finds with true ones, one image after the other.
 *
 * @param detector a loaded model, which is not closed here
 * @param options of the user; without a probability, boxes from a score of {@value #LEAST_SCORE} on are looked at, since average precision is about all scores
 * @param channel of each image, by number, name or colour; 0 for the only one
 */
public record DetectionEvaluator(Detector detector, SegmentationOptions options, String channel) {

	private static final double LEAST_SCORE = 0.05;

	/**
	 * Compares all.
	 *
	 * @param data with at least one image; one that cannot be used, or holds an object of a class that the model does not know, is left out and said, unless the data are
	 *        strict or more than half cannot be used
	 * @throws ImageFileException naming the file, if it cannot be left out
	 * @throws IllegalArgumentException if there is no image
	 * @throws CancellationException if it was cancelled
	 */
	public EvaluationReport run(DataSet data, Progress progress) throws ImageFileException {
		int count = data.images().size();
		List<DetectedImage> compared = new ArrayList<>();
		List<ImageResult> results = new ArrayList<>();
		List<Skip> left = new ArrayList<>(data.skips());
		LeftOut failures = new LeftOut(data.isStrict(), count, left::add);
		for (int i = 0; i < count; i++) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + i + " of " + count + " images.");
			AnnotatedImage image = data.images().get(i);
			Progress part = new ProgressPart(progress, i, count);
			failures.trying(() -> {
				DetectedImage one = compare(image, left::add, part);
				compared.add(one);
				DetectionEvaluation alone = new DetectionEvaluation(detector.classes(), List.of(one));
				results.add(new ImageResult(Reference.of(image), alone.score(), alone.numbers()));
			});
			progress.progress(i + 1L, count);
		}
		if (compared.isEmpty()) throw new IllegalArgumentException("Expected at least one image, got none.");
		return new EvaluationReport(new DetectionEvaluation(detector.classes(), compared), results, left);
	}

	/** What should be found in an image, and what is. @throws ImageFileException as {@link #run} */
	public DetectedImage compare(AnnotatedImage image, Progress progress) throws ImageFileException {
		return compare(image, hint -> {}, progress);
	}

	private DetectedImage compare(AnnotatedImage image, Consumer<Skip> hints, Progress progress) throws ImageFileException {
		try {
			ChosenChannel opened = ChosenChannel.open(image.image(), channel, detector.channels());
			Hyperstack pixels = opened.pixels();
			if (pixels.slices() * pixels.frames() != 1) {
				throw new ImageFileException("Expected an image of one slice and one frame, got " + pixels.slices() + " and " + pixels.frames() + " in \""
					+ image.image() + "\".");
			}
			Annotations annotations = image.annotations(Extent.plane(pixels.width(), pixels.height()));
			List<TrueBox> truths = truths(annotations);
			List<ScoredBox> found = detector.detect(pixels, lenient(opened.channel()), progress).stream()
				.map(d -> new ScoredBox(d.box(), d.score(), detector.classes().indexOf(d.label()))).toList();
			LabelHints.of(image.image(), annotations).forEach(hints);
			return new DetectedImage(image.name(), truths, found);
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + image.image() + "\" cannot be used: " + e.getMessage(), e);
		}
	}

	private SegmentationOptions lenient(int number) {
		SegmentationOptions chosen = options.withChannel(number);
		return chosen.probability() > 0 ? chosen : new SegmentationOptions(LEAST_SCORE, chosen.overlap(), chosen.scale(), chosen.channel());
	}

	/** True boxes, and regions that nobody annotated box by box, which are a crowd of every class. */
	private List<TrueBox> truths(Annotations annotations) throws ImageFileException {
		List<TrueBox> truths = new ArrayList<>();
		for (LabelledBox box : annotations.boxes()) {
			int category = detector.classes().indexOf(box.label());
			if (category < 0) {
				throw new ImageFileException("Expected objects of the classes " + String.join(", ", detector.classes()) + ", got '" + box.label() + "' in \""
					+ annotations.file() + "\".");
			}
			truths.add(TrueBox.of(box.box(), category));
		}
		for (Box region : annotations.ignoredBoxes()) {
			for (int c = 0; c < detector.classes().size(); c++) {
				truths.add(new TrueBox(region, c, region.area(), TrueBox.Kind.CROWD));
			}
		}
		return truths;
	}
}

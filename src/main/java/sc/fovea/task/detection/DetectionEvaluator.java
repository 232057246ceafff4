package sc.fovea.task.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.Annotations;
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
	 * @param images with annotations, at least one
	 * @throws ImageFileException naming the file, if an image or its annotations cannot be used, or an object is of a class that the model does not know
	 * @throws IllegalArgumentException if there is no image
	 * @throws CancellationException if it was cancelled
	 */
	public EvaluationReport run(List<AnnotatedImage> images, Progress progress) throws ImageFileException {
		List<DetectedImage> compared = new ArrayList<>();
		List<ImageResult> results = new ArrayList<>();
		for (AnnotatedImage image : images) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + compared.size() + " of " + images.size() + " images.");
			DetectedImage one = compare(image, new ProgressPart(progress, compared.size(), images.size()));
			compared.add(one);
			DetectionEvaluation alone = new DetectionEvaluation(detector.classes(), List.of(one));
			results.add(new ImageResult(Reference.of(image), alone.score(), alone.numbers()));
			progress.progress(compared.size(), images.size());
		}
		if (compared.isEmpty()) throw new IllegalArgumentException("Expected at least one image, got none.");
		return new EvaluationReport(new DetectionEvaluation(detector.classes(), compared), results);
	}

	/** What should be found in an image, and what is. @throws ImageFileException as {@link #run} */
	public DetectedImage compare(AnnotatedImage image, Progress progress) throws ImageFileException {
		try {
			ChosenChannel opened = ChosenChannel.open(image.image(), channel, detector.channels());
			Hyperstack pixels = opened.pixels();
			if (pixels.slices() * pixels.frames() != 1) {
				throw new ImageFileException("Expected an image of one slice and one frame, got " + pixels.slices() + " and " + pixels.frames() + " in \""
					+ image.image() + "\".");
			}
			List<TrueBox> truths = truths(image.annotations(Extent.plane(pixels.width(), pixels.height())));
			List<ScoredBox> found = detector.detect(pixels, lenient(opened.channel()), progress).stream()
				.map(d -> new ScoredBox(d.box(), d.score(), detector.classes().indexOf(d.label()))).toList();
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

package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import sc.fovea.data.LabelPlane;
import sc.fovea.geometry.KnownLabels;
import sc.fovea.image.Comparison;
import sc.fovea.image.ImageFileException;
import sc.fovea.predict.ProgressPart;
import sc.fovea.tile.Progress;

/**
 * Compares predictions with true labels, one image after the other: only one is in memory at a time.
 *
 * <pre>{@code
 * List<Reference> references = Reference.images(DataSet.open(folder, AnnotationFormats.own()));
 * Evaluator<?> evaluator = new Evaluator<>(new InstanceMeasure(), new ModelPrediction(segmenter, SegmentationOptions.STANDARD, "0"));
 * EvaluationReport report = evaluator.run(references, Progress.none());
 * report.pooled().score();
 * }</pre>
 *
 * @param measure compares
 * @param prediction gives the labels that are measured
 * @param <E> what the comparison gives
 */
public record Evaluator<E extends Evaluation<E>>(Measure<E> measure, Prediction prediction) {

	/**
	 * Compares all.
	 *
	 * @param references at least one
	 * @throws ImageFileException naming the file, if labels cannot be had or their sizes differ
	 * @throws IllegalArgumentException if there is no reference
	 * @throws CancellationException if it was cancelled
	 */
	public EvaluationReport run(List<Reference> references, Progress progress) throws ImageFileException {
		Optional<E> pooled = Optional.empty();
		List<ImageResult> images = new ArrayList<>();
		for (Reference reference : references) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + images.size() + " of " + references.size() + " images.");
			E one = measure(reference, new ProgressPart(progress, images.size(), references.size()));
			images.add(new ImageResult(reference, one.score(), one.numbers()));
			pooled = Optional.of(pooled.map(sum -> sum.plus(one)).orElse(one));
			progress.progress(images.size(), references.size());
		}
		return new EvaluationReport(pooled.orElseThrow(() -> new IllegalArgumentException("Expected at least one image, got none.")), images);
	}

	private E measure(Reference reference, Progress progress) throws ImageFileException {
		LabelPlane truth = measure.truth(reference);
		LabelPlane predicted = predicted(reference, truth, progress);
		try {
			return measure.of(truth, predicted);
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException(e.getMessage(), e);
		}
	}

	private LabelPlane predicted(Reference reference, LabelPlane truth, Progress progress) throws ImageFileException {
		LabelPlane predicted = prediction.of(reference, progress);
		if (predicted.width() != truth.width() || predicted.height() != truth.height()) {
			throw new ImageFileException("Expected " + truth.width() + "x" + truth.height() + " pixels as in the true labels \"" + truth.file() + "\", got "
				+ predicted.width() + "x" + predicted.height() + " in \"" + predicted.file() + "\".");
		}
		return predicted;
	}

	/**
	 * Predicts an image once more, so that not all predictions have to be kept, and shows it beside the truth.
	 *
	 * @throws ImageFileException as {@link #run}
	 */
	public Comparison compare(Reference reference, Progress progress) throws ImageFileException {
		LabelPlane truth = measure.truth(reference);
		LabelPlane predicted = predicted(reference, truth, progress);
		Measure.Mistakes mistakes = measure.mistakes(truth, predicted);
		KnownLabels known = KnownLabels.of(truth.ids(), predicted.ids());
		return new Comparison(truth.width(), new Comparison.Side(known.truth(), mistakes.missed()),
			new Comparison.Side(known.predicted(), mistakes.invented()));
	}
}

package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import sc.fovea.annotation.LeftOut;
import sc.fovea.annotation.Skip;
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

	/** Compares all; the first that cannot be had ends it. @throws ImageFileException as {@link #run(List, boolean, Progress)} */
	public EvaluationReport run(List<Reference> references, Progress progress) throws ImageFileException {
		return run(references, true, progress);
	}

	/**
	 * Compares all.
	 *
	 * @param references at least one
	 * @param isStrict whether labels that cannot be had are an error, and not only left out; more than half of all always are
	 * @throws ImageFileException naming the file, if labels cannot be had or their sizes differ
	 * @throws IllegalArgumentException if there is no reference
	 * @throws CancellationException if it was cancelled
	 */
	public EvaluationReport run(List<Reference> references, boolean isStrict, Progress progress) throws ImageFileException {
		List<E> all = new ArrayList<>();
		List<ImageResult> images = new ArrayList<>();
		List<Skip> left = new ArrayList<>();
		LeftOut failures = new LeftOut(isStrict, references.size(), left::add);
		for (int i = 0; i < references.size(); i++) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + i + " of " + references.size() + " images.");
			Reference reference = references.get(i);
			Progress part = new ProgressPart(progress, i, references.size());
			failures.trying(() -> {
				LabelPlane truth = measure.truth(reference);
				E one = measured(reference, truth, part);
				left.addAll(measure.hints(truth));
				images.add(new ImageResult(reference, one.score(), one.numbers()));
				all.add(one);
			});
			progress.progress(i + 1L, references.size());
		}
		E pooled = all.stream().reduce(Evaluation::plus).orElseThrow(() -> new IllegalArgumentException("Expected at least one image, got none."));
		return new EvaluationReport(pooled, images, left);
	}

	private E measured(Reference reference, LabelPlane truth, Progress progress) throws ImageFileException {
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

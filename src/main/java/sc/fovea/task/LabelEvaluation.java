package sc.fovea.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import sc.fovea.annotation.Skip;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.evaluate.Evaluator;
import sc.fovea.evaluate.Reference;
import sc.fovea.tile.Progress;

/**
 * An evaluation of labels, one for each pixel.
 *
 * @param evaluator compares labels with the truth
 * @param references the truth
 * @param left images and annotations that were left out before
 * @param request channel that pictures show, and whether files that cannot be used are an error
 */
public record LabelEvaluation(Evaluator<?> evaluator, List<Reference> references, List<Skip> left, EvaluationRequest request) implements EvaluationRun {

	@Override
	public EvaluationReport run(Progress progress) throws IOException {
		return evaluator.run(references, request.formats().isStrict(), progress).after(left);
	}

	@Override
	public void savePicture(Reference reference, Path file, Progress progress) throws IOException {
		evaluator.compare(reference, progress).savePng(reference.image(), request.channel(), file);
	}
}

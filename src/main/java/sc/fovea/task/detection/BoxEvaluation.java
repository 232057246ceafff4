package sc.fovea.task.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.DataSet;
import sc.fovea.evaluate.DetectedImage;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.evaluate.Reference;
import sc.fovea.evaluate.TrueBox;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.image.BoxPicture;
import sc.fovea.image.ImageWriter;
import sc.fovea.predict.Detector;
import sc.fovea.task.EvaluationRequest;
import sc.fovea.task.EvaluationRun;
import sc.fovea.tile.Progress;

/**
 * An evaluation of a model that finds boxes.
 *
 * @param detector a loaded model, which is not closed here
 * @param data with true boxes
 * @param request of the user
 */
record BoxEvaluation(Detector detector, DataSet data, EvaluationRequest request) implements EvaluationRun {

	@Override
	public EvaluationReport run(Progress progress) throws IOException {
		return evaluator().run(data, progress);
	}

	private DetectionEvaluator evaluator() {
		return new DetectionEvaluator(detector, request.options(), request.channel());
	}

	/** Boxes from the score on that the user or the model itself chose. */
	@Override
	public void savePicture(Reference reference, Path file, Progress progress) throws IOException {
		AnnotatedImage image = data.images().stream().filter(i -> i.name().equals(reference.name())).findFirst().orElseThrow();
		DetectedImage compared = evaluator().compare(image, progress);
		double shown = request.options().probability() > 0 ? 0 : detector.leastScore();
		BoxPicture picture = new BoxPicture(compared.truths().stream().map(TrueBox::box).toList(),
			compared.found().stream().filter(found -> found.score() >= shown).map(ScoredBox::box).toList());
		ImageWriter.savePng(picture.on(image.image(), request.channel()), file);
	}
}

package sc.fovea.task.localization;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import sc.fovea.annotation.DataSet;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.evaluate.Reference;
import sc.fovea.image.BoxPicture;
import sc.fovea.image.ImageWriter;
import sc.fovea.task.EvaluationRun;
import sc.fovea.tile.Progress;

/** An evaluation of a model that finds the one object of an image, on the images that hold exactly one. */
final class LocalizationFolderEvaluation implements EvaluationRun {

	private final LocalizationEvaluator evaluator;
	private final DataSet data;
	private final String channel;
	private List<LocalizedImage> answers = List.of();

	LocalizationFolderEvaluation(LocalizationEvaluator evaluator, DataSet data, String channel) {
		this.evaluator = evaluator;
		this.data = data;
		this.channel = channel;
	}

	@Override
	public EvaluationReport run(Progress progress) throws IOException {
		EvaluationReport report = evaluator.run(data, progress);
		answers = ((LocalizationEvaluation) report.pooled()).images();
		return report;
	}

	@Override
	public void savePicture(Reference reference, Path file, Progress progress) throws IOException {
		LocalizedImage shown = answers.stream().filter(answer -> answer.name().equals(reference.name())).findFirst().orElseThrow();
		BoxPicture picture = new BoxPicture(List.of(shown.box()), List.of(shown.found().box()));
		ImageWriter.savePng(picture.on(reference.image().orElseThrow(), channel), file);
	}
}

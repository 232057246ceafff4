package sc.fovea.task.classification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import sc.fovea.data.ClassFolders;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.evaluate.Reference;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.Overlays;
import sc.fovea.task.EvaluationRun;
import sc.fovea.tile.Progress;

/** An evaluation of a model that classifies images, on a folder of images for each class. */
final class ClassFolderEvaluation implements EvaluationRun {

	private final ClassEvaluator evaluator;
	private final ClassFolders folders;
	private final boolean isStrict;
	private List<ClassifiedImage> answers = List.of();

	ClassFolderEvaluation(ClassEvaluator evaluator, ClassFolders folders, boolean isStrict) {
		this.evaluator = evaluator;
		this.folders = folders;
		this.isStrict = isStrict;
	}

	@Override
	public EvaluationReport run(Progress progress) throws IOException {
		EvaluationReport report = evaluator.report(folders, isStrict, progress);
		answers = ((ClassEvaluation) report.pooled()).images();
		return report;
	}

	/** The image with what it is and what it was taken for. */
	@Override
	public void savePicture(Reference reference, Path file, Progress progress) throws IOException {
		Path image = reference.image().orElseThrow();
		String name = ClassEvaluator.name(folders, image);
		ClassifiedImage answer = answers.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
		String truth = line("is", answer.answer().classes().get(answer.truth()), answer.probabilityOfTruth());
		String prediction = line("taken for", answer.answer().label(), answer.answer().score());
		ImageWriter.savePng(Overlays.captioned(ImageFiles.open(image), List.of(truth, prediction)), file);
	}

	private static String line(String what, String name, double probability) {
		return String.format(Locale.ROOT, "%s %s (%.2f)", what, name, probability);
	}
}

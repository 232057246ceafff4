package sc.fovea.command;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sc.fovea.data.ClassFolders;
import sc.fovea.evaluate.ClassEvaluation;
import sc.fovea.evaluate.ClassEvaluator;
import sc.fovea.evaluate.ClassifiedImage;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.task.Classifier;
import sc.fovea.task.SegmentationOptions;
import sc.fovea.tile.Progress;

/**
 * Evaluates a model that classifies images on folders of images, and writes the results.
 *
 * @param job what is asked for
 */
record ClassFolderEvaluation(EvaluationJob job) {

	private static final int CAPTION = 20;
	private static final int NARROWEST = 256;

	/** Does it. @throws IOException with one sentence, if a file cannot be used */
	EvaluationJob.Outcome run(SegmenterRequest request, Progress progress) throws IOException {
		if (!job.options().equals(new SegmentationOptions(0, 0, 0, job.options().channel()))) {
			throw new IllegalArgumentException("Probability, overlap and scale are for objects, but images are classified; leave them at 0.");
		}
		ClassFolders folders = ClassFolders.list(job.places().data());
		AtomicFolder.prepare(job.places().output());
		try (ModelCache<Classifier> cache = ModelCache.ofClassifiers()) {
			return cache.use(request, (classifier, device) -> {
				EvaluationReport report = new ClassEvaluator(classifier, job.options().channel()).report(folders, progress);
				List<ClassifiedImage> answers = ((ClassEvaluation) report.pooled()).images();
				List<Path> files = folders.images().stream().map(ClassFolders.Item::file).toList();
				new EvaluationFiles(report, job.worst(), job.options().channel()).write((reference, file, quiet) -> {
					Path image = reference.image().orElseThrow();
					picture(ImageFiles.open(image), answers.get(files.indexOf(image)), file);
				}, job.places().output(), progress);
				return new EvaluationJob.Outcome(report, classifier.model().card().name(), Optional.of(device), List.of());
			});
		}
	}

	/** The image, at least 256 pixels wide, with what it is and what it was taken for. */
	private static void picture(ImagePlus image, ClassifiedImage answer, Path file) throws IOException {
		int factor = Math.max(1, (NARROWEST + image.getWidth() - 1) / image.getWidth());
		ImageProcessor pixels = image.getProcessor().convertToRGB();
		pixels.setInterpolationMethod(ImageProcessor.NONE);
		ImageProcessor shown = pixels.resize(image.getWidth() * factor, image.getHeight() * factor);
		ImageProcessor framed = shown.createProcessor(shown.getWidth(), shown.getHeight() + 2 * CAPTION);
		framed.setColor(Color.WHITE);
		framed.fill();
		framed.insert(shown, 0, 2 * CAPTION);
		framed.setColor(Color.BLACK);
		framed.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, CAPTION * 2 / 3));
		framed.drawString(line("is", answer.answer().classes().get(answer.truth()), answer.probabilityOfTruth()), 2, CAPTION);
		framed.drawString(line("taken for", answer.answer().label(), answer.answer().score()), 2, 2 * CAPTION);
		ImageWriter.savePng(framed.getBufferedImage(), file);
	}

	private static String line(String what, String name, double probability) {
		return String.format(Locale.ROOT, "%s %s (%.2f)", what, name, probability);
	}
}

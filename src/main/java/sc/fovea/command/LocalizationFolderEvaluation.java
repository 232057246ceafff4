package sc.fovea.command;

import ij.gui.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sc.fovea.annotation.DataSet;
import sc.fovea.evaluate.LocalizationEvaluation;
import sc.fovea.evaluate.LocalizationEvaluator;
import sc.fovea.evaluate.LocalizedImage;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.Overlays;
import sc.fovea.image.PlaneIndex;
import sc.fovea.task.Localizer;
import sc.fovea.task.SegmentationOptions;
import sc.fovea.tile.Progress;

/**
 * Evaluates a model that finds the one object of an image, on the images that hold exactly one, and writes the results.
 *
 * @param job what is asked for
 * @param data with true boxes
 */
record LocalizationFolderEvaluation(EvaluationJob job, DataSet data) {

	/** Does it. @throws IOException with one sentence, if a file cannot be used */
	EvaluationJob.Outcome run(SegmenterRequest request, Progress progress) throws IOException {
		int channel = job.options().channel();
		if (!job.options().equals(new SegmentationOptions(0, 0, 0, channel))) {
			throw new IllegalArgumentException("Probability, overlap and scale are for many objects, but the model finds one in each image; leave them at 0.");
		}
		AtomicFolder.prepare(job.places().output());
		try (ModelCache<Localizer> cache = ModelCache.ofLocalizers()) {
			return cache.use(request, (localizer, device) -> {
				LocalizationEvaluator.Outcome outcome = new LocalizationEvaluator(localizer, channel).run(data, progress);
				List<LocalizedImage> answers = ((LocalizationEvaluation) outcome.report().pooled()).images();
				new EvaluationFiles(outcome.report(), job.worst(), channel).write((reference, file, quiet) -> {
					LocalizedImage shown = answers.stream().filter(answer -> answer.name().equals(reference.name())).findFirst().orElseThrow();
					picture(reference.image().orElseThrow(), shown, file);
				}, job.places().output(), progress);
				return new EvaluationJob.Outcome(outcome.report(), localizer.model().card().name(), Optional.of(device), outcome.left());
			});
		}
	}

	/** Truth blue, found box orange. */
	private void picture(Path image, LocalizedImage shown, Path file) throws IOException {
		List<Roi> boxes = List.of(BoxEvaluation.roi(shown.box(), BoxEvaluation.TRUTH), BoxEvaluation.roi(shown.found().box(), BoxEvaluation.FOUND));
		PlaneIndex plane = new PlaneIndex(Math.max(0, job.options().channel() - 1), 0, 0);
		ImageWriter.savePng(Overlays.boxes(ImageFiles.open(image), plane, boxes), file);
	}
}

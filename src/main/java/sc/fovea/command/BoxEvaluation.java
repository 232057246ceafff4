package sc.fovea.command;

import ij.ImagePlus;
import ij.gui.Roi;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.DataSet;
import sc.fovea.evaluate.DetectedImage;
import sc.fovea.evaluate.DetectionEvaluator;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.Overlays;
import sc.fovea.image.PlaneIndex;
import sc.fovea.model.TaskSettings;
import sc.fovea.task.Detector;
import sc.fovea.tile.Progress;

/**
 * Evaluates a model that finds boxes, and writes the results.
 *
 * @param job what is asked for
 * @param data with true boxes
 */
record BoxEvaluation(EvaluationJob job, DataSet data) {

	static final Color TRUTH = new Color(0x3d, 0x7e, 0xff);
	static final Color FOUND = new Color(0xff, 0x8c, 0x1a);

	/** Does it. @throws IOException with one sentence, if a file cannot be used */
	EvaluationJob.Outcome run(SegmenterRequest request, Progress progress) throws IOException {
		AtomicFolder.prepare(job.places().output());
		try (ModelCache<Detector> cache = ModelCache.ofDetectors()) {
			return cache.use(request, (detector, device) -> {
				DetectionEvaluator evaluator = new DetectionEvaluator(detector, job.options());
				EvaluationReport report = evaluator.run(data.images(), progress);
				double shown = job.options().probability() > 0 ? 0 : detector.leastScore();
				new EvaluationFiles(report, job.worst(), job.options().channel())
					.write((reference, file, quiet) -> picture(evaluator.compare(image(reference.name()), quiet), shown, file), job.places().output(),
						progress);
				return new EvaluationJob.Outcome(report, detector.model().card().name(), Optional.of(device), data.skips());
			});
		}
	}

	private AnnotatedImage image(String name) {
		return data.images().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
	}

	/** Truth blue, found boxes orange. @param shown least score of a box in the picture */
	private void picture(DetectedImage compared, double shown, Path file) throws IOException {
		List<Roi> boxes = new ArrayList<>();
		compared.truths().forEach(truth -> boxes.add(roi(truth.box(), TRUTH)));
		compared.found().stream().filter(found -> found.score() >= shown).map(ScoredBox::box).forEach(box -> boxes.add(roi(box, FOUND)));
		ImagePlus image = ImageFiles.open(image(compared.name()).image());
		ImageWriter.savePng(Overlays.boxes(image, new PlaneIndex(Math.max(0, job.options().channel() - 1), 0, 0), boxes), file);
	}

	/** A rectangle in a colour. */
	static Roi roi(Box box, Color colour) {
		Roi roi = new Roi(box.x(), box.y(), box.width(), box.height());
		roi.setStrokeColor(colour);
		return roi;
	}
}

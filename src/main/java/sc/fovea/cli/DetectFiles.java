package sc.fovea.cli;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Detect;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.Hyperstack;
import sc.fovea.job.BoxRois;
import sc.fovea.job.ModelCache;
import sc.fovea.predict.Detector;
import sc.fovea.predict.SegmentationOptions;

/** {@code fovea detect}: images in, boxes with classes and scores out. */
final class DetectFiles implements Subcommand {

	/** The settings of the ImageJ command without those that stand for files, which are always written here. */
	private static final CommandOptions SETTINGS = CommandOptions.of(Detect.class, Set.of("rois", "roi", "measure", "options"))
		.withTasks(task -> task.verb().equals("detect") ? task.usageOptions() : List.of());

	private static final Set<ResultFile> FILES = EnumSet.of(ResultFile.ROIS, ResultFile.TABLE, ResultFile.OVERLAY);

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("detect");
		spec.usageMessage().header("Finds objects of several classes as boxes.").description("Writes for each image STEM:",
			"  STEM_detections.csv  class, score, place and size of each box, in pixels and calibrated",
			"  STEM_rois.zip        boxes for the ROI Manager", "  STEM_overlay.png     a picture of the boxes on the image",
			"and for all images together:", "  detections.json      all boxes, in the form of COCO results",
			"  counts.csv           number of boxes of each class", "  summary.csv          number of boxes, or why an image failed", "");
		SegmentOptions.addTo(spec, SETTINGS, FILES);
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		SegmentOptions options = SegmentOptions.of(parsed, SETTINGS, FILES).with(SETTINGS.taskValues(parsed));
		if (options.request().model().isBlank()) {
			throw new IllegalArgumentException("\"model\" must be the name of a detection model or the path of one, but is empty.");
		}
		try (ModelCache cache = new ModelCache()) {
			terminal.progress("Loading model " + options.request().model() + "...");
			return cache.use(options.request(), "detect", Detector.class, (detector, device) -> {
				AtomicFolder.prepare(options.output());
				DetectionFiles files = new DetectionFiles(detector.classes());
				ImageRun images = new ImageRun(options, terminal,
					input -> DetectionFiles.write(input, boxes(detector, options, input), options.batch()));
				int code = images.all(device);
				if (images.isSummarised()) FolderSummary.write(options.output(), options.request().model(), images);
				images.report(options.output());
				images.rows(DetectionFiles.BOXES, files::add);
				if (files.isEmpty() || images.isPart()) return code;
				files.finish(options.output());
				files.totals().forEach((label, count) -> terminal.line(label + ": " + count));
				return code;
			});
		}
	}

	private static BoxRois boxes(Detector detector, SegmentOptions options, ImageRun.Input input) {
		// It is for one thread at a time; images are read and files written meanwhile.
		synchronized (detector) {
			SegmentationOptions chosen = options.of(input.image(), detector.model());
			return new BoxRois(input.image(), detector.classes(), detector.detect(Hyperstack.of(input.image()), chosen, input.progress()));
		}
	}
}

package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Localize;
import sc.fovea.evaluate.Table;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.Hyperstack;
import sc.fovea.job.BoxRois;
import sc.fovea.job.ModelCache;
import sc.fovea.task.localization.Localization;
import sc.fovea.task.localization.Localizer;

/** {@code fovea localize}: images with one object each in, its class and box out. */
final class LocalizeFiles implements Subcommand {

	/** The settings of the ImageJ command without that which stands for a file, which is always written here. */
	private static final CommandOptions SETTINGS = CommandOptions.of(Localize.class, Set.of("rois"));

	/** Of all images. */
	private static final String TABLE = "localizations.csv";
	private static final Set<ResultFile> FILES = EnumSet.of(ResultFile.ROIS, ResultFile.OVERLAY);

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("localize");
		spec.usageMessage().header("Says what the one object of an image is, and where.").description("Writes for each image STEM:",
			"  STEM_rois.zip      the box for the ROI Manager", "  STEM_overlay.png   a picture of the box on the image", "and for all images together:",
			"  localizations.csv  image, class, score, place and size of the box, in pixels and calibrated",
			"  summary.csv        number of boxes, or why an image failed", "");
		SegmentOptions.addFilesTo(spec, SETTINGS, FILES);
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		SegmentOptions options = SegmentOptions.ofWhole(parsed, SETTINGS, FILES);
		if (options.request().model().isBlank()) {
			throw new IllegalArgumentException("\"model\" must be the name of a localization model or the path of one, but is empty.");
		}
		try (ModelCache cache = new ModelCache()) {
			terminal.progress("Loading model " + options.request().model() + "...");
			return cache.use(options.request(), "localize", Localizer.class, (localizer, device) -> {
				AtomicFolder.prepare(options.output());
				ImageRun images = new ImageRun(options, terminal, input -> write(input, boxes(localizer, options, input), options.batch()));
				int code = images.all(device);
				if (images.isSummarised()) FolderSummary.write(options.output(), options.request().model(), images);
				images.report(options.output());
				List<List<Object>> rows = new ArrayList<>();
				images.rows(TABLE, (name, some) -> rows.addAll(some));
				if (rows.isEmpty() || images.isPart()) return code;
				String csv = new Table(columns(), rows).csv();
				AtomicFiles.write(options.output().resolve(TABLE), file -> Files.writeString(file, csv));
				return code;
			});
		}
	}

	private static BoxRois boxes(Localizer localizer, SegmentOptions options, ImageRun.Input input) {
		// It is for one thread at a time; images are read and files written meanwhile.
		synchronized (localizer) {
			int channel = options.of(input.image(), localizer.model()).channel();
			List<Localization> found = localizer.localize(Hyperstack.of(input.image()), channel, input.progress());
			return new BoxRois(input.image(), localizer.classes(), found.stream().map(Localization::detection).toList());
		}
	}

	private static int write(ImageRun.Input input, BoxRois boxes, Batch batch) throws IOException {
		DetectionFiles.writeMarks(input, boxes, batch);
		for (List<Object> row : DetectionFiles.table(boxes).rows()) {
			List<Object> named = new ArrayList<>(List.of(input.name()));
			named.addAll(row);
			input.row(TABLE, named);
		}
		return boxes.found().size();
	}

	private static List<String> columns() {
		List<String> columns = new ArrayList<>(List.of("image"));
		columns.addAll(DetectionFiles.COLUMNS);
		return columns;
	}
}

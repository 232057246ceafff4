package sc.fovea.cli;

import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.AutomaticModel;
import sc.fovea.command.PlaneSegmentation;
import sc.fovea.command.Segment;
import sc.fovea.command.SegmenterCache;
import sc.fovea.command.StackObjects;
import sc.fovea.image.AtomicFolder;

/** {@code fovea segment}: images in, label images, outlines, tables and pictures out. */
final class SegmentFiles implements Subcommand {

	/** Loaded first if a model is chosen for each image: by then it is known whether there is a device. */
	private static final String FIRST = "nuclei";

	/** The settings of the ImageJ command without those that stand for files, which are always written here. */
	private static final CommandOptions SETTINGS = CommandOptions.of(Segment.class, Set.of("rois", "measure"));

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("segment");
		spec.usageMessage().header("Finds the objects of images.").description("Writes for each image STEM:",
			"  STEM_labels.tif   ids of the objects, 0 is background",
			"  STEM_rois.zip     outlines for the ROI Manager", "  STEM_objects.csv  measurements, with the columns of Analyze Particles",
			"  STEM_overlay.png  a picture of the outlines on the image",
			"  STEM_volumes.csv  with linked slices: volume, surface and position of the objects of a stack",
			"and of several images summary.csv, a row for each: model, scale, number, median area and density of objects, failures", "");
		SegmentOptions.addTo(spec, SETTINGS);
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		SegmentOptions options = SegmentOptions.of(parsed, SETTINGS);
		boolean isLinked = StackObjects.isLinked(SETTINGS.text(parsed, "slices"));
		FolderSummary summary = new FolderSummary();
		try (SegmenterCache cache = new SegmenterCache()) {
			terminal.progress("Loading model " + options.request().model() + "...");
			boolean isAutomatic = options.request().model().equals(AutomaticModel.AUTOMATIC);
			return cache.use(isAutomatic ? options.request().of(FIRST) : options.request(), (first, device) -> {
				AtomicFolder.prepare(options.output());
				ImageRun run = new ImageRun(options, terminal, input -> {
					AutomaticModel model = AutomaticModel.of(options.request().model(), input.image(), options.segmentation().channel());
					return cache.use(options.request().of(model.name()), (segmenter, ranOn) -> {
						PlaneSegmentation segmentation = new PlaneSegmentation(segmenter, options.segmentation());
						ImageJob.Result result = new ImageJob(segmentation, input.image(), isLinked, input.progress()).run(input.results());
						summary.add(input.image(), model.name(), result);
						tell(terminal, input, model, result);
						return result.count();
					});
				});
				int code = run.all(device);
				summary.write(options.output().resolve("summary.csv"), run.failures());
				return code;
			});
		}
	}

	private static void tell(Terminal terminal, ImageRun.Input input, AutomaticModel model, ImageJob.Result result) {
		String chosen = model.reason().isEmpty() ? "" : "model " + model.sentence();
		String scale = result.scale().words();
		if (chosen.isEmpty() && scale.isEmpty()) return;
		terminal.detail(input.file() + ": " + chosen + (chosen.isEmpty() || scale.isEmpty() ? "" : "; ") + scale);
	}
}
